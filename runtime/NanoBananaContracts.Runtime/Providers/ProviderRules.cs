using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>What a provider's file may say of addresses and headers: nothing that changes where a key goes, or that is one.</summary>
internal static class ProviderRules
{
    private const string ModelPlace = "/{model}";

    /// <summary>Of a header that carries a secret: its value would stand in a file, and be hidden from no log.</summary>
    private static readonly string[] Secrets =
    [
        "auth",
        "key",
        "token",
        "secret",
        "cookie",
        "passw",
        "pwd",
        "credential",
    ];

    /// <summary>What is no secret, and stands in addresses of services.</summary>
    private static readonly string[] AddressParts =
    [
        "PROJECT",
        "REGION",
        "LOCATION",
        "ZONE",
        "SITE",
        "ACCOUNT",
        "ORGANIZATION",
        "TENANT",
        "TEAM",
        "WORKSPACE",
        "RESOURCE",
        "DEPLOYMENT",
        "ENVIRONMENT",
        "GATEWAY",
        "CLUSTER",
        "HOST",
    ];

    private static readonly string[] Numberings = ["ID", "NAME", "NUMBER"];

    /// <summary>What the client and the connection write themselves.</summary>
    private static readonly string[] Taken =
    [
        "accept",
        "connection",
        "expect",
        "host",
        "keep-alive",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
    ];

    /// <summary>The path of a model, if it is one below the host.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static string Path(string template, IReadOnlyList<AddressPlaceholder> places)
    {
        var isPath = template.EndsWith(ModelPlace, StringComparison.Ordinal) && template[0] == '/';
        if (isPath && template.Length > ModelPlace.Length)
        {
            foreach (var word in template.Substring(1, template.Length - ModelPlace.Length - 1).Split('/'))
            {
                isPath &=
                    places.Any(place => word == InBraces(place))
                    || (word.Length > 0 && word is not ("." or "..") && word.All(IsOfPath));
            }
        }

        return isPath
            ? template
            : throw new FormatException(
                "pathTemplate is no path of a model: write it as /v1beta/models/{model}, without host, query and operation; "
                    + "other names in braces are whole words of it, and stand in placeholders."
            );
    }

    /// <summary>
    /// The base address, where it has a placeholder: at the beginning of its host, so that no value makes it another domain's.
    /// </summary>
    /// <exception cref="FormatException">It stands elsewhere, or the address cannot be one.</exception>
    internal static AddressTemplate? Template(string address, IReadOnlyList<AddressPlaceholder> places)
    {
        const string Scheme = "https://";
        if (address.IndexOf('{') < 0)
        {
            return null;
        }

        foreach (var place in places)
        {
            var at = address.IndexOf(InBraces(place), StringComparison.Ordinal);
            if (at < 0 || !address.StartsWith(Scheme, StringComparison.Ordinal) || place.Default is null)
            {
                continue;
            }

            var before = address.Substring(Scheme.Length, at - Scheme.Length);
            var after = address.Substring(at + InBraces(place).Length);
            var label = after.IndexOf('.');
            if (
                before.All(IsOfLabel)
                && label >= 0
                && after.Substring(label + 1).Split('.') is { Length: > 1 } domain
                && domain.All(word => word.Length > 0 && word.All(IsOfLabel))
                && after.Substring(0, label).All(IsOfLabel)
            )
            {
                return new(place, before, after);
            }
        }

        throw new FormatException(
            "baseAddress has a name in braces where none can be: write it as https://{region}-service.example.com, "
                + "with the name in placeholders, and a default there."
        );
    }

    /// <summary>Each placeholder is used, and the value it has by default is one.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    internal static void CheckUse(IReadOnlyList<AddressPlaceholder> places, AddressTemplate? template, string path)
    {
        foreach (var place in places)
        {
            var isInHost = template?.Place == place;
            if (!isInHost && path.IndexOf(InBraces(place), StringComparison.Ordinal) < 0)
            {
                throw new FormatException($"The placeholder {place.Name} stands in no address.");
            }

            if (place.Default is { } standard && PlaceholderProblem(standard, isInHost) is { } problem)
            {
                throw new FormatException($"The default of the placeholder {place.Name} {problem}");
            }

            if (!isInHost && place.BaseAddresses.Count > 0)
            {
                throw new FormatException(
                    $"The placeholder {place.Name} has baseAddresses, and does not stand in baseAddress."
                );
            }
        }
    }

