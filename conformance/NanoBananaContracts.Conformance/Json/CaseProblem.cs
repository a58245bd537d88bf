using System.Globalization;

namespace NanoBananaContracts.Conformance.Cases;

/// <summary>One thing wrong with a case folder.</summary>
/// <param name="Rule">Id of the rule in <see cref="LintRules"/>.</param>
/// <param name="File">File, relative to the folder of all cases, with forward slashes.</param>
/// <param name="Pointer">JSON Pointer of the place; empty for the whole file.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
public sealed record CaseProblem(string Rule, string File, string Pointer, int Line, int Column, string Message)
{
    /// <summary>A problem of a whole file, or of one that is not there.</summary>
    internal static CaseProblem Of(string rule, string file, string message) => new(rule, file, "", 1, 1, message);

    /// <summary>The problem as compilers write theirs: <c>file(line,column): error NBL002: message</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column}): error {Rule}: {Message}");
}
