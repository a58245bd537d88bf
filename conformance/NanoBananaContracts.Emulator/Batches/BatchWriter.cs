using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.Emulator;

/// <summary>Writes what is said of batches, and their results. A result is made when it is written: none is kept.</summary>
internal sealed class BatchWriter(PipeWriter output, EmulatorOptions options)
{
    private const string Types = "type.googleapis.com/google.ai.generativelanguage.v1beta.";

    /// <summary>Writes a batch as the operation it is, with its results where it was created inline and is done.</summary>
    public async Task WriteAsync(EmulatedBatch batch, bool withResults, CancellationToken cancellationToken)
    {
        var now = options.Time.GetUtcNow();
        var isDone = batch.IsDone(now);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("name", "batches/" + batch.Id);
            WriteMetadata(json, batch, now);
            json.WriteBoolean("done", isDone || batch.Cancelled is not null);
            if (batch.Cancelled is not null)
            {
                json.WriteStartObject("error");
                json.WriteNumber("code", 1);
                json.WriteString("message", "The batch was cancelled.");
                json.WriteEndObject();
            }

            if (isDone && batch.IsByFile)
            {
                json.WriteStartObject("response");
                json.WriteString("@type", Types + "GenerateContentBatchOutput");
                json.WriteString("responsesFile", ResultsFile(batch));
                json.WriteEndObject();
            }
            else if (isDone && withResults)
            {
                await json.FlushAsync(cancellationToken).ConfigureAwait(false);
                Write(",\"response\":{\"inlinedResponses\":{\"inlinedResponses\":[");
                for (var at = 0; at < batch.Requests.Count; at++)
                {
                    Write(at == 0 ? "{" : ",{");
                    await WriteResultAsync(batch, at, cancellationToken).ConfigureAwait(false);
                    if (batch.Requests[at].Key is { } key)
                    {
                        Write($",\"metadata\":{{\"key\":{Quoted(key)}}}");
                    }

                    Write("}");
                }

                Write("]}}");
            }

            json.WriteEndObject();
        }
    }

    /// <summary>Writes the results as a file has them, a line each, in the order of the requests.</summary>
    public async Task WriteFileAsync(EmulatedBatch batch, CancellationToken cancellationToken)
    {
        for (var at = 0; at < batch.Requests.Count; at++)
        {
            Write(batch.Requests[at].Key is { } key ? $"{{\"key\":{Quoted(key)}," : "{");
            await WriteResultAsync(batch, at, cancellationToken).ConfigureAwait(false);
            Write("}\n");
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The name of the file of a batch's results.</summary>
    public static string ResultsFile(EmulatedBatch batch) => "files/batch-" + batch.Id;

    private async Task WriteResultAsync(EmulatedBatch batch, int at, CancellationToken cancellationToken)
    {
        var (_, request, error) = batch.Requests[at];
        if (request is not null)
        {
            var reply = new EmulatedReply(request, options);
            try
            {
                var pictures = await ReplyPictures.MakeAsync(reply, cancellationToken).ConfigureAwait(false);
                Write("\"response\":");
                var id = string.Create(CultureInfo.InvariantCulture, $"{batch.Id}-{at}");
                await new ReplyWriter(output, reply, pictures, id)
                    .WriteCompactAsync(cancellationToken)
                    .ConfigureAwait(false);
                return;
            }
            catch (Pictures.UnreadablePictureException exception)
            {
                error = EmulatedError.InvalidArgument(exception.Message);
            }
        }

        Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"\"error\":{{\"code\":{Number(error!)},\"message\":{Quoted(error!.Message)}}}"
            )
        );
    }

    private static void WriteMetadata(Utf8JsonWriter json, EmulatedBatch batch, DateTimeOffset now)
    {
        json.WriteStartObject("metadata");
        json.WriteString("@type", Types + "GenerateContentBatch");
        json.WriteString("model", "models/" + batch.Model);
        json.WriteString("displayName", batch.DisplayName);
        json.WriteString("createTime", batch.Created);
        json.WriteString("updateTime", now);
        if (batch.IsDone(now))
        {
            json.WriteString("endTime", batch.Done);
        }

        json.WriteStartObject("batchStats");
        var failed = batch.Requests.Count(request => request.Error is not null);
        WriteCount(json, "requestCount", batch.Requests.Count);
        if (batch.IsDone(now))
        {
            WriteCount(json, "successfulRequestCount", batch.Requests.Count - failed);
            WriteCount(json, "failedRequestCount", failed);
        }
        else
        {
            WriteCount(json, "pendingRequestCount", batch.Requests.Count);
        }

        json.WriteEndObject();
        json.WriteString("state", batch.State(now));
        json.WriteString("name", "batches/" + batch.Id);
        json.WriteEndObject();
    }

    private static void WriteCount(Utf8JsonWriter json, string name, int count) =>
        json.WriteString(name, count.ToString(CultureInfo.InvariantCulture));

    /// <summary>Errors inside a batch are numbered as gRPC numbers them.</summary>
    private static int Number(EmulatedError error) => error.StatusCode == 404 ? 5 : 3;

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private void Write(string text) => output.Write(Encoding.UTF8.GetBytes(text));
}
