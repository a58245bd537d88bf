using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace NanoBananaContracts.Emulator;

/// <summary>Plays the provider's batch mode: files, batches, and their results, which are there after the latency.</summary>
internal sealed class BatchService(EmulatorOptions options) : IDisposable
{
    private const string JsonType = "application/json; charset=UTF-8";

    private readonly ConcurrentDictionary<string, EmulatedBatch> batches = new(StringComparer.Ordinal);
    private readonly UploadedFiles files = new();
    private int last;
    private int billedOfDeleted;

    /// <summary>How many pictures of batches a real service would have billed until now.</summary>
    public int BilledImageCount
    {
        get
        {
            var now = options.Time.GetUtcNow();
            return Volatile.Read(ref billedOfDeleted)
                + batches.Values.Sum(batch => batch.IsDone(now) ? batch.BilledImages : 0);
        }
    }

    /// <summary>Answers a call whose key is right.</summary>
    /// <returns>What the answer was, or the error that is to be one.</returns>
    public Task<(string?, EmulatedError?)> AnswerAsync(HttpContext context, BatchPath path) =>
        path.Call switch
        {
            BatchCall.Upload => UploadAsync(context),
            BatchCall.Create => CreateAsync(context, path.Id),
            BatchCall.List => ListAsync(context),
            BatchCall.Download => DownloadAsync(context, path.Id),
            BatchCall.GetFile or BatchCall.DeleteFile => FileAsync(context, path),
            _ => OneAsync(context, path),
        };

    /// <inheritdoc/>
    public void Dispose() => files.Dispose();

    private async Task<(string?, EmulatedError?)> UploadAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var command = request.Headers["X-Goog-Upload-Command"].ToString();
        if (command == "start")
        {
            var begun = files.Begin();
            response.Headers["X-Goog-Upload-Status"] = "active";
            response.Headers["X-Goog-Upload-URL"] =
                $"{request.Scheme}://{request.Host}{request.Path}?upload_id={begun.Id}&upload_protocol=resumable";
            return ("upload begun", null);
        }

        if (files.Find(request.Query["upload_id"].ToString()) is not { IsWhole: false } file)
        {
            return (
                null,
                EmulatedError.NotFound("There is no such upload: begin it with X-Goog-Upload-Command: start.")
            );
        }

        if (command == "query")
        {
            response.Headers["X-Goog-Upload-Status"] = "active";
            response.Headers["X-Goog-Upload-Size-Received"] = file.Content.Length.ToString(
                CultureInfo.InvariantCulture
            );
            return ("upload asked for", null);
        }

        if (
            !long.TryParse(
                request.Headers["X-Goog-Upload-Offset"],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var offset
            )
            || offset != file.Content.Length
        )
        {
            return (
                null,
                EmulatedError.InvalidArgument(
                    $"X-Goog-Upload-Offset is not {file.Content.Length}, the bytes that have come."
                )
            );
        }

        file.Content.Position = offset;
        await request.Body.CopyToAsync(file.Content, context.RequestAborted).ConfigureAwait(false);
        file.IsWhole = command.Contains("finalize", StringComparison.Ordinal);
        response.Headers["X-Goog-Upload-Status"] = file.IsWhole ? "final" : "active";
        if (!file.IsWhole)
        {
            return ("a part of a file", null);
        }

        await BeginJsonAsync(context).ConfigureAwait(false);
        using (var json = new Utf8JsonWriter(response.BodyWriter))
        {
            json.WriteStartObject();
            json.WriteStartObject("file");
            WriteFile(json, file);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return ("a file", null);
    }

    private async Task<(string?, EmulatedError?)> CreateAsync(HttpContext context, string model)
    {
        if (ModelCheck.Check(model, options.Provider, options.Time.GetUtcNow()) is { } unknown)
        {
            return (null, unknown);
        }

        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted).ConfigureAwait(false);
        if (buffer.Length > options.Provider.Batch!.MaxInlineBytes)
        {
            return (
                null,
                EmulatedError.InvalidArgument("Request payload size exceeds the limit of a batch; upload a file.")
            );
        }

