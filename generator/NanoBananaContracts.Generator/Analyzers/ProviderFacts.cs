using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>What the provider files say that code can get wrong: hosts, and what each model takes.</summary>
internal sealed class ProviderFacts
{
    private const string Item = "build_metadata.AdditionalFiles.NanoBananaProvider";

    private const string DefaultPath = "/v1beta/models/{model}";

    // The two that code names without a file, and those whose addresses are known beside them. What the others say of a model
    // is less than all: where nobody is named, it would stand against what is known.
    private static readonly string[] Main = ["wisgate", "google"];
    private static readonly string[] Others = ["vertex", "vertex-express", "cometapi", "laozhang"];

    private static readonly Lazy<IReadOnlyList<ProviderFacts>> Loaded = new(() => Load(Main));
    private static readonly Lazy<IReadOnlyList<ProviderFacts>> LoadedToo = new(() => Load(Others));

    private ProviderFacts(string id, string name, IReadOnlyList<string> hosts, IReadOnlyList<ModelFact> models)
    {
        Id = id;
        Name = name;
        Hosts = hosts;
        Models = models;
        Retired = [.. models.Select(model => model.Retired).OfType<RetiredModelFact>()];
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

    /// <summary>The same, and every other provider that we ship: for addresses, which say whose they are.</summary>
    public static IReadOnlyList<ProviderFacts> WithAddresses(AnalyzerOptions options) =>
        [.. Of(options), .. LoadedToo.Value];

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

    /// <summary>Hosts with a place-holder in their first label: <c>{region}-service.example.com</c>.</summary>
    public IReadOnlyList<string> OpenHosts { get; private set; } = [];

    /// <summary>Path before a model's id, with place-holders in braces: <c>/v1beta/models/</c>.</summary>
    public string ModelsPath { get; private set; } = "";

    /// <summary>Spelling of values that it takes.</summary>
    public string Dialect { get; private set; } = "";

    /// <summary>Header of the key.</summary>
    public string KeyHeader { get; private set; } = "";

    /// <summary>What stands before the key there; empty for nothing.</summary>
    public string KeyScheme { get; private set; } = "";

    /// <summary>Fields of a request that it does not take, from the root, lists left out.</summary>
    public IReadOnlyList<string> RefusedFields { get; private set; } = [];

    /// <summary>Id of the model that is called where none is named.</summary>
    public string DefaultModel { get; private set; } = "";

    /// <summary>Its models.</summary>
    public IReadOnlyList<ModelFact> Models { get; }

    /// <summary>Models it no longer serves.</summary>
    public IReadOnlyList<RetiredModelFact> Retired { get; }

    /// <summary>The model of that id or alias, with or without <c>models/</c>; null for one that it does not list.</summary>
    public ModelFact? FindModel(string id)
    {
        const string Prefix = "models/";
        var bare = id.StartsWith(Prefix, StringComparison.Ordinal) ? id.Substring(Prefix.Length) : id;
        return Models.FirstOrDefault(model => model.Id == bare || model.Aliases.Contains(bare));
    }

    /// <summary>
    /// The provider that a value names: <c>ProviderInfo.Google</c>, <c>ProviderInfo.FromFile("mine.json")</c> or
    /// <c>Parse("mine.json")</c>.
    /// </summary>
    public static ProviderFacts? Named(IOperation value, IReadOnlyList<ProviderFacts> known) =>
        value.Origin() switch
        {
            IPropertyReferenceOperation { Property: { IsStatic: true, Name: var name } } => known.FirstOrDefault(each =>
                each.File is null && string.Equals(each.Id, name, StringComparison.OrdinalIgnoreCase)
            ),
            IInvocationOperation
            {
                TargetMethod: { Name: "FromFile" or "Parse", ContainingType.Name: "ProviderInfo" }
            } call when call.Arguments.Length == 1 && call.Arguments[0].Value.Origin().Text() is { } text =>
                known.FirstOrDefault(each => each.File is null ? each.Id == text : IsFile(each.File, text)),
            _ => null,
        };

    /// <summary>The provider whose host an address has: <c>new Uri("https://wisgate.ai")</c>.</summary>
    public static ProviderFacts? Addressed(IOperation address, IReadOnlyList<ProviderFacts> known) =>
        address.Origin() is IObjectCreationOperation { Type.Name: "Uri", Arguments.Length: 1 } creation
        && creation.Arguments[0].Value.Origin().Text() is { } text
        && Host(text) is { } host
            ? known.FirstOrDefault(each => each.Hosts.Contains(host))
            : null;

    /// <summary>The provider whose host stands in the text of an address.</summary>
    /// <param name="text">The address, with <see cref="LiteralText.Hole"/> for what is not known.</param>
    /// <param name="known">Those there are.</param>
    /// <param name="start">Where the host begins.</param>
    /// <param name="end">Where it ends.</param>
    public static ProviderFacts? Addressed(string text, IReadOnlyList<ProviderFacts> known, out int start, out int end)
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

        var host = text.Substring(start, end - start);
        return known.FirstOrDefault(each =>
            each.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase) || each.OpenHosts.Any(open => Fits(host, open))
        );
    }

    private static bool Fits(string host, string open)
    {
        var from = open.IndexOf('{');
        var rest = open.Substring(open.IndexOf('}') + 1);
        return host.Length > from + rest.Length
            && host.StartsWith(open.Substring(0, from), StringComparison.OrdinalIgnoreCase)
            && host.EndsWith(rest, StringComparison.OrdinalIgnoreCase)
            && host.IndexOf('.') >= host.Length - rest.Length;
    }

    // A project gives its file another folder than the program that reads it.
    private static bool IsFile(string file, string path)
    {
        var at = path.LastIndexOfAny(['/', '\\']);
        return string.Equals(path.Substring(at + 1), file, StringComparison.OrdinalIgnoreCase);
    }

    private static IReadOnlyList<ProviderFacts> Load(string[] names) =>
        [
            .. names.Select(name =>
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
        return new ProviderFacts(
            Text(root, "id"),
            Text(root, "name"),
            [.. addresses.Select(Host).OfType<string>().Distinct()],
            [.. Items(root, "models").Select(Model)]
        )
        {
            File = file,
            KeyVariable = Text(root, "apiKeyVariable"),
            DefaultModel = Text(root, "defaultModel"),
            OpenHosts = [.. addresses.Select(OpenHost).OfType<string>()],
            ModelsPath = BeforeModel(Text(root, "pathTemplate")),
            Dialect = Text(root, "dialect"),
            KeyHeader = Text(root, "apiKeyHeader"),
            KeyScheme = Text(root, "apiKeyScheme"),
            RefusedFields = Texts(root, "refusedFields"),
            TakesPlainKey =
                Text(root, "apiKeyScheme").Length == 0
                && Text(root, "apiKeyHeader").Equals("x-goog-api-key", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static ModelFact Model(JsonNode model) =>
        new(
            Text(model, "id"),
            Texts(model, "aliases"),
            Texts(model, "sizes"),
            Texts(model, "aspectRatios"),
            Texts(model, "refusedParameters"),
            Texts(model, "thinkingLevels"),
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

    private static IReadOnlyList<string> Texts(JsonNode node, string name) =>
        [.. Items(node, name).Select(item => item.Text)];

    private static string? Host(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.Host.Length > 0 ? parsed.Host : null;

    // An address with a place-holder is no URI.
    private static string? OpenHost(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = start < 3 ? -1 : address.IndexOfAny(['/', ':'], start);
        var host = start < 3 ? "" : address.Substring(start, (end < 0 ? address.Length : end) - start);
        return host.IndexOf('{') >= 0 && host.IndexOf('}') > host.IndexOf('{') ? host : null;
    }

    private static string BeforeModel(string path)
    {
        path = path.Length == 0 ? DefaultPath : path;
        var model = path.IndexOf("{model}", StringComparison.Ordinal);
        return model < 0 ? "" : path.Substring(0, model);
    }

    private static string Text(JsonNode node, string name) => node.Find(name)?.Value.Text ?? "";

    private static IReadOnlyList<JsonNode> Items(JsonNode node, string name) => node.Find(name)?.Value.Items ?? [];
}
