using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>What the provider files say that code can get wrong: hosts and retired models.</summary>
internal sealed class ProviderFacts
{
    private static readonly Lazy<IReadOnlyList<ProviderFacts>> Loaded = new(Load);

    private ProviderFacts(string id, string name, IReadOnlyList<string> hosts, IReadOnlyList<RetiredModelFact> retired)
    {
        Id = id;
        Name = name;
        Hosts = hosts;
        Retired = retired;
    }

    /// <summary>Every provider.</summary>
    public static IReadOnlyList<ProviderFacts> All => Loaded.Value;

    /// <summary>Id, for example <c>google</c>; the C# name of the runtime's ProviderInfo is the same word.</summary>
    public string Id { get; }

    /// <summary>Name for messages.</summary>
    public string Name { get; }

    /// <summary>Hosts of its addresses.</summary>
    public IReadOnlyList<string> Hosts { get; }

    /// <summary>Models it no longer serves.</summary>
    public IReadOnlyList<RetiredModelFact> Retired { get; }

    private static IReadOnlyList<ProviderFacts> Load() =>
        [.. new[] { "wisgate", "google" }.Select(name => Read(EmbeddedFile.Text("providers." + name + ".json")))];

    private static ProviderFacts Read(string text)
    {
        var root =
            JsonParser.Parse(text, new DiagnosticBag("provider"), out _)
            ?? throw new InvalidOperationException("A provider file compiled into the analyzer is not JSON.");
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
            [.. addresses.Where(address => address.Length > 0).Select(address => new Uri(address).Host).Distinct()],
            [.. retired]
        );
    }

    private static string Text(JsonNode node, string name) => node.Find(name)?.Value.Text ?? "";

    private static IReadOnlyList<JsonNode> Items(JsonNode node, string name) => node.Find(name)?.Value.Items ?? [];
}

/// <summary>A model a provider no longer serves.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Since">Day it ended, ISO 8601.</param>
/// <param name="Use">Id to use instead.</param>
internal sealed record RetiredModelFact(string Id, string Since, string Use);
