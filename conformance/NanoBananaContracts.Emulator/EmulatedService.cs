using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Emulator.Hosting;
using NanoBananaContracts.Emulator.Pictures;

namespace NanoBananaContracts.Emulator;

/// <summary>Answers the requests of an emulator, in the order in which the service checks them.</summary>
internal sealed class EmulatedService : IDisposable
{
    // Google takes requests of 100 MB inline.
    private const int MaxRequestBytes = 100 * 1024 * 1024;

    private const string JsonType = "application/json; charset=UTF-8";

    private const string TierHeader = "x-gemini-service-tier";

    private readonly EmulatorOptions options;
    private readonly string? allowedOrigin;

    private readonly BatchService? batches;

    private int requests;
    private int images;

    /// <summary>Makes a service.</summary>
    /// <exception cref="ArgumentException">The allowed origin is none.</exception>
    public EmulatedService(EmulatorOptions options) =>
        (this.options, allowedOrigin, batches) = (
            options,
            options.AllowedOrigin is { } origin ? CrossOrigin.Normalize(origin) : null,
            options.Provider.Batch is null ? null : new BatchService(options)
        );

    /// <summary>How many requests came in.</summary>
    public int RequestCount => Volatile.Read(ref requests);

    /// <summary>
    /// How many pictures a real service would have billed; a reply without one counts where the provider charges it like one
    /// (<see cref="ProviderInfo.BillsRepliesWithoutImage"/>).
    /// </summary>
    public int BilledImageCount => Volatile.Read(ref images) + BatchedImageCount;

    /// <summary>How many of them were made in batches, at their price (<see cref="BatchFacts.PriceFactor"/>).</summary>
    public int BatchedImageCount => batches?.BilledImageCount ?? 0;

    /// <summary>Removes the files that were uploaded.</summary>
    public void Dispose() => batches?.Dispose();

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref requests);
        var start = options.Time.GetTimestamp();
        CrossOrigin.Allow(context, allowedOrigin);
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "");
        BatchPath? batch =
            batches is not null && BatchPath.TryParse(method, path, options.Provider, out var found) ? found : null;
        var model =
            EmulatedPath.TryParse(path, options.Provider, out var call) ? call.Value.Model
            : batch is { } named ? named.Model
            : EmulatedPath.ModelOf(path, options.Provider);
        string verdict;
        try
        {
            verdict =
                HttpMethods.IsOptions(method) ? Options(context)
                : batch is { } asked ? await AnswerBatchAsync(context, asked).ConfigureAwait(false)
                : call is { } called && HttpMethods.IsPost(method)
                    ? await GenerateAsync(context, called, number).ConfigureAwait(false)
                : HttpMethods.IsGet(method) && (EmulatedPath.IsModels(path, options.Provider) || model is not null)
                    ? await ListAsync(context, model).ConfigureAwait(false)
                : await WriteErrorAsync(context, NoSuchPath(method, path), inArray: false).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            verdict = "hung up"; // There is nobody to answer.
        }
