using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Json;

/// <summary>Parses a JSON text with nothing forgiven: no comment, no trailing comma, no key twice, no byte order mark.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    /// <summary>The root value, or null when the text is not JSON; what is wrong is added to <paramref name="problems"/>.</summary>
    public static JsonAt? Parse(ReadOnlyMemory<byte> utf8, List<JsonProblem> problems)
    {
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            problems.Add(
                new JsonProblem(
                    LintRules.NotJson,
                    "",
                    "The file starts with a byte order mark; save it as UTF-8 without."
                )
            );
            return null;
        }

        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            root = document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            problems.Add(
                new JsonProblem(
                    LintRules.NotJson,
                    "",
                    $"This is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {Reason(e.Message)}"
                )
            );
            return null;
        }

        var at = new JsonAt(root, "", problems);
        ReportDuplicates(at);
        return at;
    }

    /// <summary>The first sentence of the parser's message: the rest repeats the position in another form.</summary>
    private static string Reason(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).Replace(
            " Change the reader options.",
            "",
            StringComparison.Ordinal
        );
    }

    private static void ReportDuplicates(JsonAt at)
    {
        if (at.Kind == JsonValueKind.Array)
        {
            foreach (var item in at.AsArray())
                ReportDuplicates(item);
        }
        else if (at.Kind == JsonValueKind.Object)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in at.Element.EnumerateObject())
            {
                var child = at.Child(property.Name, property.Value);
                if (!seen.Add(property.Name))
                    child.Report(LintRules.DuplicateKey, $"The key \"{property.Name}\" stands here twice.");
                ReportDuplicates(child);
            }
        }
    }
}
