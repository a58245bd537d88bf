using System.Text.RegularExpressions;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

/// <summary>The page of a rule on C# code, taken apart.</summary>
internal sealed class RulePage
{
    /// <summary>The sections that each page has, in this order.</summary>
    public static readonly string[] Headings = ["Why", "Reported", "Instead", "Not reported", "Fix", "Source"];

    private readonly string[] parts;

    public RulePage(string id)
    {
        Text = Repository.Text($"docs/rules/{id}.md").ReplaceLineEndings("\n");
        parts = Regex.Split(Text, "^## ", RegexOptions.Multiline);
    }

    public string Text { get; }

    public string[] FoundHeadings => [.. parts.Skip(1).Select(part => part[..part.IndexOf('\n')])];

    /// <summary>What stands under a heading.</summary>
    public string Section(string heading) =>
        parts.Single(part => part.StartsWith(heading + "\n", StringComparison.Ordinal))[heading.Length..].Trim();

    /// <summary>The one example under a heading, as the file of a project.</summary>
    public string Sample(string heading)
    {
        var section = Section(heading);
        var blocks = Regex.Matches(section, "^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline);
        return SampleFrame.File(blocks.ShouldHaveSingleItem($"{heading}:\n{section}").Groups[1].Value);
    }
}