#pragma warning disable CA1031 // A fault of the emulator is answered as one, with its name, instead of an empty 500.
        catch (Exception exception) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            context.Response.Clear();
            CrossOrigin.Allow(context, allowedOrigin);
            var error = new EmulatedError(
                500,
                "INTERNAL",
                $"The emulator failed: {exception.GetType().Name}: {exception.Message}"
            );
            verdict = await WriteErrorAsync(context, error, inArray: false).ConfigureAwait(false);
        }

        options.Answered?.Invoke(
            new EmulatedExchange(method, path, model, context.Response.StatusCode, verdict)
            {
                Elapsed = options.Time.GetElapsedTime(start),
            }
        );
    }

    /// <summary>Tells of a request for another host, which the server refuses before it comes here.</summary>
    public void Refused(HttpRequest request) =>
        options.Answered?.Invoke(
            new EmulatedExchange(
                request.Method,
                request.Path.Value ?? "",
                null,
                StatusCodes.Status421MisdirectedRequest,
                RequestTarget.Refusal
            )
        );

    private EmulatedError NoSuchPath(string method, string path) =>
        EmulatedError.NotFound(
            $"There is no {method} {path}. Send POST {options.Provider.PathTemplate}:generateContent or "
                + $":streamGenerateContent, or GET {EmulatedPath.Models(options.Provider)}."
        );

    private static string Options(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.Allow = CrossOrigin.Methods;
        return "options";
    }

    private async Task<string> AnswerBatchAsync(HttpContext context, BatchPath path)
    {
        var (verdict, error) = ApiKeyCheck.Check(context.Request, options) is { } wrong
            ? (null, wrong)
            : await batches!.AnswerAsync(context, path).ConfigureAwait(false);
        return verdict ?? await WriteErrorAsync(context, error!, inArray: false).ConfigureAwait(false);
    }

    private async Task<string> ListAsync(HttpContext context, string? model)
    {
        var page = default(ModelPage);
        var error =
            ApiKeyCheck.Check(context.Request, options)
            ?? (
                model is null
                    ? ModelPage.Read(context.Request.Query, out page)
                    : ModelCheck.Check(model, options.Provider, options.Time.GetUtcNow())
            );
        if (error is not null)
        {
            return await WriteErrorAsync(context, error, inArray: false).ConfigureAwait(false);
        }

        context.Response.ContentType = JsonType;
        await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        if (model is null)
        {
            ModelList.WritePage(context.Response.BodyWriter, options.Provider, page, options.Time.GetUtcNow());
        }
        else
        {
            ModelList.WriteOne(context.Response.BodyWriter, options.Provider.FindModel(model)!);
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        return "models";
    }

    private async Task<string> GenerateAsync(HttpContext context, EmulatedPath path, int number)
    {
        var cancelled = context.RequestAborted;
        var events = path.Streaming && context.Request.Query["alt"] == "sse";
        var array = path.Streaming && !events;
        var (request, wrong) = await CheckAsync(context, path).ConfigureAwait(false);
        if (request is null)
        {
            return await WriteErrorAsync(context, wrong!, array).ConfigureAwait(false);
        }

        if (options.Latency > TimeSpan.Zero)
        {
            await Task.Delay(options.Latency, options.Time, cancelled).ConfigureAwait(false);
        }

        var isPicture = request.WantsImage && request.Refusal is null;
        var isBilled = isPicture || options.Provider.BillsRepliesWithoutImage;
        if (isBilled)
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
            if (isBilled)
            {
                Interlocked.Decrement(ref images); // What is refused costs nothing.
            }

            return await WriteErrorAsync(context, EmulatedError.InvalidArgument(exception.Message), array)
                .ConfigureAwait(false);
        }

        await WriteReplyAsync(context, reply, pictures, ResponseId(request, number), path, events)
            .ConfigureAwait(false);
        return request.Refusal is { } refusal ? $"refused: {refusal.Reason}"
            : isPicture ? "picture"
            : "text";
    }

    private async Task<(EmulatedRequest?, EmulatedError?)> CheckAsync(HttpContext context, EmulatedPath path)
    {
        var error =
            ApiKeyCheck.Check(context.Request, options)
            ?? ModelCheck.Check(path.Model, options.Provider, options.Time.GetUtcNow());
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
        response.ContentType = events ? "text/event-stream" : JsonType;
        if (!reply.IsGateway)
        {
            response.Headers[TierHeader] = EmulatedReply.ServiceTier;
        }

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

    private static async Task<string> WriteErrorAsync(HttpContext context, EmulatedError error, bool inArray)
    {
        context.Response.StatusCode = error.StatusCode;
        context.Response.ContentType = JsonType;
        error.WriteTo(context.Response.BodyWriter, inArray);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        return $"{error.Status}: {error.Message}";
    }

    /// <summary>An id as long as the service's, different for each call and the same in each run.</summary>
    private static string ResponseId(EmulatedRequest request, int number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{number}/{request.Model}/{request.Prompt}"));
        return Convert.ToBase64String(hash, 0, 16).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
