using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// A service that speaks generateContent: where it is, how it wants the key, how it spells values, and what its
/// models accept. The facts come from <c>schema/providers/*.json</c>, with their sources.
/// </summary>
[TypeConverter(typeof(ProviderConverter))]
public sealed class ProviderInfo
{
    /// <summary>Where the models of Google, and of most that speak its contract, are.</summary>
    internal const string UsualPathTemplate = "/v1beta/models/{model}";

    private static readonly Lazy<ProviderInfo> LazyWisGate = new(() => ProviderFile.Load("wisgate"));
    private static readonly Lazy<ProviderInfo> LazyGoogle = new(() => ProviderFile.Load("google"));
    private static readonly Lazy<ProviderInfo> LazyVertexExpress = new(() => ProviderFile.Load("vertex-express"));
    private static readonly Lazy<ProviderInfo> LazyVertex = new(() => ProviderFile.Load("vertex"));
    private static readonly Lazy<ProviderInfo> LazyLaoZhang = new(() => ProviderFile.Load("laozhang"));
    private static readonly Lazy<ProviderInfo> LazyCometApi = new(() => ProviderFile.Load("cometapi"));

    private PlacedAddress? placed;

    internal ProviderInfo() { }

    /// <summary>WisGate: <c>https://wisgate.ai</c>, key in <c>WISDOM_GATE_KEY</c>.</summary>
    public static ProviderInfo WisGate => LazyWisGate.Value;

    /// <summary>Google's Gemini API: <c>https://generativelanguage.googleapis.com</c>, key in <c>GEMINI_API_KEY</c>.</summary>
    public static ProviderInfo Google => LazyGoogle.Value;

    /// <summary>
    /// Vertex AI in express mode: <c>https://aiplatform.googleapis.com</c>, key in <c>GOOGLE_API_KEY</c>. No project, and no
    /// OAuth.
    /// </summary>
    public static ProviderInfo VertexExpress => LazyVertexExpress.Value;

    /// <summary>
    /// Vertex AI with a project: an OAuth access token of <see cref="NanoBananaOptions.AccessTokenProvider"/>, or in
    /// <c>GOOGLE_OAUTH_ACCESS_TOKEN</c>; <see cref="NanoBananaOptions.Project"/>, and <see cref="NanoBananaOptions.Region"/>
    /// where it is not <c>global</c>.
    /// </summary>
    public static ProviderInfo Vertex => LazyVertex.Value;

    /// <summary>LaoZhang: <c>https://api.laozhang.ai</c>, key in <c>LAOZHANG_API_KEY</c>.</summary>
    public static ProviderInfo LaoZhang => LazyLaoZhang.Value;

    /// <summary>CometAPI: <c>https://api.cometapi.com</c>, key in <c>COMETAPI_KEY</c>.</summary>
    public static ProviderInfo CometApi => LazyCometApi.Value;

    /// <summary>Every provider there are facts about.</summary>
    public static IReadOnlyList<ProviderInfo> All { get; } =
        new DeferredList(() => [WisGate, Google, VertexExpress, Vertex, LaoZhang, CometApi]);

    /// <summary>
    /// Those that a key in their variable is enough to choose, the first before the second: WisGate and Google. The others are
    /// called where they are named, or their host is, so that no variable of another program's chooses one.
    /// </summary>
    public static IReadOnlyList<ProviderInfo> ChosenByVariable { get; } = new DeferredList(() => [WisGate, Google]);

    /// <summary>The short name: <c>wisgate</c>, <c>google</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name in a sentence.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The spelling in which values are written for it (a key of <c>x-spellings</c> in the schema, where it differs), one
    /// that the contract knows: <c>google</c>, <c>wisgate</c>.
    /// </summary>
    public required string Dialect { get; init; }

    /// <summary>The origin, without path and version; with the defaults of its placeholders, until they have values.</summary>
    public required Uri BaseAddress
    {
        get => placed?.Address ?? field;
        init;
    }

    /// <summary>Other origins under which the provider has been seen.</summary>
    public IReadOnlyList<Uri> AlternativeBaseAddresses { get; init; } = [];

    /// <summary>
    /// The path of a model below <see cref="BaseAddress"/>, behind which the operation stands
    /// (<c>:generateContent</c>): <c>/v1beta/models/{model}</c> unless the provider's file says otherwise. It may have
    /// <see cref="Placeholders"/>; of the provider that <see cref="NanoBananaOptions.WithEnvironment"/> and
    /// <see cref="NanoBananaClient.Provider"/> name it has their values.
    /// </summary>
    public string PathTemplate
    {
        get => placed?.Path ?? field;
        init;
    } = UsualPathTemplate;