    /// <summary>What is wrong with what is to stand for a placeholder, as the end of a sentence; <see langword="null"/> if nothing.</summary>
    internal static string? PlaceholderProblem(string value, bool isInHost)
    {
        const int LongestInHost = 40;
        const int LongestInPath = 100;
        var longest = isInHost ? LongestInHost : LongestInPath;
        if (value.Length == 0)
        {
            return "is empty.";
        }

        if (value.Length > longest)
        {
            return $"is longer than {longest} characters.";
        }

        for (var i = 0; i < value.Length; i++)
        {
            if (isInHost ? !IsOfLabel(value[i]) : !IsOfPath(value[i]) && value[i] != ':')
            {
                return $"has a character that cannot stand there (U+{(int)value[i]:X4} at {i + 1}); "
                    + (
                        isInHost
                            ? "small letters, digits and '-' can."
                            : "letters, digits, '.', '_', '-', '~' and ':' can."
                    );
            }
        }

        return value is "." or ".." || value[0] is '-' or ':' || value[value.Length - 1] is '-' or ':'
            ? "begins or ends with a mark, or is no name."
            : null;
    }

    /// <summary>Further characters of model ids.</summary>
    /// <exception cref="FormatException">There is one that would change the address.</exception>
    internal static string IdCharacters(string characters) =>
        characters.All(one => ModelId.Further.IndexOf(one) >= 0)
            ? characters
            : throw new FormatException("modelIdCharacters has others than '/' and ':'.");

    /// <summary>All ids can stand in an address.</summary>
    /// <exception cref="FormatException">One cannot.</exception>
    internal static void CheckIds(string characters, string defaultModel, ModelInfo[] models)
    {
        Check("defaultModel", defaultModel);
        foreach (var model in models)
        {
            Check("The id of a model", model.Id);
            foreach (var alias in model.Aliases)
            {
                Check("An alias of a model", alias);
            }
        }

        void Check(string what, string id)
        {
            if (ModelId.Problem(id, characters) is { } problem)
            {
                throw new FormatException($"{what} {problem}");
            }
        }
    }

    /// <summary>What a fact names by its id, its value or its field is there.</summary>
    /// <exception cref="FormatException">It is not: nothing would come of the fact, and nobody would say so.</exception>
    internal static void CheckReferences(string defaultModel, ModelInfo[] models)
    {
        Check("defaultModel", defaultModel, mayHaveEnded: true);
        foreach (var model in models)
        {
            if (Array.Exists(models, other => other.Id == model.Id && other != model))
            {
                throw new FormatException($"Two of models have the id {model.Id}.");
            }

            if (model.Sizes.Count > 0 && model.DefaultSize is { } size && !model.Sizes.Contains(size))
            {
                throw new FormatException($"defaultSize of {model.Id} is not one of its sizes.");
            }

            if (model.DefaultThinkingLevel is { } level && !model.ThinkingLevels.Contains(level))
            {
                throw new FormatException($"defaultThinkingLevel of {model.Id} is not one of its thinkingLevels.");
            }

            foreach (var name in model.RefusedParameters)
            {
                RequestRules.CheckParameter(model, name);
            }

            if (model.Retired is { } retired)
            {
                Check($"use of retired ({model.Id})", retired.Use, mayHaveEnded: false);
            }
        }

        void Check(string what, string id, bool mayHaveEnded)
        {
            if (!Array.Exists(models, model => model.Id == id && (mayHaveEnded || model.Retired is null)))
            {
                throw new FormatException(
                    $"{what} is not the id of one of models{(mayHaveEnded ? "" : " that is not retired itself")}."
                );
            }
        }
    }

    /// <summary>The short name, which commands and <c>x-providers</c> have.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static string Id(string id) =>
        id.Length is > 0 and <= 40 && id[0] is >= 'a' and <= 'z' && id.All(IsOfLabel)
            ? id
            : throw new FormatException("id is no short name: small letters, digits and '-', beginning with a letter.");

    /// <summary>The name in a sentence, of messages, logs and terminals.</summary>
    /// <exception cref="FormatException">It is none, or does not stay in its line.</exception>
    internal static string Name(string name) =>
        name.Trim().Length > 0 && VisibleText.Of(name) == name
            ? name
            : throw new FormatException("name is empty, or has a character that is not seen.");

