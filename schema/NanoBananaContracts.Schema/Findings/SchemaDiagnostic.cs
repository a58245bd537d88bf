namespace NanoBananaContracts.Schema;

/// <summary>How much a finding matters.</summary>
public enum SchemaSeverity
{
    /// <summary>Worth knowing; the schema works.</summary>
    Warning,

    /// <summary>The schema, or the part named, does not work.</summary>
    Error,
}

/// <summary>Something wrong with a schema, at its place, with its cure.</summary>
/// <param name="Id"><c>NBC1xxx</c>; one id a kind of mistake.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Path">File it is in, as given.</param>
/// <param name="Line">One-based line.</param>
/// <param name="Column">One-based column, in UTF-16 code units.</param>
/// <param name="Length">Length of the marked text, in UTF-16 code units; at least 1.</param>
/// <param name="Message">What is wrong and what to do, one sentence each.</param>
public sealed record SchemaDiagnostic(
    string Id,
    SchemaSeverity Severity,
    string Path,
    int Line,
    int Column,
    int Length,
    string Message
)
{
    /// <summary><c>file(line,column): error NBC1xxx: message</c>, the form MSBuild and editors recognise.</summary>
    public override string ToString() =>
        HiddenCharacters.Escaped(
            FormattableString.Invariant(
                $"{Path}({Line},{Column}): {(Severity == SchemaSeverity.Error ? "error" : "warning")} {Id}: {Message}"
            )
        );
}