        var (body, wrong) = BatchBody.Read(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), model, options.Provider);
        if (body is null)
        {
            return (null, wrong);
        }

        var requests = body.Requests;
        if (body.FileId is { } id)
        {
            if (files.Find(id) is not { IsWhole: true } file)
            {
                return (null, EmulatedError.NotFound($"There is no file files/{id}."));
            }

            (var lines, wrong) = await BatchBody
                .ReadLinesAsync(file.Content, model, options.Provider, context.RequestAborted)
                .ConfigureAwait(false);
            if (lines is null)
            {
                return (null, wrong);
            }

            requests = lines;
        }

        var now = options.Time.GetUtcNow();
        if (
            batches.Values.Count(open => !open.IsDone(now) && open.Cancelled is null) >= options.Provider.Batch.MostOpen
        )
        {
            return (null, new EmulatedError(429, "RESOURCE_EXHAUSTED", "Too many batches are open at a time."));
        }

        var batch = new EmulatedBatch(
            string.Create(CultureInfo.InvariantCulture, $"emulated-{Interlocked.Increment(ref last):0000}"),
            body.DisplayName,
            model,
            body.FileId is not null,
            requests,
            now,
            now + options.Latency,
            requests.Count(asked => asked.Request is { WantsImage: true, Refusal: null })
        );
        batches[batch.Id] = batch;
        return await WriteAsync(context, batch, withResults: false, $"a batch of {requests.Count}")
            .ConfigureAwait(false);
    }

    private async Task<(string?, EmulatedError?)> ListAsync(HttpContext context)
    {
        await BeginJsonAsync(context).ConfigureAwait(false);
        var output = context.Response.BodyWriter;
        var writer = new BatchWriter(output, options);
        await output.WriteAsync("{\"operations\":["u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
        var isFirst = true;
        foreach (var batch in batches.Values.OrderByDescending(batch => batch.Id, StringComparer.Ordinal))
        {
            await output.WriteAsync(isFirst ? default : ","u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
            isFirst = false;
            await writer.WriteAsync(batch, withResults: false, context.RequestAborted).ConfigureAwait(false);
        }

        await output.WriteAsync("]}"u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
        return ("batches", null);
    }

    private async Task<(string?, EmulatedError?)> OneAsync(HttpContext context, BatchPath path)
    {
        if (batches.GetValueOrDefault(path.Id) is not { } batch)
        {
            return (null, EmulatedError.NotFound($"There is no batch batches/{path.Id}."));
        }

        var now = options.Time.GetUtcNow();
        switch (path.Call)
        {
            case BatchCall.Get:
                return await WriteAsync(context, batch, withResults: true, batch.State(now)).ConfigureAwait(false);
            case BatchCall.Cancel when !batch.IsDone(now):
                // What is not begun costs nothing.
                batches[batch.Id] = batch with
                {
                    Cancelled = now,
                };
                break;
            case BatchCall.Delete when batches.TryRemove(batch.Id, out var removed):
                Interlocked.Add(ref billedOfDeleted, removed.IsDone(now) ? removed.BilledImages : 0);
                break;
            default:
                break;
        }

        await BeginJsonAsync(context).ConfigureAwait(false);
        await context.Response.BodyWriter.WriteAsync("{}"u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
        return (path.Call == BatchCall.Cancel ? "cancelled" : "deleted", null);
    }

    private async Task<(string?, EmulatedError?)> DownloadAsync(HttpContext context, string id)
    {
        const string Start = "batch-";
        if (
            !id.StartsWith(Start, StringComparison.Ordinal)
            || batches.GetValueOrDefault(id[Start.Length..]) is not { IsByFile: true } batch
            || !batch.IsDone(options.Time.GetUtcNow())
        )
        {
            return (null, EmulatedError.NotFound($"There is no file files/{id} to download."));
        }

        context.Response.ContentType = "application/jsonl";
        await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        await new BatchWriter(context.Response.BodyWriter, options)
            .WriteFileAsync(batch, context.RequestAborted)
            .ConfigureAwait(false);
        return ("results", null);
    }

    private async Task<(string?, EmulatedError?)> FileAsync(HttpContext context, BatchPath path)
    {
        if (files.Find(path.Id) is not { IsWhole: true } file)
        {
            return (null, EmulatedError.NotFound($"There is no file files/{path.Id}."));
        }

        await BeginJsonAsync(context).ConfigureAwait(false);
        using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        if (path.Call == BatchCall.DeleteFile)
        {
            files.Remove(file.Id);
        }
        else
        {
            WriteFile(json, file);
        }

        json.WriteEndObject();
        return ("a file", null);
    }

    private static void WriteFile(Utf8JsonWriter json, UploadedFile file)
    {
        json.WriteString("name", "files/" + file.Id);
        json.WriteString("mimeType", "application/jsonl");
        json.WriteString("sizeBytes", file.Content.Length.ToString(CultureInfo.InvariantCulture));
        json.WriteString("state", "ACTIVE");
    }

    private async Task<(string?, EmulatedError?)> WriteAsync(
        HttpContext context,
        EmulatedBatch batch,
        bool withResults,
        string verdict
    )
    {
        await BeginJsonAsync(context).ConfigureAwait(false);
        await new BatchWriter(context.Response.BodyWriter, options)
            .WriteAsync(batch, withResults, context.RequestAborted)
            .ConfigureAwait(false);
        return (verdict, null);
    }

    private static Task BeginJsonAsync(HttpContext context)
    {
        context.Response.ContentType = JsonType;
        return context.Response.StartAsync(context.RequestAborted);
    }
}
