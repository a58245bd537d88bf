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

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">A fact is missing, or none: the message names it.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal static ProviderInfo Read(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var json = file.StartsWith(mark) ? file.Slice(mark.Length) : file;
        var reader = new Utf8JsonReader(json);
        try
        {
            return Read(ref reader);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            // What was read as a whole is wrong as a whole: then the line would be the last.
            throw reader is { CurrentDepth: 0, TokenType: JsonTokenType.EndObject or JsonTokenType.None }
                ? new FormatException(exception.Message, exception)
                : new FormatException($"Line {Line(json, reader.TokenStartIndex)}: {exception.Message}", exception);
        }
    }

    private static string Line(ReadOnlySpan<byte> json, long end)
    {
        var line = 1;
        foreach (var unit in json.Slice(0, (int)end))
        {
            line += unit == (byte)'\n' ? 1 : 0;
        }

        return line.ToString(CultureInfo.InvariantCulture);
    }

    private static ProviderInfo Read(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new FormatException("A provider's file is one JSON object.");
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
        BatchFacts? batch = null;
        ModelInfo[]? models = null;
        while (FactReader.Next(ref reader) is { } fact)
        {
            switch (fact)
            {
                case "id":
                    id = FactReader.Text(ref reader, fact);
                    break;
                case "name":
                    name = FactReader.Text(ref reader, fact);
                    break;
                case "dialect":
                    dialect = FactReader.Text(ref reader, fact);
                    break;
                case "baseAddress":
                    baseAddress = FactReader.Text(ref reader, fact);
                    break;
                case "alternativeBaseAddresses":
                    alternatives = FactReader.Texts(ref reader, fact);
                    break;
                case "pathTemplate":
                    pathTemplate = FactReader.Text(ref reader, fact);
                    break;
                case "placeholders":
                    placeholders = Placeholders(ref reader, fact);
                    break;
                case "apiKeyHeader":
                    apiKeyHeader = FactReader.Text(ref reader, fact);
                    break;
                case "apiKeyScheme":
                    apiKeyScheme = FactReader.Text(ref reader, fact);
                    break;
                case "headers":
                    headers = Headers(ref reader, fact);
                    break;
                case "billsRepliesWithoutImage":
                    billsRepliesWithoutImage = FactReader.Flag(ref reader, fact);
                    break;
                case "apiKeyVariable":
                    apiKeyVariable = FactReader.Text(ref reader, fact);
                    break;
                case "apiKeyPage":
                    apiKeyPage = FactReader.Text(ref reader, fact);
                    break;
                case "modelIdCharacters":
                    modelIdCharacters = FactReader.Text(ref reader, fact);
                    break;
                case "defaultModel":
                    defaultModel = FactReader.Text(ref reader, fact);
                    break;
                case "refusedFields":
                    refusedFields = Array.ConvertAll(FactReader.Texts(ref reader, fact), RequestRules.FieldPath);
                    break;
                case "maxRequestBytes":
                    maxRequestBytes = FactReader.Whole(ref reader, fact, least: 1);
                    break;
                case "inputMediaTypes":
                    inputMediaTypes = FactReader.MediaTypes(ref reader, fact);
                    break;
                case "tierPriceFactors":
                    tiers = Tiers(ref reader, fact);
                    break;
                case "batch":
                    batch = BatchFacts.Read(ref reader, fact);
                    break;
                case "models":
                    models = ModelFacts.Read(ref reader);
                    break;
                default:
                    FactReader.Skip(ref reader, fact);
                    break;
            }
        }

        reader.Read(); // To the end: what stands behind the object is no JSON.
        id = ProviderRules.Id(id ?? throw FactReader.Missing("id"));
        name = ProviderRules.Name(name ?? throw FactReader.Missing("name"));
        var template = ProviderRules.Template(baseAddress ?? throw FactReader.Missing("baseAddress"), placeholders);
        var path = ProviderRules.Path(pathTemplate ?? ProviderInfo.UsualPathTemplate, placeholders);
        ProviderRules.CheckUse(placeholders, template, path);
        var idCharacters = ProviderRules.IdCharacters(modelIdCharacters ?? "");
        models = models ?? throw FactReader.Missing("models");
        defaultModel = defaultModel ?? throw FactReader.Missing("defaultModel");
        ProviderRules.CheckIds(idCharacters, defaultModel, models);
        ProviderRules.CheckReferences(defaultModel, models);
        return new()
        {
            Id = id,
            Name = name,
            Dialect = Known(dialect ?? throw FactReader.Missing("dialect")),
            BaseAddress = template is null
                ? ProviderRules.Address("baseAddress", baseAddress)
                : template.At(template.Place.Default!),
            AddressTemplate = template,
            AlternativeBaseAddresses = Array.ConvertAll(
                alternatives,
                text => ProviderRules.Address("alternativeBaseAddresses", text)
            ),
            PathTemplate = path,
            Placeholders = placeholders,
            ApiKeyHeader = ProviderRules.KeyHeader(apiKeyHeader ?? throw FactReader.Missing("apiKeyHeader"), headers),
            ApiKeyScheme = apiKeyScheme is null ? null : ProviderRules.Token("apiKeyScheme", apiKeyScheme),
            Headers = headers,
            BillsRepliesWithoutImage = billsRepliesWithoutImage,
            ApiKeyVariable = ProviderRules.Variable(
                "apiKeyVariable",
                apiKeyVariable ?? throw FactReader.Missing("apiKeyVariable")
            ),
            ApiKeyPage = ProviderRules.Address("apiKeyPage", apiKeyPage ?? throw FactReader.Missing("apiKeyPage")),
            ModelIdCharacters = idCharacters,
            DefaultModel = defaultModel,
            RefusedFields = refusedFields,
            MaxRequestBytes = maxRequestBytes,
            InputMediaTypes = inputMediaTypes,
            Tiers = tiers,
            Batch = batch,
            Models = models,
        };
    }

    private static TierFact[] Tiers(ref Utf8JsonReader reader, string fact)
    {
        var facts = new List<TierFact>();
        var isThere = FactReader.Opens(ref reader, fact);
        while (isThere && FactReader.Next(ref reader) is { } tier)
        {
            if (FactReader.Amount(ref reader, fact) is { } factor)
            {
                facts.Add(new TierFact(ServiceTier.Parse(tier), factor));
            }
        }

        return facts.ToArray();
    }

    private static AddressPlaceholder[] Placeholders(ref Utf8JsonReader reader, string fact)
    {
        var places = new List<AddressPlaceholder>();
        var isThere = FactReader.Opens(ref reader, fact);
        while (isThere && FactReader.Next(ref reader) is { } name)
        {
            ProviderRules.CheckPlaceholderName(name);
            if (!FactReader.Opens(ref reader, name))
            {
                throw FactReader.Wrong(name, "an object");
            }

            string? variable = null;
            string? standard = null;
            KeyValuePair<string, Uri>[] addresses = [];
            while (FactReader.Next(ref reader) is { } property)
            {
                switch (property)
                {
                    case "variable":
                        variable = FactReader.Text(ref reader, property);
                        break;
                    case "default":
                        standard = FactReader.Text(ref reader, property);
                        break;
                    case "baseAddresses":
                        addresses = Addresses(ref reader, property);
                        break;
                    default:
                        FactReader.Skip(ref reader, property);
                        break;
                }
            }

            places.Add(
                new()
                {
                    Name = name,
                    Variable = ProviderRules.PlaceholderVariable(
                        name,
                        variable ?? throw FactReader.Missing($"variable of {name}")
                    ),
                    Default = standard,
                    BaseAddresses = addresses,
                }
            );
        }

        return places.ToArray();
    }

    private static KeyValuePair<string, Uri>[] Addresses(ref Utf8JsonReader reader, string fact)
    {
        var addresses = new List<KeyValuePair<string, Uri>>();
        var isThere = FactReader.Opens(ref reader, fact);
        while (isThere && FactReader.Next(ref reader) is { } value)
        {
            addresses.Add(new(value, ProviderRules.Origin(FactReader.Text(ref reader, fact) ?? "")));
        }

        return addresses.ToArray();
    }

    private static KeyValuePair<string, string>[] Headers(ref Utf8JsonReader reader, string fact)
    {
        var headers = new List<KeyValuePair<string, string>>();
        var isThere = FactReader.Opens(ref reader, fact);
        while (isThere && FactReader.Next(ref reader) is { } name)
        {
            headers.Add(ProviderRules.Header(name, FactReader.Text(ref reader, fact)));
        }

        return headers.ToArray();
    }

    /// <summary>Of another one every value would be written as the schema spells it, and the service would refuse it, or take it for another.</summary>
    private static string Known(string dialect) =>
        contractDialects.Known.Knows(dialect)
            ? dialect
            : throw new FormatException(contractDialects.Known.Unknown(dialect) + ".");
}
