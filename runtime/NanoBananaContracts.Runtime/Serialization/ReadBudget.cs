namespace NanoBananaContracts.Serialization;

/// <summary>
/// What may be made of a reply's JSON. Its bytes are not its memory: <c>{}</c> becomes an object of 200 bytes. So every
/// value that is read is reckoned at what it may become, and all of them together at no more than the largest reply; one
/// reply, in one piece or a thousand, has one budget.
/// </summary>
/// <param name="maxResponseBytes">The largest reply, in bytes.</param>
/// <param name="refusal">Makes the exception of a reply that is beyond the budget, of the sentence that says so.</param>
internal sealed class ReadBudget(long maxResponseBytes, Func<string, Exception> refusal)
{
    /// <summary>What a value with a typed place is reckoned at: half a message of the contract, or a small text.</summary>
    internal const int ValueCost = 256;

    /// <summary>What a value that is kept as it stands is reckoned at: what an element of System.Text.Json takes, and its name.</summary>
    internal const int RawValueCost = 32;

    /// <summary>What a byte of text is reckoned at: two as a string, and as much for what is made of that.</summary>
    internal const int TextByteCost = 4;

    /// <summary>So that a limit that just fits a small reply fits its values too.</summary>
    internal const int Least = 1024 * 1024;

    private long left = Math.Max(maxResponseBytes, Least);

    internal void TakeValue() => Take(ValueCost);

    internal void TakeRawValue() => Take(RawValueCost);

    internal void TakeText(int bytes) => Take((long)bytes * TextByteCost);

    private void Take(long cost)
    {
        left -= cost;
        if (left < 0)
        {
            throw refusal(
                "The reply has more values, or more text beside its images, than a reply of at most "
                    + FormattableString.Invariant($"{maxResponseBytes:N0} bytes may have (MaxResponseBytes).")
            );
        }
    }
}
