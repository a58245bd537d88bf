namespace NanoBananaContracts.Conformance.Cases;

/// <summary>Cases that do not keep the rules.</summary>
public sealed class InvalidCaseException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="problems">Everything wrong.</param>
    public InvalidCaseException(IReadOnlyList<CaseProblem> problems)
        : base(string.Join(Environment.NewLine, problems ?? []))
    {
        ArgumentNullException.ThrowIfNull(problems);
        Problems = problems;
    }

    /// <summary>Everything wrong.</summary>
    public IReadOnlyList<CaseProblem> Problems { get; }
}