    /// <summary>What stands in braces in its addresses beside <c>{model}</c>, for each user to say; mostly nothing.</summary>
    public IReadOnlyList<AddressPlaceholder> Placeholders { get; init; } = [];

    /// <summary>How the base address is made, where it has a placeholder.</summary>
    internal AddressTemplate? AddressTemplate { get; init; }

    /// <summary>The header that carries the key.</summary>
    public required string ApiKeyHeader { get; init; }

    /// <summary>
    /// What stands before the key in its header: <c>Bearer</c> for <c>Authorization: Bearer ...</c>;
    /// <see langword="null"/>: nothing.
    /// </summary>
    public string? ApiKeyScheme { get; init; }

    /// <summary>Headers that go along with each call, name and value. None of them is a secret.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The environment variable that holds the key.</summary>
    public required string ApiKeyVariable { get; init; }

    /// <summary>Where to get a key.</summary>
    public required Uri ApiKeyPage { get; init; }

    /// <summary>
    /// Characters of its model ids beside letters, digits, <c>.</c>, <c>_</c>, <c>-</c> and <c>@</c>: <c>/</c>, which divides
    /// the path there too (<c>google/gemini-3-pro-image</c>), and <c>:</c>, which is escaped; mostly none.
    /// </summary>
    public string ModelIdCharacters { get; init; } = "";

    /// <summary>The model used when none is named.</summary>
    public required string DefaultModel { get; init; }

    /// <summary>Whether a call that is answered without an error, but also without a picture, is charged like one with a picture.</summary>
    public bool BillsRepliesWithoutImage { get; init; }

    /// <summary>
    /// The fields of a request that it is known not to take, by their JSON names from the root, lists left out
    /// (<c>tools.googleSearch</c>, <c>contents.parts.fileData</c>): a request that has one is refused before it is sent.
    /// </summary>
    public IReadOnlyList<string> RefusedFields { get; init; } = [];

    /// <summary>The largest request body in bytes; <see langword="null"/> where it is not known.</summary>
    public long? MaxRequestBytes { get; init; }

    /// <summary>The media types of input images; empty where they are not known.</summary>
    public IReadOnlyList<string> InputMediaTypes { get; init; } = [];

    /// <summary>
    /// Its own batch mode, which <c>ProviderBatches</c> is for; <see langword="null"/> where it has none, or none is known.
    /// </summary>
    public BatchFacts? Batch { get; init; }

    internal IReadOnlyList<TierFact> Tiers { get; init; } = [];

    /// <summary>
    /// What a tier costs, as a factor of the standard price (<c>0.5</c> is half); <see langword="null"/> where it is not
    /// known.
    /// </summary>
    public decimal? TierPriceFactor(ServiceTier tier)
    {
        foreach (var fact in Tiers)
        {
            if (fact.Tier == tier)
            {
                return fact.Factor;
            }
        }

        return tier == ServiceTier.Standard || tier == ServiceTier.Unspecified ? 1 : null;
    }

    /// <summary>The models there are facts about. Others may be used: their values are checked against the union.</summary>
    public required IReadOnlyList<ModelInfo> Models { get; init; }

    /// <summary>
    /// The model with this id or alias (with or without <c>models/</c>), or <see langword="null"/> when there are no
    /// facts about it.
    /// </summary>
    public ModelInfo? FindModel(string idOrAlias)
    {
        if (idOrAlias is null)
        {
            throw new ArgumentNullException(nameof(idOrAlias));
        }

        const string Prefix = "models/";
        var id = idOrAlias.StartsWith(Prefix, StringComparison.Ordinal)
            ? idOrAlias.Substring(Prefix.Length)
            : idOrAlias;
        ModelInfo? byAlias = null;
        foreach (var model in Models)
        {
            if (model.Id == id)
            {
                return model;
            }

            byAlias ??= IsAlias(model, id) ? model : null;
        }

        return byAlias;
    }

