using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;

namespace NanoBananaContracts.Emulator;

/// <summary>Writes a reply as the service does: whole, as server-sent events, or as an array of responses.</summary>
/// <remarks>The text of a picture is sent in pieces and never held, however large the picture.</remarks>
internal sealed class ReplyWriter(PipeWriter output, EmulatedReply reply, ReplyPictures pictures, string responseId)
{
    // A multiple of 3, so that the segments of the Base64 text join without padding between them.
    private const int SegmentBytes = 48 * 1024;

    /// <summary>Writes one response with everything in it.</summary>
    public Task WriteWholeAsync(CancellationToken cancellationToken) =>
        WriteResponseAsync(Content.Everything, indented: true, cancellationToken);

    /// <summary>Writes one response with everything in it, without a line end, as a file of results has it.</summary>
    public Task WriteCompactAsync(CancellationToken cancellationToken) =>
        WriteResponseAsync(Content.Everything, indented: false, cancellationToken);

    /// <summary>Writes events of <c>alt=sse</c>: <c>data:</c>, the response, and an empty line, with CRLF.</summary>
    public async Task WriteEventsAsync(CancellationToken cancellationToken)
    {
        foreach (var content in Chunks())
        {
            output.Write("data: "u8);
            await WriteResponseAsync(content, indented: false, cancellationToken).ConfigureAwait(false);
            output.Write("\r\n\r\n"u8);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the array that a stream without <c>alt=sse</c> is.</summary>
    public async Task WriteArrayAsync(CancellationToken cancellationToken)
    {
        var separator = "["u8.ToArray();
        foreach (var content in Chunks())
        {
            output.Write(separator);
            await WriteResponseAsync(content, indented: true, cancellationToken).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            separator = ",\r\n"u8.ToArray();
        }

        output.Write("]"u8);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private Content[] Chunks() =>
        reply.Request.Refusal is not null
            ? [Content.Everything]
            : (reply.Request.WantsText, reply.Request.WantsImage) switch
            {
                (true, true) => [Content.Thoughts | Content.Text, Content.Image, Content.End],
                (false, true) => [Content.Thoughts | Content.Image, Content.End],
                _ => [Content.Thoughts | Content.Text, Content.End],
            };

    private async Task WriteResponseAsync(Content content, bool indented, CancellationToken cancellationToken)
    {
        var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = indented });
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            if (reply.Request.Refusal is { } refusal)
            {
                RefusalWriter.Write(json, refusal, reply.IsGateway, reply.IsBilledWithoutPicture);
            }
            else
            {
                await WriteCandidateAsync(json, content, cancellationToken).ConfigureAwait(false);
            }

            WriteUsage(json, content.HasFlag(Content.End));
            json.WriteString("modelVersion", reply.Request.Model);
            json.WriteString("responseId", responseId);
            if (reply.Received is { } received)
            {
                json.WriteString(
                    "createTime",
                    received.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)
                );
            }

            json.WriteEndObject();
        }
    }

    private async Task WriteCandidateAsync(Utf8JsonWriter json, Content content, CancellationToken cancellationToken)
    {
        json.WriteStartArray("candidates");
        json.WriteStartObject();
        json.WriteStartObject("content");
        json.WriteStartArray("parts");
        await WritePartsAsync(json, content, cancellationToken).ConfigureAwait(false);
        json.WriteEndArray();
        json.WriteString("role", "model");
        json.WriteEndObject();
        if (content.HasFlag(Content.End))
        {
            json.WriteString("finishReason", "STOP");
        }

        json.WriteNumber("index", 0);
        if (content.HasFlag(Content.End) && reply.Request.Searches)
        {
            WriteGrounding(json);
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private async Task WritePartsAsync(Utf8JsonWriter json, Content content, CancellationToken cancellationToken)
    {
        if (reply.ShowsThoughts && content.HasFlag(Content.Thoughts))
        {
            WriteText(json, "Working out colours, light and composition before painting.", thought: true);
            if (reply.Request.WantsImage)
            {
                await WritePictureAsync(json, draft: true, cancellationToken).ConfigureAwait(false);
            }
        }

        if (content.HasFlag(Content.Text) && reply.Request.WantsText)
        {
            WriteText(json, reply.Text, thought: false);
        }

        if (content.HasFlag(Content.Image) && reply.Request.WantsImage)
        {
            await WritePictureAsync(json, draft: false, cancellationToken).ConfigureAwait(false);
        }

        if (content == Content.End)
        {
            WriteText(json, "", thought: false);
        }
    }

    private static void WriteText(Utf8JsonWriter json, string text, bool thought)
    {
        json.WriteStartObject();
        json.WriteString("text", text);
        if (thought)
        {
            json.WriteBoolean("thought", true);
        }

        json.WriteEndObject();
    }

    private async Task WritePictureAsync(Utf8JsonWriter json, bool draft, CancellationToken cancellationToken)
    {
        json.WriteStartObject();
        if (reply.Request.OutputUriPrefix is { } prefix && !draft)
        {
            json.WriteStartObject("fileData");
            json.WriteString("mimeType", reply.MediaType);
            json.WriteString("fileUri", $"{prefix}{responseId}.{(reply.IsJpeg ? "jpg" : "png")}");
        }
        else
        {
            json.WriteStartObject("inlineData");
            json.WriteString("mimeType", reply.MediaType);
            json.WritePropertyName("data");
            await WriteFileAsync(json, draft ? pictures.Draft : pictures.Picture, cancellationToken)
                .ConfigureAwait(false);
        }

        json.WriteEndObject();
        if (draft)
        {
            json.WriteBoolean("thought", true);
        }
        else if (reply.SignatureBytes > 0)
        {
            ThoughtSignature.Write(json, $"{responseId}/{reply.Request.Prompt}", reply.SignatureBytes);
        }

        json.WriteEndObject();
    }

    private async Task WriteFileAsync(
        Utf8JsonWriter json,
        ReadOnlyMemory<byte> file,
        CancellationToken cancellationToken
    )
    {
#if NET10_0_OR_GREATER
        while (file.Length > SegmentBytes)
        {
            json.WriteBase64StringSegment(file.Span[..SegmentBytes], isFinalSegment: false);
            file = file[SegmentBytes..];
            await json.FlushAsync(cancellationToken).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        json.WriteBase64StringSegment(file.Span, isFinalSegment: true);
#else
        // The writer of System.Text.Json 8 has no segments.
        json.WriteBase64StringValue(file.Span);
        await json.FlushAsync(cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
#endif
    }

    private void WriteGrounding(Utf8JsonWriter json)
    {
        json.WriteStartObject("groundingMetadata");
        json.WriteStartArray("webSearchQueries");
        json.WriteStringValue(reply.Request.Prompt);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteUsage(Utf8JsonWriter json, bool final)
    {
        json.WriteStartObject("usageMetadata");
        json.WriteNumber("promptTokenCount", reply.PromptTokens);
        if (final)
        {
            json.WriteNumber("candidatesTokenCount", reply.TextTokens + reply.ImageTokens);
        }

        json.WriteNumber(
            "totalTokenCount",
            reply.PromptTokens + (final ? reply.TextTokens + reply.ImageTokens + reply.ThoughtsTokens : 0)
        );
        WriteDetail(json, "promptTokensDetails", "TEXT", reply.PromptTokens);
        if (final && reply.ImageTokens > 0)
        {
            // Only the picture is itemised, as recorded: the sum of the details is less than the count.
            WriteDetail(json, "candidatesTokensDetails", "IMAGE", reply.ImageTokens);
        }

        if (final && reply.ThoughtsTokens > 0)
        {
            json.WriteNumber("thoughtsTokenCount", reply.ThoughtsTokens);
        }

        if (reply.Received is null)
        {
            json.WriteString("serviceTier", EmulatedReply.ServiceTier);
        }
        else
        {
            json.WriteString("trafficType", "ON_DEMAND");
        }

        json.WriteEndObject();
    }

    private static void WriteDetail(Utf8JsonWriter json, string name, string modality, int tokens)
    {
        json.WriteStartArray(name);
        json.WriteStartObject();
        json.WriteString("modality", modality);
        json.WriteNumber("tokenCount", tokens);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>What one response of a stream carries.</summary>
    [Flags]
    private enum Content
    {
        Thoughts = 1,
        Text = 2,
        Image = 4,
        End = 8,
        Everything = Thoughts | Text | Image | End,
    }
}
