using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>The provider files that a project knows: those compiled into the analyzer, and its own.</summary>
internal static class ProviderFiles
{
    private const string Item = "build_metadata.AdditionalFiles.NanoBananaProvider";
    private const string DefaultPath = "/v1beta/models/{model}";

    private static readonly string[] Usual = ["wisgate", "google"];
    private static readonly string[] OnlyNamed = ["vertex", "vertex-express", "cometapi", "laozhang"];

    private static readonly Lazy<IReadOnlyList<ProviderFacts>> Loaded = new(Load);

    /// <summary>Every provider that a project knows, its own <c>ContractProvider</c> items first.</summary>
    public static IReadOnlyList<ProviderFacts> Of(AnalyzerOptions options)
    {
        List<ProviderFacts>? own = null;
        foreach (var file in options.AdditionalFiles)
        {
            if (
                options.AnalyzerConfigOptionsProvider.GetOptions(file).TryGetValue(Item, out var value)
                && value == "true"
                && file.GetText()?.ToString() is { } text
                && Parsed(text) is { } root
            )
            {
                (own ??= []).Add(Read(root) with { File = Path.GetFileName(file.Path), IsUsual = true });
            }
        }

        return own is null ? Loaded.Value : [.. own, .. Loaded.Value];
    }

    private static IReadOnlyList<ProviderFacts> Load() =>
        [.. Usual.Select(name => Embedded(name) with { IsUsual = true }), .. OnlyNamed.Select(Embedded)];

    private static ProviderFacts Embedded(string name) =>
        Read(
            Parsed(EmbeddedFile.Text("providers." + name + ".json"))
                ?? throw new InvalidOperationException("A provider file compiled into the analyzer is not JSON.")
        );

    // Of a file that is none the client says what is wrong, at its line.
    private static JsonNode? Parsed(string text)
    {
        var findings = new DiagnosticBag("provider");
        var root = JsonParser.Parse(text, findings, out _);
        return findings.Count == 0 && root is { Kind: JsonKind.Object } ? root : null;
    }

    private static ProviderFacts Read(JsonNode root)
    {
        var addresses = Texts(root, "alternativeBaseAddresses").Prepend(Text(root, "baseAddress"));
        var path = Text(root, "pathTemplate");
        path = path.Length == 0 ? DefaultPath : path;
        var model = path.IndexOf("{model}", StringComparison.Ordinal);
        return new(
            Text(root, "id"),
            Text(root, "name"),
            Text(root, "dialect"),
            Text(root, "apiKeyHeader"),
            Text(root, "apiKeyScheme"),
            Text(root, "apiKeyVariable"),
            [.. addresses.Select(Host).OfType<string>().Distinct()],
            model < 0 ? "" : path.Substring(0, model),
            Texts(root, "refusedFields"),
            Text(root, "defaultModel"),
            [.. Items(root, "models").Select(Model)]
        )
        {
            ModelIdCharacters = Text(root, "modelIdCharacters"),
        };
    }

    private static ModelFact Model(JsonNode model) =>
        new(
            Text(model, "id"),
            Texts(model, "aliases"),
            model.Find("sizes") is null ? null : Texts(model, "sizes"),
            model.Find("aspectRatios") is null ? null : Texts(model, "aspectRatios"),
            Texts(model, "refusedParameters"),
            model.Find("thinkingLevels") is null ? null : Texts(model, "thinkingLevels"),
            double.TryParse(
                Text(model, "nominalSeconds"),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var seconds
            )
                ? seconds
                : null,
            model.Find("retired")?.Value is { Kind: JsonKind.Object } retired
                ? new(Text(model, "id"), Text(retired, "since"), Text(retired, "use"))
                : null
        );

    // Not a Uri: the first label of a host may have a place-holder, {region}-service.example.com.
    private static string? Host(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        if (start < 3 || start >= address.Length)
        {
            return null;
        }

        var end = address.IndexOfAny(['/', ':'], start);
        var host = address.Substring(start, (end < 0 ? address.Length : end) - start);
        return host.IndexOf('}') >= host.IndexOf('{') ? host : null;
    }

    private static IReadOnlyList<string> Texts(JsonNode node, string name) =>
        [.. Items(node, name).Select(item => item.Text)];

    private static string Text(JsonNode node, string name) => node.Find(name)?.Value.Text ?? "";

    private static IReadOnlyList<JsonNode> Items(JsonNode node, string name) => node.Find(name)?.Value.Items ?? [];
}
