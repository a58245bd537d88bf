namespace NanoBananaContracts.Batch;

/// <summary>What came of a call: one of <see cref="PictureArrived"/>, <see cref="CallFailed"/>, <see cref="CallReturned"/> and
/// <see cref="CallGivenUp"/>.</summary>
public abstract record CallEnd
{
    private protected CallEnd() { }

    /// <summary>The failure that every other call would have as well: no more of them are made.</summary>
    public FailureEntry? Stop { get; init; }
}

/// <summary>A picture is whole, on this machine's disk, and not in the store yet.</summary>
/// <param name="Path">The file.</param>
/// <param name="Picture">What is known of it.</param>
public sealed record PictureArrived(string Path, PictureEntry Picture) : CallEnd;

/// <summary>There is no picture, and asking again would not be right.</summary>
/// <param name="Failure">Why.</param>
/// <param name="CostMicroUsd">What it cost, or may have, in millionths of a US dollar.</param>
public sealed record CallFailed(FailureEntry Failure, long CostMicroUsd) : CallEnd
{
    /// <summary>Whether another call may well have succeeded: it is not the line that was refused.</summary>
    internal bool IsByChance { get; init; }
}

/// <summary>Nothing was billed, and the item may be asked for again.</summary>
/// <param name="Failure">Why.</param>
/// <param name="NotBefore">When; <see langword="null"/> for as soon as the gate lets it.</param>
/// <param name="Counts">Whether that was one of the item's tries.</param>
public sealed record CallReturned(FailureEntry Failure, DateTimeOffset? NotBefore, bool Counts) : CallEnd
{
    /// <summary>Whether fewer calls at a time would help.</summary>
    public bool IsOfLoad => FailureVerdict.IsOfLoad(Failure.Kind);
}

/// <summary>The call was cancelled. It may have been billed.</summary>
public sealed record CallGivenUp : CallEnd;
