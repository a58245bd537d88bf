using System.Globalization;
using System.Text.RegularExpressions;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Texts of case files as lines of a terminal: folded, long Base64 shortened, and never obeyed.</summary>
internal static partial class TerminalText
{
    /// <summary>Columns that every terminal has.</summary>
    public const int Width = 80;

    /// <summary>
    /// The lines of a text, each at most <see cref="Width"/> columns with its indentation: broken at blanks where there are
    /// any. Control and format characters are shown as escapes.
    /// </summary>
    /// <param name="text">Any text, with line ends of its own.</param>
    /// <param name="indent">What stands before every line.</param>
    public static IEnumerable<string> Lines(string text, string indent) =>
        text.ReplaceLineEndings("\n")
            .Split('\n')
            .SelectMany(line => Fold(HiddenCharacters.Escaped(Shortened(line)), indent));

    /// <summary>The text with each run of Base64 that is longer than anybody reads as its beginning and its length.</summary>
    public static string Shortened(string text) =>
        Base64()
            .Replace(
                text,
                run => string.Create(CultureInfo.InvariantCulture, $"{run.Value[..16]}...({run.Length} characters)")
            );

    private static IEnumerable<string> Fold(string line, string indent)
    {
        // What continues a line is set as deep as the line itself, so that JSON keeps its shape.
        var depth = Math.Min(line.Length - line.TrimStart(' ').Length, Width / 2);
        var more = indent + new string(' ', depth);
        var rest = indent + line;
        while (rest.Length > Width)
        {
            var blank = rest.LastIndexOf(' ', Width, Width - more.Length);
            var end =
                blank > more.Length ? blank
                : char.IsLowSurrogate(rest[Width]) ? Width - 1
                : Width;
            yield return rest[..end].TrimEnd(' ');
            rest = more + rest[end..].TrimStart(' ');
        }

        yield return rest.TrimEnd(' ');
    }

    [GeneratedRegex("[A-Za-z0-9+/_-]{72,}={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Base64();
}
