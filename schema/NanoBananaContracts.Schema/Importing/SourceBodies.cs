namespace NanoBananaContracts.Schema;

/// <summary>
/// Holds the operations of a schema to what an OpenAPI document says their bodies may be: a form with files
/// (<c>multipart/form-data</c>) has a schema like any other, and cannot be sent as JSON.
/// </summary>
internal static class SourceBodies
{
    /// <summary>Reports every operation that the source lets take no JSON.</summary>
    public static void Check(TargetSchema target, SourceDocument source, DiagnosticBag trouble)
    {
        foreach (var operation in target.Root.Find("x-operations")?.Value.Members ?? [])
        {
            if (
                operation.Value.TextOf("method") is { } method
                && operation.Value.TextOf("path") is { } path
                && Content(source, method, path) is { Value.Members.Count: > 0 } content
                && content.Value.Members.All(member => !IsJson(member.Name))
            )
            {
                trouble.Report(
                    SchemaImportRules.NoJsonBody,
                    content.Key.Mark,
                    $"{operation.Name} takes {string.Join(" or ", content.Value.Members.Select(member => Wording.Shown(member.Name)))} alone."
                );
            }
        }
    }

    private static JsonMember? Content(SourceDocument source, string method, string path)
    {
        foreach (var call in source.Paths?.Members ?? [])
        {
            if (WithoutNames(call.Name) == WithoutNames(path))
            {
                foreach (var verb in call.Value.Members)
                {
                    if (string.Equals(verb.Name, method, StringComparison.OrdinalIgnoreCase))
                    {
                        return verb.Value.Find("requestBody")?.Value.Find("content");
                    }
                }
            }
        }

        return null;
    }

    private static bool IsJson(string mediaType) =>
        mediaType.IndexOf("json", StringComparison.OrdinalIgnoreCase) >= 0
        || mediaType.StartsWith("*/", StringComparison.Ordinal)
        || mediaType.StartsWith("application/*", StringComparison.Ordinal);

    /// <summary>The path with its placeholders empty: what they are called is each one's own affair.</summary>
    private static string WithoutNames(string path)
    {
        var text = new System.Text.StringBuilder();
        var isName = false;
        foreach (var c in path)
        {
            isName &= c != '}';
            if (!isName)
            {
                text.Append(c);
            }

            isName |= c == '{';
        }

        return text.ToString();
    }
}
