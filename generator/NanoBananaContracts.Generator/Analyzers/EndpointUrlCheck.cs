using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>Holds an address of <c>generateContent</c> to what the provider files say: path, model, method, and no key.</summary>
internal static class EndpointUrlCheck
{
    private const string Models = "models/";
    private const string FamilyOfModels = "gemini-";

    private static readonly string[] Operations = ["generateContent", "streamGenerateContent"];

    // Other calls of the same services, which are no business of ours.
    private static readonly string[] Others =
    [
        "asyncBatchEmbedContent",
        "batchEmbedContents",
        "batchGenerateContent",
        "bidiGenerateContent",
        "computeTokens",
        "countTokens",
        "embedContent",
        "fetchPredictOperation",
        "generateAnswer",
        "predict",
        "predictLongRunning",
        "rawPredict",
        "serverStreamingPredict",
        "streamRawPredict",
    ];

    // What the same services have beside the models of their own, under paths that are right for those.
    private static readonly string[] OtherCollections = ["tunedModels", "dynamic", "endpoints"];

    // Versions that a service has beside the one in its file.
    private static readonly string[] Previews = ["v1alpha", "v1beta1"];

    private static readonly string[] KeyNames = ["key", "api_key", "apikey", "api-key", "access_token", "token"];

    /// <summary>Whether a text may be such an address: cheap, for every string of a program.</summary>
    public static bool Mentions(string text) =>
        text.IndexOf(Models, StringComparison.Ordinal) >= 0
        || text.IndexOf("enerateContent", StringComparison.Ordinal) >= 0;

    /// <summary>What is wrong with an address.</summary>
    /// <param name="text">It, with <see cref="LiteralText.Hole"/> for what is not known.</param>
    /// <param name="known">The providers.</param>
    public static IReadOnlyList<TextMistake> MistakesOf(string text, IReadOnlyList<ProviderFacts> known)
    {
        if (!IsAddress(text))
        {
            return [];
        }

        var provider = ProviderFacts.InAddress(text, known, out _, out var end);
        var isElsewhere = provider is null && text.IndexOf("://", StringComparison.Ordinal) >= 0;
        var path = provider is null && !isElsewhere ? 0 : text.IndexOf('/', end);
        var query = text.IndexOfAny(['?', '#']);
        query = query < 0 ? text.Length : query;
        if (path < 0 || path >= query)
        {
            return [];
        }

        var found = new List<TextMistake>();
        var models = text.LastIndexOf("/" + Models, query - 1, query - path, StringComparison.Ordinal);
        var model =
            models >= 0 ? models + 1 + Models.Length
            : text.IndexOf(Models, path, StringComparison.Ordinal) == path ? path + Models.Length
            : text.LastIndexOf('/', query - 1) + 1;
        // At a host that nobody knows, /models/fox/generate is a route of its own.
        var isOurs =
            provider is not null || string.CompareOrdinal(text, model, FamilyOfModels, 0, FamilyOfModels.Length) == 0;
        if (Method(text, model, query, isOurs, found) is not { } colon)
        {
            return [];
        }

        if (provider is not null)
        {
            CheckPath(text, path, model, provider, known, found);
        }

        if (!isElsewhere)
        {
            CheckModel(text, model, colon, provider, known, found);
        }

        CheckQuery(text, query, provider, found);
        return found;
    }

    // One address and nothing else; what stands in a sentence is told, not called.
    private static bool IsAddress(string text)
    {
        foreach (var each in text)
        {
            if (char.IsWhiteSpace(each) || each is '"' or '<')
            {
                return false;
            }
        }

        return text.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("/", StringComparison.Ordinal)
            || text.StartsWith("v1", StringComparison.Ordinal)
            || text.StartsWith(Models, StringComparison.Ordinal)
            || (text.Length > 0 && text[0] == LiteralText.Hole);
    }

