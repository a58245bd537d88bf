namespace NanoBananaContracts.Schema;

/// <summary>
/// A place in a text that only moves on, and the mistakes met on the way: reported once each and counted, so that a file
/// of noise ends early.
/// </summary>
internal sealed class JsonCursor(string text, DiagnosticBag diagnostics)
{
    /// <summary>Mistakes after which reading stops: what follows would be noise.</summary>
    public const int MaxProblems = 20;

    private int lineStart;
    private int problems;

    /// <summary>The text.</summary>
    public string Text => text;

    /// <summary>Offset of what is to be read next.</summary>
    public int Position { get; set; }

    /// <summary>One-based line.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>One-based column.</summary>
    public int Column => Position - lineStart + 1;

    /// <summary>True behind the last character.</summary>
    public bool AtEnd => Position >= text.Length;

    /// <summary>The character here, or U+0000 at the end.</summary>
    public char Current => Position < text.Length ? text[Position] : '\0';

    /// <summary>The character after this one, or U+0000 where there is none.</summary>
    public char Next => Position + 1 < text.Length ? text[Position + 1] : '\0';

    /// <summary>
    /// True when text had to be skipped, so that a node may be missing. What a reader finds missing afterwards is then
    /// not the author's mistake.
    /// </summary>
    public bool Damaged { get; private set; }

    /// <summary>True once the end was found too early, or reading stopped: one mistake, whatever is still open.</summary>
    public bool EndReported { get; set; }

    /// <summary>The place as a mark.</summary>
    /// <param name="length">Characters to mark.</param>
    public SourceMark Here(int length = 1) => new(Line, Column, length);

    /// <summary>What was read since a position.</summary>
    /// <param name="start">The position.</param>
    public string Since(int start) => text.Substring(start, Position - start);

    /// <summary>Steps over a byte order mark, which takes no column.</summary>
    public void SkipByteOrderMark() => Position = lineStart = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;

    /// <summary>One character on, never beyond the end (where reporting a mistake too many may have gone).</summary>
    public void Advance()
    {
        if (!AtEnd)
        {
            Position++;
        }
    }

    /// <summary>Steps over one line end: LF, CR or CR LF.</summary>
    public void NewLine()
    {
        Position += text[Position] == '\r' && Next == '\n' ? 2 : 1;
        Line++;
        lineStart = Position;
    }

    /// <summary>The character here, for a message.</summary>
    public string Show() =>
        char.IsSurrogate(Current) && Position + 1 < text.Length
            ? Wording.Shown(text.Substring(Position, 2))
            : Wording.Shown(Current.ToString());

    /// <summary>Reports a mistake for which something is left out.</summary>
    public void Damage(SchemaRule rule, SourceMark mark, string what, string? cure = null)
    {
        Damaged = true;
        Problem(rule, mark, what, cure);
    }

    /// <summary>Reports a mistake; one too many ends the reading.</summary>
    public void Problem(SchemaRule rule, SourceMark mark, string what, string? cure = null)
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
            EndReported = true;
            diagnostics.Report(
                SchemaRules.JsonSyntax,
                mark,
                FormattableString.Invariant($"Reading stops here, after {MaxProblems} mistakes."),
                "Mend the mistakes above first."
            );
            Position = text.Length;
            return;
        }

        diagnostics.Report(rule, mark, what, cure);
    }
}