    /// <summary>An address, of the service or of a page.</summary>
    /// <exception cref="FormatException">It is none, or has more in it than host and path.</exception>
    internal static Uri Address(string fact, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0
        && (fact == "apiKeyPage" || address.Query.Length + address.Fragment.Length == 0)
            ? address
            : throw new FormatException(
                $"{fact} is no address: write it as https://host, without a password and a query."
            );

    /// <summary>The name of an environment variable.</summary>
    /// <exception cref="FormatException">It is none, or one that the system would take for another.</exception>
    internal static string Variable(string fact, string name) =>
        name.Length > 0 && name.All(unit => unit is > ' ' and <= '~' and not '=')
            ? name
            : throw new FormatException($"{fact} is no name of a variable.");

    /// <summary>The header of the key.</summary>
    /// <exception cref="FormatException">It is none, the client's own, or one that has a value already.</exception>
    internal static string KeyHeader(string name, IReadOnlyList<KeyValuePair<string, string>> headers) =>
        IsTaken(Token("apiKeyHeader", name))
            ? throw new FormatException($"The header {name} of apiKeyHeader is written by the client itself.")
        : headers.Any(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
            ? throw new FormatException($"The header {name} of apiKeyHeader stands in headers too.")
        : name;

    /// <summary>The name of a placeholder.</summary>
    /// <exception cref="FormatException">It is none, or the model's.</exception>
    internal static void CheckPlaceholderName(string name)
    {
        if (name.Length is 0 or > 40 || name == "model" || !name.All(unit => (unit | 0x20) is >= 'a' and <= 'z'))
        {
            throw new FormatException("A placeholder's name is letters only, and not model.");
        }
    }

    /// <summary>
    /// The variable of a placeholder, which is one by its name: its value stands in addresses, which are logged and which a
    /// file may lead to any host. Names of secrets have no end; these words have.
    /// </summary>
    /// <exception cref="FormatException">Its name does not end in what a part of an address is called.</exception>
    internal static string PlaceholderVariable(string name, string variable)
    {
        var words = Variable($"The variable of the placeholder {name}", variable).Split('_');
        var last = words.Length - 1;
        last -= last > 0 && IsOneOf(words[last], Numberings) ? 1 : 0;
        return IsOneOf(words[last], AddressParts)
            ? variable
            : throw new FormatException(
                $"The variable of the placeholder {name} may hold a secret, and an address shows what it is made of. "
                    + $"Name one that ends in what it is: {string.Join(", ", AddressParts)}; _ID, _NAME or _NUMBER may follow."
            );
    }

    private static bool IsOneOf(string word, string[] words) => words.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>A base address that a value of a placeholder has for itself.</summary>
    /// <exception cref="FormatException">It is more than an https origin, or none.</exception>
    internal static Uri Origin(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var origin)
        && origin.Scheme == Uri.UriSchemeHttps
        && origin.UserInfo.Length == 0
        && origin.PathAndQuery == "/"
        && origin.Fragment.Length == 0
            ? origin
            : throw new FormatException("Of baseAddresses one is not written as https://host.");

    /// <summary>A name that may stand before the colon of a header, or as a scheme.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static string Token(string fact, string text) =>
        HeaderName.IsToken(text)
            ? text
            : throw new FormatException($"{fact} has a character that cannot stand in a header's name.");

    /// <summary>A header that goes along with each call.</summary>
    /// <exception cref="FormatException">It is the client's own, may carry a secret, or cannot stand in a request.</exception>
    internal static KeyValuePair<string, string> Header(string name, string? value)
    {
        var shown = HeaderName.IsToken(name) && name.Length <= 40 ? $"The header {name}" : "A header";
        if (!HeaderName.IsToken(name))
        {
            throw new FormatException($"{shown} has a character in its name that cannot stand there.");
        }

        if (Secrets.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
        {
            throw new FormatException(
                $"{shown} would carry a secret, and a file holds none: the key goes into apiKeyHeader, from apiKeyVariable."
            );
        }

        if (IsTaken(name))
        {
            throw new FormatException($"{shown} is written by the client itself.");
        }

        return value is not null && value.Trim().Length > 0 && value.All(unit => unit is >= ' ' and <= '~')
            ? new(name, value)
            : throw new FormatException($"{shown} has no value, or one that cannot stand in a header.");
    }

    private static bool IsTaken(string name) =>
        Taken.Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.StartsWith("content-", StringComparison.OrdinalIgnoreCase);

    private static string InBraces(AddressPlaceholder place) => "{" + place.Name + "}";

    internal static bool IsOfName(char unit) =>
        unit is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    internal static bool IsOfLabel(char unit) => unit is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-';

    private static bool IsOfPath(char unit) =>
        unit is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-' or '~';
}
