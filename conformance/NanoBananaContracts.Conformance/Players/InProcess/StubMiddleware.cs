using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NanoBananaContracts.Conformance.Stubs;
using NanoBananaContracts.Emulator;
using NanoBananaContracts.Emulator.Hosting;

namespace NanoBananaContracts.Conformance.Players.InProcess;

/// <summary>
/// Stands before WireMock.Net: keeps the journal, and plays what WireMock.Net cannot: scaled delays, a body in pieces, a
/// broken connection, a length that is not true.
/// </summary>
internal sealed class StubMiddleware(RequestJournal journal, InProcessPlayerOptions options) : IDisposable
{
    private static readonly PathString AdminPath = "/__admin";

    private readonly TimeProvider clock = options.TimeProvider;
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim turn = new(1);
    private volatile StubSet stubs = StubSet.Empty;

    public void Load(StubSet stubs) => this.stubs = stubs;

    /// <summary>Gives up every answer under way.</summary>
    public Task StopAsync() => stop.CancelAsync();

    public void Dispose()
    {
        stop.Dispose();
        turn.Dispose();
    }

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (!RequestTarget.IsThisMachine(context.Request))
        {
            await RequestTarget.RefuseAsync(context).ConfigureAwait(false);
            return;
        }

        if (!context.Request.Host.HasValue)
        {
            // HTTP/1.0 names no host; addresses are made of it below.
            context.Request.Host = new HostString("127.0.0.1");
        }

        if (options.AdminApi && context.Request.Path.StartsWithSegments(AdminPath, StringComparison.OrdinalIgnoreCase))
        {
            if (IsForm(context.Request))
            {
                context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                await context
                    .Response.WriteAsync("Send it with Content-Type: application/json.", context.RequestAborted)
                    .ConfigureAwait(false);
                return;
            }

            await next(context).ConfigureAwait(false);
            return;
        }

        var stubs = this.stubs;
        var body = await ReadBodyAsync(context).ConfigureAwait(false);
        var entry = new JournalEntry
        {
            Id = Guid.NewGuid(),
            Request = RequestOf(context, body ?? []),
            ReceivedAt = clock.GetUtcNow(),
        };
        journal.Add(entry);
        if (body is null)
        {
            await RefuseBodyAsync(context, entry).ConfigureAwait(false);
            return;
        }

        var hungUp = false;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stop.Token);
        try
        {
            // Looking at the state of a scenario and changing it are two steps in there.
            await turn.WaitAsync(ended.Token).ConfigureAwait(false);
            try
            {
                await next(context).ConfigureAwait(false);
            }
            finally
            {
                turn.Release();
            }

            var stub = StubOf(context, stubs);
            entry = Answered(entry, stub, stubs, context.Response.StatusCode);
            journal.Update(entry);
            if (stub?.Response.IsPlayedBeside == true)
            {
                await PlayAsync(context, stub.Response, stubs.BodyOf(stub), ended.Token).ConfigureAwait(false);
            }

            hungUp = context.RequestAborted.IsCancellationRequested && stub?.Response.Fault is null;
        }
        catch (Exception e) when (IsEnd(e, ended.Token))
        {
            hungUp = true;
            context.Abort();
        }
        finally
        {
            journal.Update(entry with { FinishedAt = clock.GetUtcNow(), ClientHungUp = hungUp });
        }
    }

    /// <summary>Whether a page of another site could have sent this unasked: it may POST anything but JSON.</summary>
    private static bool IsForm(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && !request.HasJsonContentType();

    private static bool IsEnd(Exception e, CancellationToken ended) =>
        e is SocketException or IOException or ObjectDisposedException
        || (e is OperationCanceledException && ended.IsCancellationRequested);

    private static JournalEntry Answered(JournalEntry entry, StubMapping? stub, StubSet stubs, int status) =>
        entry with
        {
            StubId = stub?.Id,
            StubName = stub?.Name,
            Status = stub?.Response.Fault is null ? status : 0,
            NearMisses = stub is null ? Players.NearMisses.Of(stubs, entry.Request) : [],
        };

    private static StubMapping? StubOf(HttpContext context, StubSet stubs) =>
        context.Response.Headers.TryGetValue(StubMappings.IdHeader, out var id)
            ? stubs.Mappings.FirstOrDefault(stub => stub.Id.ToString() == id)
            : null;

    private async Task PlayAsync(
        HttpContext context,
        StubResponse response,
        ReadOnlyMemory<byte> body,
        CancellationToken ended
    )
    {
        await DelayAsync(response.FixedDelay, ended).ConfigureAwait(false);
        if (response.Fault is { } fault)
        {
            await SocketFault.PlayAsync(context, fault).ConfigureAwait(false);
            return;
        }

        context.Response.ContentLength = response.StatedLength;
        if (response.HasNoBody || HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }
        // WireMock pauses before every piece, the first included, and puts the remainder into the last one.
        var pieces = Math.Clamp(response.Dribble?.NumberOfChunks ?? 1, 1, Math.Max(1, body.Length));
        var size = body.Length / pieces;
        for (var piece = 0; piece < pieces; piece++)
        {
            if (response.Dribble is { } dribble && !body.IsEmpty)
            {
                await DelayAsync(dribble.TotalDuration / pieces, ended).ConfigureAwait(false);
            }

            var bytes = piece == pieces - 1 ? body[(piece * size)..] : body.Slice(piece * size, size);
            await context.Response.Body.WriteAsync(bytes, ended).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(ended).ConfigureAwait(false);
        }
    }

    private Task DelayAsync(TimeSpan delay, CancellationToken ended)
    {
        var scaled = delay * options.TimeScale;
        return scaled > TimeSpan.Zero ? Task.Delay(scaled, clock, ended) : Task.CompletedTask;
    }

    /// <summary>The whole body; null where it is longer than the server lets in.</summary>
    private static async Task<byte[]?> ReadBodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
            return body.ToArray();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    /// <summary>Answers a body that is too long as a service would; the journal has the request without it.</summary>
    private async Task RefuseBodyAsync(HttpContext context, JournalEntry entry)
    {
        var error = new EmulatedError(
            StatusCodes.Status413PayloadTooLarge,
            "INVALID_ARGUMENT",
            FormattableString.Invariant(
                $"The body is longer than the {options.MostBodyBytes} bytes that this server reads. Send a smaller request."
            )
        );
        context.Response.StatusCode = error.StatusCode;
        context.Response.ContentType = "application/json; charset=UTF-8";
        // What is still coming of the body is not read.
        context.Response.Headers.Connection = "close";
        error.WriteTo(context.Response.BodyWriter, inArray: false);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        journal.Update(entry with { Status = error.StatusCode, FinishedAt = clock.GetUtcNow(), ClientHungUp = false });
    }

    private static RecordedRequest RequestOf(HttpContext context, byte[] body)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        // An empty query is no query.
        var url = RequestTarget.OriginForm(target.EndsWith('?') ? target[..^1] : target);
        // No stub looks at a body, so WireMock.Net need not; and what it decodes of the path is to be the path as sent.
        context.Request.Body = Stream.Null;
        var path = url.Split('?', 2)[0].Replace("%", "%25", StringComparison.Ordinal);
        // OPTIONS * has none, and a path begins with a slash.
        context.Request.Path = new PathString(path.StartsWith('/') ? path : "/" + path);
        return new RecordedRequest
        {
            Method = context.Request.Method,
            Url = url,
            Headers =
            [
                .. context.Request.Headers.SelectMany(header =>
                    header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? ""))
                ),
            ],
            Body = body,
        };
    }
}
