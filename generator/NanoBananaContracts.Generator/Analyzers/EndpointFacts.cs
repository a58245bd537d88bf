using Microsoft.CodeAnalysis.Diagnostics;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>What the provider files say of an address and of a body that is sent to it.</summary>
internal sealed class EndpointFacts
{
    private const string Item = "build_metadata.AdditionalFiles.NanoBananaProvider";
    private const string DefaultPath = "/v1beta/models/{model}";

    private static readonly string[] Ours = ["wisgate", "google", "vertex", "vertex-express", "cometapi", "laozhang"];

    private static readonly Lazy<IReadOnlyList<EndpointFacts>> Loaded = new(Load);

    private readonly List<string> hosts = [];

    private EndpointFacts(JsonNode root)
    {
        Id = Text(root, "id");
        Name = Text(root, "name");
        Dialect = Text(root, "dialect");
        KeyHeader = Text(root, "apiKeyHeader");
        KeyScheme = Text(root, "apiKeyScheme");
        AddHost(Text(root, "baseAddress"));
        foreach (var other in Items(root, "alternativeBaseAddresses"))
        {
            AddHost(other.Text);
        }

        var path = Text(root, "pathTemplate");
        path = path.Length == 0 ? DefaultPath : path;
        var model = path.IndexOf("{model}", StringComparison.Ordinal);
        ModelsPath = model < 0 ? "" : path.Substring(0, model);
        RefusedFields = Items(root, "refusedFields").Select(item => item.Text).ToList();
        Models = Items(root, "models").Select(each => new ModelFacts(each)).ToList();
    }

    /// <summary>Id, as <c>x-providers</c> names it.</summary>
    public string Id { get; }

    /// <summary>Name for messages.</summary>
    public string Name { get; }

    /// <summary>Spelling of values that it takes.</summary>
    public string Dialect { get; }

    /// <summary>Header of the key.</summary>
    public string KeyHeader { get; }

    /// <summary>What stands before the key there; empty for nothing.</summary>
    public string KeyScheme { get; }

    /// <summary>Path before a model's id, with place-holders in braces: <c>/v1beta/models/</c>.</summary>
    public string ModelsPath { get; }

    /// <summary>Fields of a request that it does not take, from the root, lists left out.</summary>
    public IReadOnlyList<string> RefusedFields { get; }

    /// <summary>Models that it is known to serve, or to have served.</summary>
    public IReadOnlyList<ModelFacts> Models { get; }

    /// <summary>Every provider that a project knows: ours, and its own <c>ContractProvider</c> items.</summary>
    public static IReadOnlyList<EndpointFacts> Of(AnalyzerOptions options)
    {
        List<EndpointFacts>? own = null;
        foreach (var file in options.AdditionalFiles)
        {
            if (
                options.AnalyzerConfigOptionsProvider.GetOptions(file).TryGetValue(Item, out var value)
                && value == "true"
                && file.GetText()?.ToString() is { } text
                && Parsed(text) is { } root
            )
            {
                (own ??= []).Add(new EndpointFacts(root));
            }
        }

        return own is null ? Loaded.Value : [.. own, .. Loaded.Value];
    }

    /// <summary>The provider whose host stands in an address.</summary>
    /// <param name="text">The address, with <see cref="LiteralText.Hole"/> for what is not known.</param>
    /// <param name="known">Those there are.</param>
    /// <param name="start">Where the host begins.</param>
    /// <param name="end">Where it ends.</param>
    public static EndpointFacts? Named(string text, IReadOnlyList<EndpointFacts> known, out int start, out int end)
    {
        start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        end = start;
        if (start < 3)
        {
            return null;
        }

        while (end < text.Length && text[end] is not ('/' or ':' or '?' or '#' or '"' or '\'' or ' '))
        {
            end++;
        }

        foreach (var each in known)
        {
            foreach (var host in each.hosts)
            {
                if (IsHost(text, start, end, host))
                {
                    return each;
                }
            }
        }

        return null;
    }

    /// <summary>The model of an id or of another name of it.</summary>
    public ModelFacts? Model(string id) => Models.FirstOrDefault(model => model.Id == id || model.Aliases.Contains(id));

    // The first label of a host may have a place-holder: {region}-service.example.com.
    private static bool IsHost(string text, int start, int end, string host)
    {
        var open = host.IndexOf('{');
        if (open < 0)
        {
            return end - start == host.Length
                && string.Compare(text, start, host, 0, host.Length, StringComparison.OrdinalIgnoreCase) == 0;
        }

        var rest = host.Substring(host.IndexOf('}') + 1);
        var length = end - start;
        return length > open + rest.Length
            && string.Compare(text, start, host, 0, open, StringComparison.OrdinalIgnoreCase) == 0
            && string.Compare(text, end - rest.Length, rest, 0, rest.Length, StringComparison.OrdinalIgnoreCase) == 0
            && text.IndexOf('.', start, length - rest.Length) < 0;
    }

    private void AddHost(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        if (start >= 3 && start < address.Length)
        {
            var end = address.IndexOfAny(['/', ':'], start);
            var host = address.Substring(start, (end < 0 ? address.Length : end) - start);
            if (host.IndexOf('}') >= host.IndexOf('{'))
            {
                hosts.Add(host);
            }
        }
    }

    private static IReadOnlyList<EndpointFacts> Load() =>
        [
            .. Ours.Select(name => new EndpointFacts(
                Parsed(EmbeddedFile.Text("providers." + name + ".json"))
                    ?? throw new InvalidOperationException("A provider file compiled into the analyzer is not JSON.")
            )),
        ];

    // Of a file that is none the client says what is wrong, at its line.
    private static JsonNode? Parsed(string text)
    {
        var findings = new DiagnosticBag("provider");
        var root = JsonParser.Parse(text, findings, out _);
        return findings.Count == 0 && root is { Kind: JsonKind.Object } ? root : null;
    }

    internal static string Text(JsonNode node, string name) => node.Find(name)?.Value.Text ?? "";

    internal static IReadOnlyList<JsonNode> Items(JsonNode node, string name) => node.Find(name)?.Value.Items ?? [];
}

/// <summary>What a provider file says of one of its models.</summary>
internal sealed class ModelFacts(JsonNode node)
{
    /// <summary>Id as it stands in the path.</summary>
    public string Id { get; } = EndpointFacts.Text(node, "id");

    /// <summary>Whether its end has come, or was announced.</summary>
    public bool IsRetired { get; } = node.Find("retired") is not null;

    /// <summary>Other ids of it.</summary>
    public IReadOnlyList<string> Aliases { get; } = Texts(node, "aliases");

    /// <summary>Sizes it takes, in the provider's spelling; null where the file does not say, empty where it takes none.</summary>
    public IReadOnlyList<string>? Sizes { get; } = node.Find("sizes") is null ? null : Texts(node, "sizes");

    /// <summary>Ratios it takes; null where the file does not say.</summary>
    public IReadOnlyList<string>? AspectRatios { get; } =
        node.Find("aspectRatios") is null ? null : Texts(node, "aspectRatios");

    /// <summary>Levels of thinking it takes; null where the file does not say.</summary>
    public IReadOnlyList<string>? ThinkingLevels { get; } =
        node.Find("thinkingLevels") is null ? null : Texts(node, "thinkingLevels");

    /// <summary>Fields of <c>generationConfig</c> that it answers with 400.</summary>
    public IReadOnlyList<string> RefusedParameters { get; } = Texts(node, "refusedParameters");

    private static List<string> Texts(JsonNode node, string name) =>
        EndpointFacts.Items(node, name).Select(item => item.Text).ToList();
}
