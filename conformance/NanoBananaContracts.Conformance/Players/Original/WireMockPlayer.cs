using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Players.Original;

/// <summary>Plays stubs on the original WireMock server, driven over its admin API.</summary>
internal sealed class WireMockPlayer(
    WireMockServer server,
    double timeScale,
    Func<WireMockServer, bool, ValueTask> release
) : IStubPlayer
{
    private readonly List<string> files = [];
    private StubSet stubs = StubSet.Empty;
    private bool disposed;

    public string Name => "wiremock " + WireMockJar.Version;

    public Uri BaseAddress => server.Address;

    public double TimeScale => timeScale;

    public async Task LoadAsync(StubSet stubs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stubs);
        await ClearAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (name, content) in stubs.Files)
        {
            await server.CallAsync(HttpMethod.Put, "files/" + name, content, cancellationToken).ConfigureAwait(false);
            files.Add(name);
        }

        this.stubs = stubs;
        // An import adds its last mapping first, a file its first: turned round, the later of two equals wins as in a file.
        var import = new JsonObject
        {
            ["mappings"] = new JsonArray(
                stubs.Mappings.Reverse().Select(mapping => StubScaling.Scale(mapping.Source, timeScale)).ToArray()
            ),
        };
        await server
            .CallAsync(
                HttpMethod.Post,
                "mappings/import",
                Encoding.UTF8.GetBytes(import.ToJsonString()),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(CancellationToken cancellationToken = default)
    {
        var answer = await server.CallAsync(HttpMethod.Get, "requests", null, cancellationToken).ConfigureAwait(false);
        using var journal = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 256 });
        // WireMock lists the newest first.
        return journal.RootElement.GetProperty("requests").EnumerateArray().Reverse().Select(ToEntry).ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        var usable = false;
        try
        {
            await ClearAsync(CancellationToken.None).ConfigureAwait(false);
            usable = true;
        }
        finally
        {
            await release(server, usable).ConfigureAwait(false);
        }
    }

    private async Task ClearAsync(CancellationToken cancellationToken)
    {
        await server.CallAsync(HttpMethod.Post, "reset", null, cancellationToken).ConfigureAwait(false);
        foreach (var name in files)
        {
            await server.CallAsync(HttpMethod.Delete, "files/" + name, null, cancellationToken).ConfigureAwait(false);
        }

        files.Clear();
    }

    private JournalEntry ToEntry(JsonElement entry)
    {
        var request = ToRequest(entry.GetProperty("request"));
        var matched = entry.GetProperty("wasMatched").GetBoolean();
        var stub = matched ? entry.GetProperty("stubMapping") : default;
        var isFault = matched && stub.GetProperty("response").TryGetProperty("fault", out _);
        return new JournalEntry
        {
            Id = entry.GetProperty("id").GetGuid(),
            Request = request,
            StubId = matched ? stub.GetProperty("id").GetGuid() : null,
            StubName = matched && stub.TryGetProperty("name", out var name) ? name.GetString() : null,
            Status = isFault ? 0 : entry.GetProperty("response").GetProperty("status").GetInt32(),
            ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(
                entry.GetProperty("request").GetProperty("loggedDate").GetInt64()
            ),
            NearMisses = matched ? [] : NanoBananaContracts.Conformance.Players.NearMisses.Of(stubs, request),
        };
    }

    private static RecordedRequest ToRequest(JsonElement request) =>
        new()
        {
            Method = request.GetProperty("method").GetString()!,
            Url = request.GetProperty("url").GetString()!,
            Headers = request
                .GetProperty("headers")
                .EnumerateObject()
                .SelectMany(header =>
                    header.Value.ValueKind == JsonValueKind.Array
                        ? header
                            .Value.EnumerateArray()
                            .Select(value => KeyValuePair.Create(header.Name, value.GetString()!))
                        : [KeyValuePair.Create(header.Name, header.Value.GetString()!)]
                )
                .ToArray(),
            Body = request.GetProperty("bodyAsBase64").GetBytesFromBase64(),
        };
}
