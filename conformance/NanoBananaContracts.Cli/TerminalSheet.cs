using System.Text;
using NanoBananaContracts.Cli.Commands;

namespace NanoBananaContracts.Cli;

/// <summary>A page for a terminal of 80 columns: lines, named facts and sections, none of them obeyed.</summary>
/// <param name="nameWidth">Columns of a name.</param>
internal sealed class TerminalSheet(int nameWidth = 14)
{
    /// <summary>What stands before a line of a section.</summary>
    public const string Indent = "  ";

    private readonly StringBuilder text = new();

    /// <summary>An empty line and a heading.</summary>
    public void Section(string title)
    {
        text.Append('\n');
        Lines(title, "");
    }

    /// <summary>A name and what it is; nothing where there is nothing to say.</summary>
    public void Named(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        var label = Indent + name.PadRight(nameWidth);
        foreach (var line in TerminalText.Lines(value, new string(' ', label.Length)))
        {
            text.Append(string.Concat(label, line.AsSpan(Math.Min(label.Length, line.Length))).TrimEnd()).Append('\n');
            label = new string(' ', label.Length);
        }
    }

    /// <summary>A name and what people copy: one line of text that nothing is hidden in, in one piece however long it is.</summary>
    public void Copied(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(Indent).Append(name.PadRight(nameWidth)).Append(value).Append('\n');
        }
    }

    /// <summary>A text, folded.</summary>
    public void Lines(string text, string indent)
    {
        foreach (var line in TerminalText.Lines(text, indent))
        {
            this.text.Append(line).Append('\n');
        }
    }

    /// <summary>An address of our own, in one piece however long it is: people copy it.</summary>
    public void Address(string address) => text.Append(Indent).Append(address).Append('\n');

    /// <summary>The page, with a line end behind each line.</summary>
    public override string ToString() => text.ToString();
}
