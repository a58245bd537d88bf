using System.Globalization;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Conformance.Tests.Reports;

/// <summary>The one design of reports and Studio: what its tokens promise, and that the reports take nothing from elsewhere.</summary>
public sealed partial class DesignTokenTests
{
    private const string Folder = "conformance/NanoBananaContracts.Conformance/Reports/Html/";

    private static readonly string Tokens = Repository.Text(Folder + "tokens.css");

    [Theory]
    [InlineData("ink", "ground surface sunken good-tint warn-tint bad-tint", 4.5)]
    [InlineData("ink-soft", "ground surface sunken", 4.5)]
    [InlineData("accent", "ground surface sunken", 4.5)]
    [InlineData("good", "ground surface sunken good-tint", 4.5)]
    [InlineData("warn", "ground surface sunken warn-tint", 4.5)]
    [InlineData("bad", "ground surface sunken bad-tint", 4.5)]
    [InlineData("on-accent-fill", "accent-fill", 4.5)]
    [InlineData("line-strong", "ground surface sunken", 3)]
    [InlineData("focus", "ground surface sunken", 3)]
    public void Colours_have_the_contrast_that_is_promised(string front, string backs, double least)
    {
        foreach (var (scheme, colours) in Schemes())
        {
            foreach (var back in backs.Split(' '))
            {
                Contrast(colours[front], colours[back])
                    .ShouldBeGreaterThanOrEqualTo(least, $"--{front} on --{back}, {scheme}");
            }
        }
    }

    [Fact]
    public void Each_token_of_a_style_is_there()
    {
        var defined = Definitions().Matches(Tokens).Select(m => m.Groups[1].Value).ToHashSet();

        Uses().Matches(Styles()).Select(m => m.Groups[1].Value).Distinct().ShouldAllBe(name => defined.Contains(name));
    }

    [Fact]
    public void The_style_of_reports_has_no_colour_size_or_space_of_its_own()
    {
        string[] lines =
        [
            .. Styles()
                .Split('\n')
                // A condition cannot have a token.
                .Where(line => !line.Contains("@media", StringComparison.Ordinal)),
        ];

        lines.ShouldAllBe(line => !Literals().IsMatch(line));
    }

    /// <summary>Every style but the tokens.</summary>
    private static string Styles() =>
        string.Concat(
            Directory
                .GetFiles(Repository.Path(Folder), "*.css")
                .Append(Repository.Path("runtime/NanoBananaContracts.Batch/Reporting/contact-sheet.css"))
                .Where(file => Path.GetFileName(file) != "tokens.css")
                .Select(File.ReadAllText)
        );

    private static (string Scheme, Dictionary<string, string> Colours)[] Schemes()
    {
        var parts = Tokens.Split("prefers-color-scheme: dark");
        parts.Length.ShouldBe(2);
        var light = ColoursOf(parts[0]);
        var dark = ColoursOf(parts[1]);
        return
        [
            ("light", light),
            ("dark", light.Concat(dark).GroupBy(c => c.Key).ToDictionary(c => c.Key, c => c.Last().Value)),
        ];
    }

    private static Dictionary<string, string> ColoursOf(string css) =>
        Colours().Matches(css).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    /// <summary>The ratio of WCAG 2, from 1 to 21.</summary>
    private static double Contrast(string one, string other)
    {
        double[] two = [Luminance(one), Luminance(other)];
        return (two.Max() + .05) / (two.Min() + .05);
    }

    private static double Luminance(string hex)
    {
        double[] parts =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(i =>
                    int.Parse(hex.AsSpan(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0
                )
                .Select(c => c <= .04045 ? c / 12.92 : Math.Pow((c + .055) / 1.055, 2.4)),
        ];
        return (.2126 * parts[0]) + (.7152 * parts[1]) + (.0722 * parts[2]);
    }

    [GeneratedRegex(@"--([\w-]+): #([0-9a-f]{6});")]
    private static partial Regex Colours();

    [GeneratedRegex(@"--([\w-]+):")]
    private static partial Regex Definitions();

    [GeneratedRegex(@"var\(--([\w-]+)\)")]
    private static partial Regex Uses();

    [GeneratedRegex(@"#[0-9a-f]{3,8}\b|\brgb|\bhsl|\d(px|rem|mm|pt)\b")]
    private static partial Regex Literals();
}
