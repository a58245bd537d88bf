using Microsoft.CodeAnalysis.Diagnostics;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>What the provider files say that code can get wrong: hosts and retired models.</summary>
internal sealed class ProviderFacts
{
    private const string Item = "build_metadata.AdditionalFiles.NanoBananaProvider";

    private static readonly Lazy<IReadOnlyList<ProviderFacts>> Loaded = new(Load);

    private ProviderFacts(string id, string name, IReadOnlyList<string> hosts, IReadOnlyList<RetiredModelFact> retired)
    {
        Id = id;
        Name = name;
        Hosts = hosts;
        Retired = retired;
    }

    /// <summary>Every provider that a project knows: ours, and its own <c>ContractProvider</c> items.</summary>
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
                (own ??= []).Add(Read(root, Path.GetFileName(file.Path)));
            }
        }

        return own is null ? Loaded.Value : [.. own, .. Loaded.Value];
    }

    /// <summary>Name of the file, for example <c>mine.json</c>; <see langword="null"/> for one of ours.</summary>
    public string? File { get; private set; }

    /// <summary>Whether it takes the key in <c>x-goog-api-key</c>, alone.</summary>
    public bool TakesPlainKey { get; private set; }

    /// <summary>Id, for example <c>google</c>; the C# name of the runtime's ProviderInfo is the same word.</summary>
    public string Id { get; }

    /// <summary>Name for messages.</summary>
    public string Name { get; }

    /// <summary>The environment variable its key is read from; empty for none.</summary>
    public string KeyVariable { get; private set; } = "";

    /// <summary>Hosts of its addresses.</summary>
    public IReadOnlyList<string> Hosts { get; }

    /// <summary>Models it no longer serves.</summary>
    public IReadOnlyList<RetiredModelFact> Retired { get; }

    private static IReadOnlyList<ProviderFacts> Load() =>
        [
            .. new[] { "wisgate", "google" }.Select(name =>
                Read(
                    Parsed(EmbeddedFile.Text("providers." + name + ".json"))
                        ?? throw new InvalidOperationException(
                            "A provider file compiled into the analyzer is not JSON."
                        ),
                    file: null
                )
            ),
        ];

    // Of a file that is none the client says what is wrong, at its line.
    private static JsonNode? Parsed(string text)
    {
        var findings = new DiagnosticBag("provider");
        var root = JsonParser.Parse(text, findings, out _);
        return findings.Count == 0 && root is { Kind: JsonKind.Object } ? root : null;
    }

    private static ProviderFacts Read(JsonNode root, string? file)
    {
        var addresses = new List<string> { Text(root, "baseAddress") };
        addresses.AddRange(Items(root, "alternativeBaseAddresses").Select(item => item.Text));
        var retired =
            from model in Items(root, "models")
            let fact = model.Find("retired")?.Value
            where fact is { Kind: JsonKind.Object }
            select new RetiredModelFact(Text(model, "id"), Text(fact, "since"), Text(fact, "use"));
        return new ProviderFacts(
            Text(root, "id"),
            Text(root, "name"),
            [.. addresses.Select(Host).OfType<string>().Distinct()],
            [.. retired]
        )
        {
            File = file,
            KeyVariable = Text(root, "apiKeyVariable"),
            TakesPlainKey =
                Text(root, "apiKeyScheme").Length == 0
                && Text(root, "apiKeyHeader").Equals("x-goog-api-key", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static string? Host(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.Host.Length > 0 ? parsed.Host : null;

    private static string Text(JsonNode node, string name) => node.Find(name)?.Value.Text ?? "";

    private static IReadOnlyList<JsonNode> Items(JsonNode node, string name) => node.Find(name)?.Value.Items ?? [];
}

/// <summary>A model a provider no longer serves.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Since">Day it ended, ISO 8601.</param>
/// <param name="Use">Id to use instead.</param>
internal sealed record RetiredModelFact(string Id, string Since, string Use);
