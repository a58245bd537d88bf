using System.Globalization;
using System.Text.Json;

namespace NanoBananaContracts;

/// <summary>Reads what the provider says of a batch: an operation, whose results stay the bytes they are.</summary>
internal static class BatchReader
{
    private const int MostDepth = 256;

    /// <summary>A batch, or <see langword="null"/> where the JSON is none.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static ProviderBatch? Read(ReadOnlyMemory<byte> json, CallContext context)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = MostDepth });
        var found = new Found();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        ReadOperation(json, ref reader, found);
        if (found.Name is null)
        {
            return null;
        }

        var state = State(found.State);
        return new ProviderBatch
        {
            Name = found.Name,
            DisplayName = found.DisplayName,
            Model = found.Model is { } model ? ModelId.Bare(model) : null,
            State = state == ProviderBatchState.Unknown && !found.Error.IsEmpty ? ProviderBatchState.Failed : state,
            IsOver = found.IsDone || state > ProviderBatchState.Running,
            RequestCount = found.Requests,
            SucceededCount = found.Succeeded,
            FailedCount = found.Failed,
            Failure = found.Error.IsEmpty ? null : BatchError.Read(found.Error, context),
            ResultsFile = found.File,
            Inlined = found.Inlined,
        };
    }

    /// <summary>The batches of a list, and the token of what follows.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static (IReadOnlyList<ProviderBatch> Batches, string? Next) ReadList(
        ReadOnlyMemory<byte> json,
        CallContext context
    )
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = MostDepth });
        var batches = new List<ProviderBatch>();
        string? next = null;
        if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            while (FactReader.Next(ref reader) is { } name)
            {
                if (name == "nextPageToken")
                {
                    next = Text(ref reader);
                }
                else if (name is "operations" or "batches" && reader.TokenType == JsonTokenType.StartArray)
                {
                    foreach (var item in Items(json, ref reader))
                    {
                        if (Read(item, context) is { } batch)
                        {
                            batches.Add(batch);
                        }
                    }
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return (batches, next);
    }

    /// <summary>The text at a path of objects; <see langword="null"/> where there is none.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static string? TextAt(ReadOnlyMemory<byte> json, params string[] path)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = MostDepth });
        var depth = 0;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (FactReader.Next(ref reader) is { } name)
        {
            if (name != path[depth])
            {
                reader.Skip();
            }
            else if (depth == path.Length - 1)
            {
                return Text(ref reader);
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                depth++;
            }
            else
            {
                reader.Skip();
            }
        }

        return null;
    }

    /// <summary>The parts of a result: its key, and its reply or its error.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static ResultParts ReadResult(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = MostDepth });
        var parts = default(ResultParts);
        var isBare = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return parts;
        }

        while (FactReader.Next(ref reader) is { } name)
        {
            switch (name)
            {
                case "key":
                    parts.Key = Text(ref reader);
                    break;
                case "metadata" when reader.TokenType == JsonTokenType.StartObject:
                    parts.Key ??= TextAt(Value(json, ref reader), "key");
                    break;
                case "response" when reader.TokenType == JsonTokenType.StartObject:
                    parts.Response = Value(json, ref reader);
                    break;
                case "error" or "status" when reader.TokenType == JsonTokenType.StartObject:
                    parts.Error = Value(json, ref reader);
                    break;
                default:
                    isBare |= name is "candidates" or "promptFeedback";
                    reader.Skip();
                    break;
            }
        }

        parts.Response = parts.Response.IsEmpty && isBare ? json : parts.Response;
        return parts;
    }

    private static void ReadOperation(ReadOnlyMemory<byte> json, ref Utf8JsonReader reader, Found found)
    {
        while (FactReader.Next(ref reader) is { } name)
        {
            switch (name)
            {
                case "name":
                    found.Name ??= Text(ref reader);
                    break;
                case "done":
                    found.IsDone = reader.TokenType == JsonTokenType.True;
                    break;
                case "error" when reader.TokenType == JsonTokenType.StartObject:
                    found.Error = Value(json, ref reader);
                    break;
                case "displayName":
                    found.DisplayName = Text(ref reader);
                    break;
                case "model":
                    found.Model = Text(ref reader);
                    break;
                case "state":
                    found.State = Text(ref reader);
                    break;
                case "requestCount":
                    found.Requests = Count(ref reader);
                    break;
                case "successfulRequestCount":
                    found.Succeeded = Count(ref reader);
                    break;
                case "failedRequestCount":
                    found.Failed = Count(ref reader);
                    break;
                case "responsesFile":
                    found.File = Text(ref reader);
                    break;
                case "inlinedResponses" when reader.TokenType == JsonTokenType.StartArray:
                    found.Inlined = [.. Items(json, ref reader)];
                    break;
                // The results stand in response and, once more, in the batch's output: the same names in both.
                case "metadata"
                or "response"
                or "output"
                or "batchStats"
                or "inlinedResponses" when reader.TokenType == JsonTokenType.StartObject:
                    ReadOperation(json, ref reader, found);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static List<ReadOnlyMemory<byte>> Items(ReadOnlyMemory<byte> json, ref Utf8JsonReader reader)
    {
        var items = new List<ReadOnlyMemory<byte>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value(json, ref reader));
        }

        return items;
    }

    private static ReadOnlyMemory<byte> Value(ReadOnlyMemory<byte> json, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json.Slice(start, (int)reader.BytesConsumed - start);
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    /// <summary>64-bit numbers are texts in this JSON.</summary>
    private static long? Count(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt64(out var number) ? number : null;
        }

        return long.TryParse(Text(ref reader), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;
    }

    /// <summary>The reference writes <c>BATCH_STATE_</c> before each, the guide <c>JOB_STATE_</c>.</summary>
    private static ProviderBatchState State(string? text) =>
        text?.Substring(text.LastIndexOf('_') + 1) switch
        {
            "PENDING" or "QUEUED" => ProviderBatchState.Pending,
            "RUNNING" => ProviderBatchState.Running,
            "SUCCEEDED" => ProviderBatchState.Succeeded,
            "FAILED" => ProviderBatchState.Failed,
            "CANCELLED" => ProviderBatchState.Cancelled,
            "EXPIRED" => ProviderBatchState.Expired,
            _ => ProviderBatchState.Unknown,
        };

    internal struct ResultParts
    {
        public string? Key;
        public ReadOnlyMemory<byte> Response;
        public ReadOnlyMemory<byte> Error;
    }

    private sealed class Found
    {
        public string? Name;
        public string? DisplayName;
        public string? Model;
        public string? State;
        public bool IsDone;
        public long? Requests;
        public long? Succeeded;
        public long? Failed;
        public string? File;
        public ReadOnlyMemory<byte> Error;
        public IReadOnlyList<ReadOnlyMemory<byte>> Inlined = [];
    }
}
