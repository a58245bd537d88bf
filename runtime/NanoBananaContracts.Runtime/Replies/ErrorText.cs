using System.Globalization;
using System.Text;

namespace NanoBananaContracts;

/// <summary>Facts that some providers give only inside a sentence.</summary>
internal static class ErrorText
{
    /// <summary>A protobuf duration: <c>48s</c>, <c>13.827787492s</c>.</summary>
    internal static TimeSpan? Seconds(string? duration)
    {
        if (
            duration is null
            || !duration.EndsWith("s", StringComparison.Ordinal)
            || !double.TryParse(
                duration.Substring(0, duration.Length - 1),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var seconds
            )
            // "NaN" and "-Infinity" are numbers to the platform, whatever styles it is allowed.
            || !(seconds >= 0 && seconds <= TimeSpan.MaxValue.TotalSeconds / 2)
        )
        {
            return null;
        }

        return TimeSpan.FromSeconds(seconds);
    }

    /// <summary>The wait in "Please retry in 48.9s.".</summary>
    internal static TimeSpan? RetryDelay(string? message)
    {
        const string Lead = "retry in ";
        var start = message?.IndexOf(Lead, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (start < 0)
        {
            return null;
        }

        start += Lead.Length;
        var end = start;
        while (end < message!.Length && (message[end] is (>= '0' and <= '9') or '.'))
        {
            end++;
        }

        return end < message.Length && message[end] == 's' ? Seconds(message.Substring(start, end - start + 1)) : null;
    }

    /// <summary>The id in "Invalid token (request id: 2026...)".</summary>
    internal static string? RequestId(string? message)
    {
        const string Lead = "request id: ";
        var start = message?.IndexOf(Lead, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (start < 0)
        {
            return null;
        }

        start += Lead.Length;
        var end = start;
        while (end < message!.Length && (char.IsLetterOrDigit(message[end]) || message[end] is '-' or '_'))
        {
            end++;
        }

        return end > start ? message.Substring(start, end - start) : null;
    }

    /// <summary>The beginning of a text, without the key and without Base64, either of which could be cut through.</summary>
    internal static string Excerpt(string text, int most, ApiKey? key)
    {
        const int MostWhole = 64 * 1024; // of more, the excerpt alone looks for the key
        text = text.Trim();
        if (key is not null && text.Length <= MostWhole)
        {
            text = key.RemoveFrom(text)!;
        }

        return ApiKey.Excerpt(key, WithoutBase64(text), most);
    }

    /// <summary>
    /// The text with every long run of Base64 replaced by its length: a service may quote the request back, and
    /// neither a message nor a log is the place for an image.
    /// </summary>
    internal static string WithoutBase64(string text)
    {
        const int Long = 128;
        StringBuilder? result = null;
        var copied = 0;
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && IsBase64(text[i]))
            {
                continue;
            }

            if (i - start >= Long)
            {
                result ??= new StringBuilder();
                result.Append(text, copied, start - copied);
                result.Append(FormattableString.Invariant($"<{i - start} characters of Base64>"));
                copied = i;
            }

            start = i + 1;
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool IsBase64(char c) =>
        c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/' or '-' or '_' or '=';
}