    private static bool IsAlias(ModelInfo model, string id)
    {
        foreach (var alias in model.Aliases)
        {
            if (alias == id)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The path of a model, whose id is known to fit, for an operation of the contract such as
    /// <c>/v1beta/models/{model}:generateContent</c>.
    /// </summary>
    internal string PathOf(string operation, string model) =>
        PathTemplate.Replace("{model}", ModelId.Escaped(model)) + operation.Substring(operation.LastIndexOf(':'));

    /// <summary>The same provider with values for its placeholders, all of them, which are known to fit.</summary>
    internal ProviderInfo With(IReadOnlyDictionary<string, string> values)
    {
        var copy = (ProviderInfo)MemberwiseClone();
        copy.placed = null;
        var path = copy.PathTemplate;
        foreach (var place in Placeholders)
        {
            path = path.Replace("{" + place.Name + "}", values[place.Name]);
        }

        copy.placed = new(
            AddressTemplate is { } template ? template.At(values[template.Place.Name]) : copy.BaseAddress,
            path,
            values
        );
        return copy;
    }

    /// <summary>The value of a placeholder, if it has one already.</summary>
    internal string? ValueOf(AddressPlaceholder place) =>
        placed is not null && placed.Values.TryGetValue(place.Name, out var value) ? value : null;

    /// <summary>The first placeholder that has no value yet; <see langword="null"/> where it can be called.</summary>
    internal AddressPlaceholder? Open => placed is null && Placeholders.Count > 0 ? Placeholders[0] : null;

    /// <summary>All its addresses, but for those that <see cref="AddressTemplate"/> makes.</summary>
    internal IEnumerable<Uri> Addresses =>
        AlternativeBaseAddresses
            .Prepend(BaseAddress)
            .Concat(Placeholders.SelectMany(place => place.BaseAddresses.Select(own => own.Value)));

    /// <summary>Whether keys in the shape of Google's are its own.</summary>
    internal bool GivesGooglesKeys => this == Google || this == VertexExpress;

    /// <summary>The provider with this id, or <see langword="null"/>.</summary>
    public static ProviderInfo? Find(string id) =>
        All.FirstOrDefault(provider => string.Equals(provider.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The provider that a text names, by its id (<c>google</c>) or by the path of its file (<c>mine.json</c>), or that it is:
    /// the JSON of such a file, which begins with a brace.
    /// </summary>
    /// <exception cref="FormatException">There is none, or its file or JSON is none: the message says why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ProviderInfo Parse(string text) =>
        NamedProvider.Parse(text ?? throw new ArgumentNullException(nameof(text)));

    /// <summary>
    /// The provider that a text of somebody's own names, as <see cref="Parse"/> takes it, or what is wrong with the text, its file or
    /// its JSON.
    /// </summary>
    /// <param name="text">An id, the path of a file or JSON.</param>
    /// <param name="provider">The provider, where there is one.</param>
    /// <param name="problem">A sentence for who wrote the text, where there is none.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out ProviderInfo? provider,
        [NotNullWhen(false)] out string? problem
    ) => NamedProvider.TryParse(text ?? "", out provider, out problem);

    /// <summary>Another service that speaks generateContent, from a file like those in <c>schema/providers/</c>.</summary>
    /// <param name="path">The file; a relative path starts from the current folder.</param>
    /// <exception cref="FormatException">A fact is missing or no fact, or the file is a folder; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not read the file.</exception>
    public static ProviderInfo FromFile(string path) =>
        NamedProvider.FromFile(path ?? throw new ArgumentNullException(nameof(path)));

    /// <summary>The name, in one line.</summary>
    public override string ToString() => VisibleText.Of(Name);

    /// <summary>Lets configuration name a provider.</summary>
    internal sealed class ProviderConverter : TypeConverter
    {
        /// <inheritdoc/>
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
            sourceType == typeof(string);

        /// <inheritdoc/>
        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
            value is string text && !string.IsNullOrWhiteSpace(text) ? Parse(text) : null;
    }

    /// <summary>What the placeholders of the addresses have become.</summary>
    private sealed record PlacedAddress(Uri Address, string Path, IReadOnlyDictionary<string, string> Values);

    /// <summary>Reads a provider's file only when somebody looks at it: a program uses one provider.</summary>
    private sealed class DeferredList(Func<IReadOnlyList<ProviderInfo>> make) : IReadOnlyList<ProviderInfo>
    {
        private readonly Lazy<IReadOnlyList<ProviderInfo>> items = new(make);

        public int Count => items.Value.Count;

        public ProviderInfo this[int index] => items.Value[index];

        public IEnumerator<ProviderInfo> GetEnumerator() => items.Value.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
