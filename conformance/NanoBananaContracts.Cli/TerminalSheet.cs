using System.Text;
using NanoBananaContracts.Cli.Commands;

namespace NanoBananaContracts.Cli;

/// <summary>A page for a terminal of 80 columns: lines, named facts and sections, none of them obeyed.</summary>
internal sealed class TerminalSheet
{
    /// <summary>What stands before a line of a section.</summary>
    public const string Indent = "  ";

    private const int NameWidth = 14;

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

        var label = Indent + name.PadRight(NameWidth);
        foreach (var line in TerminalText.Lines(value, new string(' ', label.Length)))
        {
            text.Append(string.Concat(label, line.AsSpan(Math.Min(label.Length, line.Length))).TrimEnd()).Append('\n');
            label = new string(' ', label.Length);
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
