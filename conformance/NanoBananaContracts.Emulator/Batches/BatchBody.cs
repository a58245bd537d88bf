using System.Text.Json;

namespace NanoBananaContracts.Emulator;

/// <summary>What a creation of a batch asks for, and the requests in it or in its file.</summary>
internal sealed record BatchBody(string DisplayName, string? FileId, IReadOnlyList<BatchedRequest> Requests)
{
    private const int LongestLine = 100 * 1024 * 1024;

    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 256 };

    /// <summary>Reads the body of a creation. Names may be written as JSON does or, as in the guide, as protocol buffers do.</summary>
    public static (BatchBody?, EmulatedError?) Read(ReadOnlyMemory<byte> body, string model, ProviderInfo provider)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Depth);
            if (Member(document.RootElement, "batch") is not { } batch)
            {
                return Wrong("The request has no batch.");
            }

            if (Text(batch, "displayName", "display_name") is not { Length: > 0 } name)
            {
                return Wrong("batch.display_name is required.");
            }

            if (Text(batch, "model") is { } other && other != "models/" + model)
            {
                return Wrong($"batch.model is {other}, and the path names models/{model}.");
            }

            if (Member(batch, "inputConfig", "input_config") is not { } input)
            {
                return Wrong("batch.input_config is required.");
            }

            if (Text(input, "fileName", "file_name") is { } file)
            {
                const string Start = "files/";
                return file.StartsWith(Start, StringComparison.Ordinal)
                    ? (new BatchBody(name, file[Start.Length..], []), null)
                    : Wrong("batch.input_config.file_name is files/ and an id.");
            }

            if (
                Member(input, "requests") is not { } inlined
                || Member(inlined, "requests") is not { ValueKind: JsonValueKind.Array } list
            )
            {
                return Wrong("batch.input_config has neither file_name nor requests.");
            }

            var requests = new List<BatchedRequest>();
            foreach (var item in list.EnumerateArray())
            {
                var key = Member(item, "metadata") is { } metadata ? Text(metadata, "key") : null;
                requests.Add(Check(item, key, model, provider));
            }

            return requests.Count == 0
                ? Wrong("The batch has no requests.")
                : (new BatchBody(name, null, requests), null);
        }
        catch (JsonException exception)
        {
            return Wrong($"Invalid JSON payload received. {exception.Message}");
        }
    }

    /// <summary>Reads the lines of a file of requests.</summary>
    public static async Task<(IReadOnlyList<BatchedRequest>?, EmulatedError?)> ReadLinesAsync(
        Stream file,
        string model,
        ProviderInfo provider,
        CancellationToken cancellationToken
    )
    {
        file.Position = 0;
        using var reader = new StreamReader(file, leaveOpen: true);
        var requests = new List<BatchedRequest>();
        var number = 0;
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                if (line.Length > LongestLine)
                {
                    return (null, EmulatedError.InvalidArgument($"Line {number} of the file is too long."));
                }

                using var document = JsonDocument.Parse(line, Depth);
                var key = Text(document.RootElement, "key");
                requests.Add(Check(document.RootElement, key, model, provider));
            }
            catch (JsonException)
            {
                return (null, EmulatedError.InvalidArgument($"Line {number} of the file is no JSON object."));
            }
        }

        return requests.Count == 0
            ? (null, EmulatedError.InvalidArgument("The file has no requests."))
            : (requests, null);
    }

    private static BatchedRequest Check(JsonElement item, string? key, string model, ProviderInfo provider)
    {
        if (Member(item, "request") is not { ValueKind: JsonValueKind.Object } request)
        {
            return new(key, null, EmulatedError.InvalidArgument("There is no request."));
        }

        var (asked, error) = RequestCheck.Check(
            System.Text.Encoding.UTF8.GetBytes(request.GetRawText()),
            model,
            provider
        );
        return new(key, asked, error);
    }

    private static JsonElement? Member(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value))
            {
                return value;
            }
        }

        return null;
    }

    private static string? Text(JsonElement element, params ReadOnlySpan<string> names) =>
        Member(element, names) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static (BatchBody?, EmulatedError?) Wrong(string message) => (null, EmulatedError.InvalidArgument(message));
}
