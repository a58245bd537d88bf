using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Emulator.Pictures;

namespace NanoBananaContracts.Emulator;

/// <summary>Answers the requests of an emulator, in the order in which the service checks them.</summary>
internal sealed class EmulatedService(EmulatorOptions options)
{
    // Google takes requests of 100 MB inline.
    private const int MaxRequestBytes = 100 * 1024 * 1024;

    private int requests;
    private int images;

    /// <summary>How many requests came in.</summary>
    public int RequestCount => Volatile.Read(ref requests);

    /// <summary>How many pictures a real service would have billed.</summary>
    public int BilledImageCount => Volatile.Read(ref images);

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref requests);
        var cancelled = context.RequestAborted;
        try
        {
            if (!EmulatedPath.TryParse(context.Request.Path.Value ?? "", out var path) || !IsPost(context.Request))
            {
                var error = EmulatedError.NotFound(
                    $"There is no {context.Request.Method} {context.Request.Path}. Send POST "
                        + "/v1beta/models/{model}:generateContent or :streamGenerateContent."
                );
                await WriteErrorAsync(context, error, inArray: false).ConfigureAwait(false);
                return;
            }

            var events = path.Value.Streaming && context.Request.Query["alt"] == "sse";
            var array = path.Value.Streaming && !events;
            var (request, wrong) = await CheckAsync(context, path.Value).ConfigureAwait(false);
            if (request is null)
            {
                await WriteErrorAsync(context, wrong!, array).ConfigureAwait(false);
                return;
            }

            if (options.Latency > TimeSpan.Zero)
            {
                await Task.Delay(options.Latency, options.Time, cancelled).ConfigureAwait(false);
            }

            if (request.WantsImage && request.Refusal is null)
            {
                Interlocked.Increment(ref images);
            }

            var reply = new EmulatedReply(request, options);
            ReplyPictures pictures;
            try
            {
                pictures = await ReplyPictures.MakeAsync(reply, cancelled).ConfigureAwait(false);
            }
            catch (UnreadablePictureException exception)
            {
                // What is refused costs nothing.
                Interlocked.Decrement(ref images);
                await WriteErrorAsync(context, EmulatedError.InvalidArgument(exception.Message), array)
                    .ConfigureAwait(false);
                return;
            }

            await WriteReplyAsync(context, reply, pictures, ResponseId(request, number), path.Value, events)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            // The client has hung up: there is nobody to answer.
        }
#pragma warning disable CA1031 // A fault of the emulator is answered as one, with its name, instead of an empty 500.
        catch (Exception exception) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            context.Response.Clear();
            var error = new EmulatedError(
                500,
                "INTERNAL",
                $"The emulator failed: {exception.GetType().Name}: {exception.Message}"
            );
            await WriteErrorAsync(context, error, inArray: false).ConfigureAwait(false);
        }
    }

    private static bool IsPost(HttpRequest request) => HttpMethods.IsPost(request.Method);

    private async Task<(EmulatedRequest?, EmulatedError?)> CheckAsync(HttpContext context, EmulatedPath path)
    {
        var error = ApiKeyCheck.Check(context.Request, options) ?? ModelCheck.Check(path.Model, options.Provider);
        if (error is not null)
        {
            return (null, error);
        }

        var body = await ReadBodyAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        return body is { } bytes
            ? RequestCheck.Check(bytes, path.Model, options.Provider)
            : (
                null,
                EmulatedError.InvalidArgument($"Request payload size exceeds the limit: {MaxRequestBytes} bytes.")
            );
    }

    /// <summary>The whole body; null where it is larger than is taken.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpRequest request, CancellationToken cancelled)
    {
        using var body = new MemoryStream();
        var piece = new byte[64 * 1024];
        for (int count; (count = await request.Body.ReadAsync(piece, cancelled).ConfigureAwait(false)) > 0; )
        {
            if (body.Length + count > MaxRequestBytes)
            {
                return null;
            }

            body.Write(piece, 0, count);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static async Task WriteReplyAsync(
        HttpContext context,
        EmulatedReply reply,
        ReplyPictures pictures,
        string responseId,
        EmulatedPath path,
        bool events
    )
    {
        var response = context.Response;
        response.ContentType = events ? "text/event-stream" : "application/json; charset=UTF-8";
        // The body writer hands out memory only once the response has begun.
        await response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        var writer = new ReplyWriter(response.BodyWriter, reply, pictures, responseId);
        var writing =
            events ? writer.WriteEventsAsync(context.RequestAborted)
            : path.Streaming ? writer.WriteArrayAsync(context.RequestAborted)
            : writer.WriteWholeAsync(context.RequestAborted);
        await writing.ConfigureAwait(false);
        await response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task WriteErrorAsync(HttpContext context, EmulatedError error, bool inArray)
    {
        context.Response.StatusCode = error.StatusCode;
        context.Response.ContentType = "application/json; charset=UTF-8";
        error.WriteTo(context.Response.BodyWriter, inArray);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>An id as long as the service's, different for each call and the same in each run.</summary>
    private static string ResponseId(EmulatedRequest request, int number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{number}/{request.Model}/{request.Prompt}"));
        return Convert.ToBase64String(hash, 0, 16).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
