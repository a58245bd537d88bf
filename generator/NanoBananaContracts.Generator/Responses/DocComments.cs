using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace NanoBananaContracts.Generator.Responses;

/// <summary>
/// Documentation comments as plain words. They are read from the source as it stands: the compiler parses none in a project
/// that writes no documentation file.
/// </summary>
internal static class DocComments
{
    /// <summary>The summary of a declaration, or null.</summary>
    public static string? Summary(ISymbol symbol) =>
        Of(symbol) is { } comment ? Words(comment.Element("summary")) : null;

    /// <summary>What the comment of a type says of a parameter of its constructor, or null.</summary>
    public static string? Parameter(ISymbol type, string name) =>
        Of(type) is { } comment
            ? Words(comment.Elements("param").FirstOrDefault(element => (string?)element.Attribute("name") == name))
            : null;

    private static XElement? Of(ISymbol symbol)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var text = new StringBuilder();
            foreach (var line in reference.GetSyntax().GetLeadingTrivia().ToFullString().Split('\n'))
            {
                var trimmed = line.Trim();
                if (trimmed.StartsWith("///", StringComparison.Ordinal))
                {
                    text.Append(trimmed, 3, trimmed.Length - 3).Append('\n');
                }
            }

            if (text.Length > 0 && Parse(text.ToString()) is { } comment)
            {
                return comment;
            }
        }

        return null;
    }

    private static XElement? Parse(string text)
    {
        try
        {
            return XElement.Parse("<comment>" + text + "</comment>", LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            // The compiler warns of it where comments are wanted; here it is as if there were none.
            return null;
        }
    }

    private static string? Words(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = new StringBuilder();
        Append(element, text);
        var words = Regex.Replace(text.ToString(), @"\s+", " ").Trim();
        return words.Length == 0 ? null : words;
    }

    private static void Append(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText words)
            {
                text.Append(words.Value);
            }
            else if (node is XElement inner)
            {
                var named =
                    (string?)inner.Attribute("cref")
                    ?? (string?)inner.Attribute("langword")
                    ?? (string?)inner.Attribute("name");
                if (inner.IsEmpty && named is not null)
                {
                    text.Append(named.Substring(named.LastIndexOf('.') + 1));
                }
                else
                {
                    // Paragraphs and items stand apart.
                    text.Append(inner.Name.LocalName is "c" or "see" or "b" or "i" ? "" : " ");
                    Append(inner, text);
                }
            }
        }
    }
}
