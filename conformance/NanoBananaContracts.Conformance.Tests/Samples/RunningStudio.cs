using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Studio;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>A Studio on a free port, with somebody who asks it for things.</summary>
internal sealed class RunningStudio : IAsyncDisposable
{
    private RunningStudio(StudioServer server)
    {
        Server = server;
        Http = new HttpClient { BaseAddress = server.Address };
        Http.DefaultRequestHeaders.Add("X-Studio", "1");
    }

    public StudioServer Server { get; }

    public HttpClient Http { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RunningStudio> StartAsync(StudioOptions? options = null) =>
        new(await StudioServer.StartAsync(options ?? new StudioOptions(), Token));

    public Task<HttpResponseMessage> OrderAsync(PictureOrder order) => Http.PostAsJsonAsync("/api/jobs", order, Token);

    /// <summary>Orders, waits, and returns the turn.</summary>
    public async Task<JsonElement> PaintAsync(PictureOrder order)
    {
        var job = await EndedAsync(order);
        job.GetProperty("state").GetString().ShouldBe("done", job.ToString());
        var id = job.GetProperty("turnId").GetString();
        return (await TurnsAsync()).Single(turn => turn.GetProperty("id").GetString() == id);
    }

    /// <summary>Orders, and waits for the end, whatever it is.</summary>
    public async Task<JsonElement> EndedAsync(PictureOrder order)
    {
        using var reply = await OrderAsync(order);
        reply.StatusCode.ShouldBe(HttpStatusCode.Accepted, await reply.Content.ReadAsStringAsync(Token));
        var id = (await reply.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString();
        await foreach (var (kind, told) in EventsAsync())
        {
            var jobs = kind switch
            {
                "state" => told.GetProperty("jobs").EnumerateArray().ToArray(),
                "job" => [told],
                _ => [],
            };
            foreach (var job in jobs)
            {
                if (job.GetProperty("id").GetString() == id && job.GetProperty("state").GetString() != "running")
                {
                    return job;
                }
            }
        }

        throw new InvalidOperationException("The Studio hung up.");
    }

    public async Task<IReadOnlyList<JsonElement>> TurnsAsync()
    {
        await foreach (var (_, told) in EventsAsync())
        {
            return [.. told.GetProperty("turns").EnumerateArray()];
        }

        throw new InvalidOperationException("The Studio hung up.");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }

    private async IAsyncEnumerable<(string Kind, JsonElement Told)> EventsAsync()
    {
        await using var stream = await Http.GetStreamAsync("/api/events", Token);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Token))
        {
            using var document = JsonDocument.Parse(item.Data);
            yield return (item.EventType, document.RootElement.Clone());
        }
    }
}
