using System.Text.Json;
using NanoBananaContracts.Http;

namespace NanoBananaContracts.Conformance.Live;

/// <summary>
/// Asks a service which models it has: <c>GET /v1beta/models</c>, page by page. Nothing is generated and nothing billed.
/// </summary>
internal static class ModelListing
{
    private const string OperationName = "ListModels";
    private const string NamePrefix = "models/";

    // As many as Google puts on a page at most. A service that never ends its list is not followed for ever.
    private const int ModelsPerPage = 1000;
    private const int MostPages = 100;
    private const int LargestPage = 16 * 1024 * 1024;

    /// <summary>Reads the whole list.</summary>
    /// <param name="provider">Whose path, header and scheme.</param>
    /// <param name="address">Where: the provider's own, or another such as an emulator's.</param>
    /// <param name="key">The key. It goes into one header and nowhere else.</param>
    /// <param name="time">The clock of limits and retries.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="NanoBananaException">The service did not answer, refused, or answered something else.</exception>
    public static async Task<IReadOnlyList<ListedModel>> ReadAsync(
        ProviderInfo provider,
        Uri address,
        ApiKey key,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var endpoint = new ContractEndpoint(address)
        {
            ApiKeyHeader = provider.ApiKeyHeader,
            ApiKeyScheme = provider.ApiKeyScheme,
            Headers = provider.Headers,
            ApiKey = key,
        };
        var options = new CallOptions { TimeProvider = time, MaxResponseBytes = LargestPage };
        using var runner = new CallRunner(endpoint, options, client: null);
        var models = new List<ListedModel>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? token = null;
        do
        {
            var page = await ReadPageAsync(runner, provider, token, cancellationToken).ConfigureAwait(false);
            models.AddRange(page.Models);
            token = page.Next;
            if (token is not null && (!seen.Add(token) || seen.Count >= MostPages))
            {
                throw NoList(provider, $"Its pages do not end: {seen.Count} were read.");
            }
        } while (token is not null);

        return models;
    }

    private static async Task<(IReadOnlyList<ListedModel> Models, string? Next)> ReadPageAsync(
        CallRunner runner,
        ProviderInfo provider,
        string? token,
        CancellationToken cancellationToken
    )
    {
        var path = provider.PathTemplate[..provider.PathTemplate.LastIndexOf('/')];
        var query = FormattableString.Invariant($"pageSize={ModelsPerPage}");
        var call = new HttpCall
        {
            Operation = OperationName,
            Method = HttpMethod.Get,
            Address = runner.Endpoint.Address(
                path,
                token is null ? query : $"{query}&pageToken={Uri.EscapeDataString(token)}",
                new Dictionary<string, string>()
            ),
            Body = default,
            Accept = "application/json",
            Context = new CallContext
            {
                Provider = provider,
                Key = runner.Endpoint.ApiKey,
                MaxResponseBytes = runner.Options.MaxResponseBytes,
            },
        };
        using var clock = runner.StartClock(cancellationToken);
        return await runner
            .RunAsync(
                call,
                clock,
                async reply =>
                {
                    using (reply)
                    {
                        var body = await BodyBuffer.ReadAsync(reply, clock.Token).ConfigureAwait(false);
                        return Read(provider, body);
                    }
                }
            )
            .ConfigureAwait(false);
    }

    private static (IReadOnlyList<ListedModel> Models, string? Next) Read(
        ProviderInfo provider,
        ReadOnlyMemory<byte> body
    )
    {
        try
        {
            using var page = JsonDocument.Parse(body);
            if (page.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw NoList(provider, "The reply is JSON, but no object.");
            }

            // Without any model Google leaves the field out, and a page may be empty before the last.
            var next = TextOf(page.RootElement, "nextPageToken");
            var has = page.RootElement.TryGetProperty("models", out var models);
            if (
                has ? models.ValueKind != JsonValueKind.Array : page.RootElement.EnumerateObject().Any() && next is null
            )
            {
                throw NoList(provider, "The reply has no list 'models'.");
            }

            return (has ? [.. models.EnumerateArray().Select(ReadModel).OfType<ListedModel>()] : [], next);
        }
        catch (JsonException exception)
        {
            throw NoList(provider, "The reply is not JSON.", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw NoList(provider, "The reply holds a text that is none.", exception); // Half a surrogate pair.
        }
    }

    private static ListedModel? ReadModel(JsonElement model)
    {
        if (model.ValueKind != JsonValueKind.Object || TextOf(model, "name") is not { } name)
        {
            return null;
        }

        var generates =
            !model.TryGetProperty("supportedGenerationMethods", out var methods)
            || methods.ValueKind != JsonValueKind.Array
            || methods
                .EnumerateArray()
                .Any(method => method.ValueKind == JsonValueKind.String && method.ValueEquals("generateContent"));
        return new ListedModel(
            name.StartsWith(NamePrefix, StringComparison.Ordinal) ? name[NamePrefix.Length..] : name,
            TextOf(model, "displayName"),
            generates
        );
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static NanoBananaException NoList(ProviderInfo provider, string why, Exception? cause = null) =>
        new(
            FailureKind.NotJson,
            $"{provider.Name} answered with no list of models. {why}",
            "Look at the address: the list is Google's, at the path that the provider's file names.",
            cause
        );
}
