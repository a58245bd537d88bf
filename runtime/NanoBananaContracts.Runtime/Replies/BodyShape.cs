using System.Text;

namespace NanoBananaContracts;

/// <summary>What a body is by its first characters, whatever its declared type.</summary>
internal static class BodyShape
{
    private const int Shown = 200;
    private const int LookedAt = 4096;

    /// <summary>Whether a body is an HTML page: declared as one, or beginning like one.</summary>
    internal static bool IsPage(string? contentType, ReadOnlySpan<byte> body)
    {
        var start = Trimmed(body);
        return (contentType?.IndexOf("html", StringComparison.OrdinalIgnoreCase) >= 0 && !LooksLikeJson(start))
            || (start.Length > 0 && start[0] == '<');
    }

    /// <summary>Whether a body is a stream of server-sent events: declared as one, or beginning like one.</summary>
    internal static bool IsEventStream(string? contentType, ReadOnlySpan<byte> body)
    {
        var start = Trimmed(body);
        return (contentType?.IndexOf("event-stream", StringComparison.OrdinalIgnoreCase) >= 0 && !LooksLikeJson(start))
            || start.StartsWith("data:"u8)
            || start.StartsWith("event:"u8)
            || start.StartsWith("id:"u8)
            || start.StartsWith("retry:"u8)
            || (start.Length > 0 && start[0] == ':');
    }

    /// <summary>How a body is written down.</summary>
    internal static ReplyForm FormOf(string? contentType, ReadOnlySpan<byte> body) =>
        IsEventStream(contentType, body) ? ReplyForm.EventStream
        : IsArray(body) ? ReplyForm.JsonArray
        : LooksLikeJson(body) ? ReplyForm.Json
        : ReplyForm.Other;

    /// <summary>
    /// Whether there is enough besides white space and a byte order mark to tell the form: the longest name of a field,
    /// <c>event:</c>, has six characters.
    /// </summary>
    internal static bool ShowsForm(ReadOnlySpan<byte> start) => Trimmed(start).Length >= 6;

    internal static bool IsArray(ReadOnlySpan<byte> body) => Trimmed(body) is [(byte)'[', ..];

    internal static bool IsBlank(ReadOnlySpan<byte> body) => Trimmed(body).IsEmpty;

    internal static bool LooksLikeJson(ReadOnlySpan<byte> body) => Trimmed(body) is [(byte)'{' or (byte)'[', ..];

    /// <summary>The body without byte order marks in front, which are no JSON and which some gateways write, even twice.</summary>
    internal static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Slice(body.Length - WithoutMark(body.Span).Length);

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body)
    {
        while (body.StartsWith("\uFEFF"u8))
        {
            body = body.Slice(3);
        }

        return body;
    }

    /// <summary>The body without byte order marks and white space in front.</summary>
    internal static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> body)
    {
        body = WithoutMark(body);
        while (body.Length > 0 && body[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            body = body.Slice(1);
        }

        return body;
    }

    /// <summary>What a body is that is no JSON object or array: its bytes are shown where they are text.</summary>
    internal static string Describe(ReadOnlySpan<byte> body, ApiKey? key = null)
    {
        var format = ImageFileFormats.Recognize(body.Slice(0, Math.Min(body.Length, ImageFileFormats.SignatureLength)));
        return format != ImageFileFormat.Unknown
                ? FormattableString.Invariant($"a bare {format} image of {body.Length:N0} bytes instead of JSON")
            : body.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "gzip data that nobody unpacked"
            : body.IndexOf((byte)0) >= 0 ? FormattableString.Invariant($"{body.Length:N0} bytes that are no text")
            : $"something that is no JSON object: {Start(body, key)}";
    }

    /// <summary>The first characters of a body in quotation marks, on one line and without the key.</summary>
    internal static string Start(ReadOnlySpan<byte> body, ApiKey? key = null)
    {
        var text = Encoding.UTF8.GetString(body.Slice(0, Math.Min(body.Length, LookedAt)).ToArray());
        return "\"" + ApiKey.Excerpt(key, OneLine.Of(text).Trim(), Shown, isCut: body.Length >= LookedAt) + "\"";
    }

    /// <summary>The title of an HTML page in a parenthesis; empty when it has none.</summary>
    internal static string Title(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.Slice(0, Math.Min(body.Length, LookedAt)).ToArray());
        var start = text.IndexOf("<title>", StringComparison.OrdinalIgnoreCase);
        var end = text.IndexOf("</title>", StringComparison.OrdinalIgnoreCase);
        return start >= 0 && end > start ? " (\"" + text.Substring(start + 7, end - start - 7).Trim() + "\")" : "";
    }
}
