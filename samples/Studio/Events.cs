using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;

namespace Studio;

/// <summary>Tells every open page what changes, so that all of them show the same.</summary>
internal sealed class Events : IDisposable
{
    /// <summary>A page that reads nothing loses the oldest; it asks for everything again when it is back.</summary>
    private const int MostWaiting = 256;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Guid, Channel<SseItem<string>>> pages = new();
    private readonly CancellationTokenSource ended = new();

    /// <summary>Which Studio this is: another one after a restart.</summary>
    public string Instance { get; } = Guid.NewGuid().ToString("N");

    public void Tell(string kind, object what)
    {
        var item = new SseItem<string>(JsonSerializer.Serialize(what, JsonSerializerOptions.Web), kind);
        foreach (var page in pages.Values)
        {
            page.Writer.TryWrite(item);
        }
    }

    /// <summary>What one page is told, beginning with the state of everything.</summary>
    public async IAsyncEnumerable<SseItem<string>> ListenAsync(
        Func<object> state,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ended.Token);
        var id = Guid.NewGuid();
        var channel = Channel.CreateBounded<SseItem<string>>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        pages[id] = channel;
        try
        {
            yield return new SseItem<string>(JsonSerializer.Serialize(state(), JsonSerializerOptions.Web), "state");
            while (!either.IsCancellationRequested)
            {
                yield return await NextAsync(channel.Reader, either.Token);
            }
        }
        finally
        {
            pages.TryRemove(id, out _);
        }
    }

    /// <summary>Lets go of all pages.</summary>
    public void End() => ended.Cancel();

    public void Dispose() => ended.Dispose();

    /// <summary>A page that hears nothing for long takes the Studio for gone, so it hears that there is nothing.</summary>
    private static async Task<SseItem<string>> NextAsync(
        ChannelReader<SseItem<string>> reader,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Heartbeat);
        try
        {
            return await reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return new SseItem<string>("{}", "quiet");
        }
    }
}