    /// <summary>Where the model ends; null where the address is not one of ours.</summary>
    private static int? Method(string text, int model, int query, bool isOurs, List<TextMistake> found)
    {
        var colon = text.LastIndexOf(':', query - 1, query - model);
        if (colon < 0)
        {
            var slash = query > model ? text.LastIndexOf('/', query - 1, query - model) : -1;
            if (slash < 0 || Meant(text.Substring(slash + 1, query - slash - 1), isOurs) is not { } operation)
            {
                return null;
            }

            found.Add(
                new TextMistake(
                    slash,
                    query,
                    $"the method stands behind a colon, and a slash there ends in 404; write :{operation}",
                    ":" + operation
                )
            );
            return slash;
        }

        var method = text.Substring(colon + 1, query - colon - 1);
        if (method.IndexOf(LiteralText.Hole) >= 0 || Operations.Contains(method))
        {
            return colon;
        }

        if (Others.Contains(method) || Meant(method, isOurs) is not { } meant)
        {
            return null;
        }

        found.Add(
            new TextMistake(
                colon + 1,
                query,
                $"{Wording.Shown(method)} is no method of a model, which ends in 404; write {meant}",
                meant
            )
        );
        return colon;
    }

    private static string? Meant(string method, bool isOurs) =>
        Operations.Contains(method) ? method
        : new Suggestion().Closest(method, Operations) is { } near ? near
        : !isOurs ? null
        : method.StartsWith("generate", StringComparison.OrdinalIgnoreCase) ? Operations[0]
        : method.StartsWith("streamGenerate", StringComparison.OrdinalIgnoreCase) ? Operations[1]
        : null;

    private static void CheckPath(
        string text,
        int path,
        int model,
        ProviderFacts provider,
        IReadOnlyList<ProviderFacts> known,
        List<TextMistake> found
    )
    {
        var written = text.Substring(path, model - path);
        var words = written.Split('/');
        if (
            Matches(written, provider.ModelsPath)
            || (words.Length > 2 && OtherCollections.Contains(words[words.Length - 2]))
            // One host of Vertex AI has two sets of paths.
            || (
                provider.ModelsPath.Contains("/publishers/")
                && known.Any(other => other.ModelsPath.Contains("/publishers/") && Matches(written, other.ModelsPath))
            )
        )
        {
            return;
        }

        found.Add(
            new TextMistake(
                path,
                model,
                $"{provider.Name} has its models under {provider.ModelsPath}, and another path ends in 404 or refuses pictures; write {provider.ModelsPath}",
                provider.ModelsPath.IndexOf('{') < 0 && written.IndexOf(LiteralText.Hole) < 0
                    ? provider.ModelsPath
                    : null
            )
        );
    }

    private static bool Matches(string written, string template)
    {
        var words = written.Split('/');
        var wanted = template.Split('/');
        if (words.Length != wanted.Length)
        {
            // A hole can hold several words.
            return written.IndexOf(LiteralText.Hole) >= 0;
        }

        for (var i = 0; i < words.Length; i++)
        {
            if (
                words[i] != wanted[i]
                && words[i].IndexOf(LiteralText.Hole) < 0
                && wanted[i].IndexOf('{') < 0
                && !(i == 1 && Previews.Contains(words[i]))
            )
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckModel(
        string text,
        int start,
        int end,
        ProviderFacts? provider,
        IReadOnlyList<ProviderFacts> known,
        List<TextMistake> found
    )
    {
        var id = text.Substring(start, end - start);
        if (id.Length == 0 || id.IndexOfAny([LiteralText.Hole, '{']) >= 0 || known.Any(each => Serves(each, id)))
        {
            return;
        }

        // A model that no file knows is allowed; one that is nearly the name of a model is a slip.
        if (NearModel.Of(id, NearModel.Listed(provider, known)) is { Id: var meant, IsNewer: false })
        {
            found.Add(
                new TextMistake(
                    start,
                    end,
                    $"{Wording.Shown(id)} is unknown to {(provider is null ? "all provider files" : "the provider file of " + provider.Name)}, and a model that is not served ends in 404; write {meant}, or suppress this if the model is newer than the file",
                    meant
                )
            );
        }

        bool Serves(ProviderFacts each, string model) =>
            (provider is null || provider == each) && each.FindModel(model) is not null;
    }

    private static void CheckQuery(string text, int query, ProviderFacts? provider, List<TextMistake> found)
    {
        for (var at = query; at < text.Length; at++)
        {
            if (text[at] is not ('?' or '&'))
            {
                continue;
            }

            var equals = text.IndexOf('=', at);
            if (equals < 0)
            {
                return;
            }

            var name = text.Substring(at + 1, equals - at - 1);
            if (KeyNames.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                found.Add(
                    new TextMistake(
                        at,
                        equals + 1,
                        $"a key in the query stands in each log on its way; send it in the header {provider?.KeyHeader ?? "x-goog-api-key"}"
                    )
                );
            }
        }
    }
}
