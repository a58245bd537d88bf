using System.Globalization;
using System.Text.Json;

namespace NanoBananaContracts;

/// <summary>Reads a provider's facts (<c>schema/providers/*.json</c>), which are embedded in this assembly.</summary>
/// <remarks>
/// A test holds every file to <c>provider.schema.json</c>; a fact that is missing here is a broken build. A forward
/// reader, loops and arrays instead of a document, LINQ and dictionaries: this runs before the first call of a process,
/// which would otherwise load and compile code that nothing else in it needs.
/// </remarks>
internal static class ProviderFile
{
    internal static ProviderInfo Load(string id)
    {
        var name = $"NanoBananaContracts.Providers.{id}.json";
        using var stream =
            typeof(ProviderFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        var file = new byte[stream.Length];
        for (var length = 0; length < file.Length; )
        {
            var read = stream.Read(file, length, file.Length - length);
            length += read > 0 ? read : throw new InvalidOperationException($"The resource {name} is cut.");
        }

        return Read(file);
    }

    internal static ProviderInfo Read(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var reader = new Utf8JsonReader(file.StartsWith(mark) ? file.Slice(mark.Length) : file);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new InvalidOperationException("A provider's file is one JSON object.");
        }

        string? id = null;
        string? name = null;
        string? dialect = null;
        string? baseAddress = null;
        string[] alternatives = [];
        string? pathTemplate = null;
        AddressPlaceholder[] placeholders = [];
        string? apiKeyHeader = null;
        string? apiKeyScheme = null;
        string? apiKeyVariable = null;
        string? apiKeyPage = null;
        string? defaultModel = null;
        string? modelIdCharacters = null;
        KeyValuePair<string, string>[] headers = [];
        var billsRepliesWithoutImage = false;
        string[] refusedFields = [];
        long? maxRequestBytes = null;
        string[] inputMediaTypes = [];
        TierFact[] tiers = [];
        ModelInfo[]? models = null;
        while (NextName(ref reader) is { } property)
        {
            switch (property)
            {
                case "id":
                    id = reader.GetString();
                    break;
                case "name":
                    name = reader.GetString();
                    break;
                case "dialect":
                    dialect = reader.GetString();
                    break;
                case "baseAddress":
                    baseAddress = reader.GetString();
                    break;
                case "alternativeBaseAddresses":
                    alternatives = Texts(ref reader);
                    break;
                case "pathTemplate":
                    pathTemplate = reader.GetString();
                    break;
                case "placeholders":
                    placeholders = Placeholders(ref reader);
                    break;
                case "apiKeyHeader":
                    apiKeyHeader = reader.GetString();
                    break;
                case "apiKeyScheme":
                    apiKeyScheme = reader.GetString();
                    break;
                case "headers":
                    headers = Headers(ref reader);
                    break;
                case "billsRepliesWithoutImage":
                    billsRepliesWithoutImage = !IsNull(ref reader) && reader.GetBoolean();
                    break;
                case "apiKeyVariable":
                    apiKeyVariable = reader.GetString();
                    break;
                case "apiKeyPage":
                    apiKeyPage = reader.GetString();
                    break;
                case "modelIdCharacters":
                    modelIdCharacters = reader.GetString();
                    break;
                case "defaultModel":
                    defaultModel = reader.GetString();
                    break;
                case "refusedFields":
                    refusedFields = Texts(ref reader);
                    break;
                case "maxRequestBytes":
                    maxRequestBytes = IsNull(ref reader) ? null : reader.GetInt64();
                    break;
                case "inputMediaTypes":
                    inputMediaTypes = Texts(ref reader);
                    break;
                case "tierPriceFactors":
                    tiers = Tiers(ref reader);
                    break;
                case "models":
                    models = Models(ref reader);
                    break;
                default:
                    reader.Skip(); // sources and notes are for people
                    break;
            }
        }

        id = id ?? throw Missing("id");
        name = name ?? throw Missing("name");
        var template = ProviderRules.Template(baseAddress ?? throw Missing("baseAddress"), placeholders);
        var path = ProviderRules.Path(pathTemplate ?? ProviderInfo.UsualPathTemplate, placeholders);
        ProviderRules.CheckUse(placeholders, template, path);
        var idCharacters = ProviderRules.IdCharacters(modelIdCharacters ?? "");
        ProviderRules.CheckIds(idCharacters, defaultModel, models);
        return new()
        {
            Id = id,
            Name = name,
            Dialect = Known(dialect ?? throw Missing("dialect")),
            BaseAddress = template is null ? new Uri(baseAddress) : template.At(template.Place.Default!),
            AddressTemplate = template,
            AlternativeBaseAddresses = Array.ConvertAll(alternatives, text => new Uri(text)),
            PathTemplate = path,
            Placeholders = placeholders,
            ApiKeyHeader = ProviderRules.Token("apiKeyHeader", apiKeyHeader ?? throw Missing("apiKeyHeader")),
            ApiKeyScheme = apiKeyScheme is null ? null : ProviderRules.Token("apiKeyScheme", apiKeyScheme),
            Headers = headers,
            BillsRepliesWithoutImage = billsRepliesWithoutImage,
            ApiKeyVariable = apiKeyVariable ?? throw Missing("apiKeyVariable"),
            ApiKeyPage = new Uri(apiKeyPage ?? throw Missing("apiKeyPage")),
            ModelIdCharacters = idCharacters,
            DefaultModel = defaultModel ?? throw Missing("defaultModel"),
            RefusedFields = Array.ConvertAll(refusedFields, ProviderRules.FieldPath),
            MaxRequestBytes = maxRequestBytes,
            InputMediaTypes = inputMediaTypes,
            Tiers = tiers,
            Models = models ?? throw Missing("models"),
        };
    }

