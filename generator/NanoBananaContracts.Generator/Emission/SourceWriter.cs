using System.Text;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>
/// Collects C# source, indented by block: with tabs, which the compiler reads in a quarter of the bytes, and with LF line
/// ends, so that emitted text is the same everywhere.
/// </summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder text = new(4096);
    private int depth;

    /// <summary>Adds one line, or none where it is empty.</summary>
    public SourceWriter Line(string line)
    {
        text.Append('\t', depth).Append(line).Append('\n');
        return this;
    }

    /// <summary>Adds an empty line.</summary>
    public SourceWriter Line()
    {
        text.Append('\n');
        return this;
    }

    /// <summary>Adds lines given as one text; each is indented as the block it stands in.</summary>
    public SourceWriter Lines(string lines)
    {
        var start = 0;
        while (start < lines.Length)
        {
            var end = lines.IndexOf('\n', start);
            end = end < 0 ? lines.Length : end;
            var length = end > start && lines[end - 1] == '\r' ? end - start - 1 : end - start;
            if (length > 0)
            {
                var spaces = 0;
                while (spaces < length && lines[start + spaces] == ' ')
                {
                    spaces++;
                }

                text.Append('\t', depth + (spaces / 4)).Append(lines, start + spaces, length - spaces);
            }

            text.Append('\n');
            start = end + 1;
        }

        return this;
    }

    /// <summary>Opens a brace on a line of its own.</summary>
    public SourceWriter Open(string? header = null)
    {
        if (header is not null)
        {
            Line(header);
        }

        Line("{");
        depth++;
        return this;
    }

    /// <summary>Closes a brace.</summary>
    /// <param name="after">What follows it on the line.</param>
    public SourceWriter Close(string after = "")
    {
        depth--;
        return Line("}" + after);
    }

    /// <summary>Goes one level in without a brace.</summary>
    public SourceWriter Indent()
    {
        depth++;
        return this;
    }

    /// <summary>Goes one level out without a brace.</summary>
    public SourceWriter Outdent()
    {
        depth--;
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();
}
