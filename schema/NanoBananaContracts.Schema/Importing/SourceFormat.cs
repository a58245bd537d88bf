namespace NanoBananaContracts.Schema;

/// <summary>
/// Recognizes what people hand to an import in place of JSON: the YAML that OpenAPI is often published in, the page that
/// a browser or a gateway saved under the name of the document. That a value is missing at line 1 would help nobody.
/// </summary>
internal static class SourceFormat
{
    private static readonly string[] Members = ["openapi", "swagger", "kind", "info", "components", "schemas"];

    /// <summary>Why the text cannot be JSON, and what to do; null when it begins as JSON does.</summary>
    /// <param name="text">The source, with or without a byte order mark.</param>
    public static (string What, string Cure)? WhyNotJson(string text)
    {
        var start = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (start.Length == 0)
        {
            return ("The source is empty.", SchemaImportRules.UnknownSource.Cure);
        }

        if (start[0] is '{' or '[')
        {
            return null;
        }

        if (start[0] == '<')
        {
            return (
                "The source is a page of HTML or XML, not JSON.",
                "Fetch the document itself; a page in its place is often an error of the server or a sign-in."
            );
        }

        return IsYaml(start)
            ? ("The source is YAML, which is not read.", "Convert it to JSON first, with 'yq -o=json' for example.")
            : ("The source is not JSON.", SchemaImportRules.UnknownSource.Cure);
    }

    private static bool IsYaml(string text) =>
        text[0] is '#' or '%'
        || text.StartsWith("---", StringComparison.Ordinal)
        || Array.Exists(Members, member => text.StartsWith(member + ":", StringComparison.Ordinal));
}