    private static ModelInfo[] Models(ref Utf8JsonReader reader)
    {
        var models = new List<ModelInfo>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            models.Add(ReadModel(ref reader));
        }

        return models.ToArray();
    }

    private static ModelInfo ReadModel(ref Utf8JsonReader reader)
    {
        string? id = null;
        string[] aliases = [];
        RetiredModel? retired = null;
        string[] sizes = [];
        string[] ratios = [];
        string? defaultSize = null;
        string? defaultRatio = null;
        string[] refusedParameters = [];
        string[] thinkingLevels = [];
        string? defaultThinkingLevel = null;
        var tokenPrices = new TokenPrices();
        int? maxInputImages = null;
        double? nominalSeconds = null;
        string[] outputMediaTypes = [];
        SizeFact[] prices = [];
        SizeFact[] tokens = [];
        while (NextName(ref reader) is { } property)
        {
            switch (property)
            {
                case "id":
                    id = reader.GetString();
                    break;
                case "aliases":
                    aliases = Texts(ref reader);
                    break;
                case "retired":
                    retired = IsNull(ref reader) ? null : ReadRetired(ref reader);
                    break;
                case "sizes":
                    sizes = Texts(ref reader);
                    break;
                case "aspectRatios":
                    ratios = Texts(ref reader);
                    break;
                case "defaultSize":
                    defaultSize = reader.GetString();
                    break;
                case "defaultAspectRatio":
                    defaultRatio = reader.GetString();
                    break;
                case "refusedParameters":
                    refusedParameters = Texts(ref reader);
                    break;
                case "thinkingLevels":
                    thinkingLevels = Texts(ref reader);
                    break;
                case "defaultThinkingLevel":
                    defaultThinkingLevel = reader.GetString();
                    break;
                case "tokenPricesUsd":
                    tokenPrices = ReadTokenPrices(ref reader);
                    break;
                case "maxInputImages":
                    maxInputImages = IsNull(ref reader) ? null : reader.GetInt32();
                    break;
                case "nominalSeconds":
                    nominalSeconds = IsNull(ref reader) ? null : reader.GetDouble();
                    break;
                case "outputMediaTypes":
                    outputMediaTypes = Texts(ref reader);
                    break;
                case "pricePerImageUsd":
                    prices = BySize(ref reader);
                    break;
                case "tokensPerImage":
                    tokens = BySize(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new()
        {
            Id = id ?? throw Missing("id"),
            Aliases = aliases,
            Retired = retired,
            Sizes = Array.ConvertAll(sizes, ImageSize.Parse),
            AspectRatios = Array.ConvertAll(ratios, AspectRatio.Parse),
            DefaultSize = ImageSize.Parse(defaultSize ?? throw Missing("defaultSize")),
            DefaultAspectRatio = defaultRatio is null ? null : AspectRatio.Parse(defaultRatio),
            RefusedParameters = refusedParameters,
            ThinkingLevels = Array.ConvertAll(thinkingLevels, ThinkingLevel.Parse),
            DefaultThinkingLevel = defaultThinkingLevel is null ? null : ThinkingLevel.Parse(defaultThinkingLevel),
            TokenPrices = tokenPrices,
            MaxInputImages = maxInputImages,
            NominalTime = nominalSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            OutputMediaTypes = outputMediaTypes,
            Prices = prices,
            Tokens = tokens,
        };
    }

    private static RetiredModel ReadRetired(ref Utf8JsonReader reader)
    {
        string? since = null;
        string? use = null;
        while (NextName(ref reader) is { } property)
        {
            switch (property)
            {
                case "since":
                    since = reader.GetString();
                    break;
                case "use":
                    use = reader.GetString();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new(
            DateTimeOffset.Parse(
                since ?? throw Missing("since"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal
            ),
            use ?? throw Missing("use")
        );
    }

    private static TokenPrices ReadTokenPrices(ref Utf8JsonReader reader)
    {
        decimal? textInput = null;
        decimal? textOutput = null;
        decimal? imageOutput = null;
        while (!IsNull(ref reader) && NextName(ref reader) is { } property)
        {
            switch (property)
            {
                case "textInput":
                    textInput = reader.GetDecimal();
                    break;
                case "textOutput":
                    textOutput = reader.GetDecimal();
                    break;
                case "imageOutput":
                    imageOutput = reader.GetDecimal();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new()
        {
            TextInput = textInput,
            TextOutput = textOutput,
            ImageOutput = imageOutput,
        };
    }

    private static TierFact[] Tiers(ref Utf8JsonReader reader)
    {
        var facts = new List<TierFact>();
        while (!IsNull(ref reader) && NextName(ref reader) is { } tier)
        {
            facts.Add(new TierFact(ServiceTier.Parse(tier), reader.GetDecimal()));
        }

        return facts.ToArray();
    }

    private static SizeFact[] BySize(ref Utf8JsonReader reader)
    {
        var facts = new List<SizeFact>();
        while (!IsNull(ref reader) && NextName(ref reader) is { } size)
        {
            facts.Add(new SizeFact(ImageSize.Parse(size), reader.GetDecimal()));
        }

        return facts.ToArray();
    }

    private static AddressPlaceholder[] Placeholders(ref Utf8JsonReader reader)
    {
        var places = new List<AddressPlaceholder>();
        while (!IsNull(ref reader) && NextName(ref reader) is { } name)
        {
            string? variable = null;
            string? standard = null;
            KeyValuePair<string, Uri>[] addresses = [];
            while (NextName(ref reader) is { } property)
            {
                switch (property)
                {
                    case "variable":
                        variable = reader.GetString();
                        break;
                    case "default":
                        standard = reader.GetString();
                        break;
                    case "baseAddresses":
                        addresses = Addresses(ref reader);
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            places.Add(
                new()
                {
                    Name = ProviderRules.PlaceholderName(name),
                    Variable = ProviderRules.PlaceholderVariable(
                        name,
                        variable ?? throw Missing($"variable of {name}")
                    ),
                    Default = standard,
                    BaseAddresses = addresses,
                }
            );
        }

        return places.ToArray();
    }

    private static KeyValuePair<string, Uri>[] Addresses(ref Utf8JsonReader reader)
    {
        var addresses = new List<KeyValuePair<string, Uri>>();
        while (!IsNull(ref reader) && NextName(ref reader) is { } value)
        {
            addresses.Add(new(value, ProviderRules.Origin(reader.GetString() ?? "")));
        }

        return addresses.ToArray();
    }

    private static KeyValuePair<string, string>[] Headers(ref Utf8JsonReader reader)
    {
        var headers = new List<KeyValuePair<string, string>>();
        while (!IsNull(ref reader) && NextName(ref reader) is { } name)
        {
            headers.Add(ProviderRules.Header(name, reader.GetString()));
        }

        return headers.ToArray();
    }

    private static string[] Texts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        while (!IsNull(ref reader) && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(reader.GetString()!);
        }

        return texts.ToArray();
    }

    /// <summary>The name of the next property, with the reader on its value; <see langword="null"/> at the object's end.</summary>
    private static string? NextName(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
        {
            return null;
        }

        var name = reader.GetString();
        reader.Read();
        return name;
    }

    private static bool IsNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null;

    /// <summary>Of another one every value would be written as the schema spells it, and the service would refuse it, or take it for another.</summary>
    private static string Known(string dialect) =>
        contractDialects.Known.Knows(dialect)
            ? dialect
            : throw new InvalidOperationException(contractDialects.Known.Unknown(dialect) + ".");

    private static InvalidOperationException Missing(string fact) => new($"A provider's file has no {fact}.");
}
