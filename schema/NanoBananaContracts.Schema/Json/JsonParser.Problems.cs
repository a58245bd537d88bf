using System;

namespace NanoBananaContracts.Schema;

/// <summary>Mistakes: reported once each, stepped over, and counted, so that a file of noise ends early.</summary>
internal sealed partial class JsonParser
{
    private void ReadComma(ref bool needsComma, ref bool afterComma, ref SourceMark commaMark)
    {
        if (!needsComma)
        {
            Problem(SchemaRules.ExtraComma, Here(), "There is nothing before this comma.");
        }

        commaMark = Here();
        needsComma = false;
        afterComma = true;
        Advance();
    }

    private void TrailingComma(SourceMark mark) =>
        Problem(SchemaRules.ExtraComma, mark, "A comma stands before the closing bracket.");

    private void MissingComma() => Problem(SchemaRules.MissingComma, Here(), $"A comma is missing before {Show()}.");

    private void EndReached(string what, SourceMark opened)
    {
        Damaged = true;
        if (!endReported)
        {
            endReported = true;
            Problem(
                SchemaRules.UnexpectedEnd,
                Here(),
                $"The text ends inside the {what} opened at {opened}.",
                what == "object" ? "Close it with '}'." : "Close it with ']'."
            );
        }
    }

    private void Damage(SchemaRule rule, SourceMark mark, string what, string? cure = null)
    {
        Damaged = true;
        Problem(rule, mark, what, cure);
    }

    private void Problem(SchemaRule rule, SourceMark mark, string what, string? cure = null)
    {
        if (problems > MaxProblems)
        {
            return;
        }

        problems++;
        if (problems > MaxProblems)
        {
            // Going to the end closes every open bracket at once; saying so once is enough.
            Damaged = true;
            endReported = true;
            diagnostics.Report(
                SchemaRules.JsonSyntax,
                mark,
                FormattableString.Invariant($"Reading stops here, after {MaxProblems} mistakes."),
                "Mend the mistakes above first."
            );
            position = text.Length;
            return;
        }

        diagnostics.Report(rule, mark, what, cure);
    }

    /// <summary>One character on, never beyond the end (where reporting a mistake too many may have gone).</summary>
    private void Advance()
    {
        if (!AtEnd)
        {
            position++;
        }
    }

    private static string Quote(string value) => Wording.Shown(value);

    private string Show()
    {
        var current = Current;
        return char.IsSurrogate(current) && position + 1 < text.Length
            ? Wording.Shown(text.Substring(position, 2))
            : Wording.Shown(current.ToString());
    }
}
