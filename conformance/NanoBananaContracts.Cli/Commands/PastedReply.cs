using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>
/// A reply as it gets into a file: redirected by a shell that writes UTF-16, saved still packed, or with its head, as
/// <c>curl -i</c> prints it. What can be undone is undone, and said.
/// </summary>
/// <param name="Body">The reply's body.</param>
/// <param name="Status">The status of its head; <see langword="null"/> where it has none.</param>
/// <param name="ContentType">The media type of its head; <see langword="null"/> where it has none.</param>
/// <param name="Note">What was undone; <see langword="null"/> where nothing was.</param>
internal sealed record PastedReply(ReadOnlyMemory<byte> Body, int? Status, string? ContentType, string? Note)
{
    // The largest reply the client itself would take.
    private const int MaxUnpacked = 512 * 1024 * 1024;

    // Ten bytes of head and eight of foot: with less there is nothing to unpack.
    private const int SmallestGzip = 18;

    /// <summary>Undoes what was done to the bytes of a reply.</summary>
    internal static PastedReply Of(ReadOnlyMemory<byte> bytes)
    {
        string? note = null;
        var body = Plain(bytes, ref note);
        if (Head(body.Span) is not { } head)
        {
            return new(body, null, null, note);
        }

        note = note is null ? "the head of the reply is read too" : note + "; the head of the reply is read too";
        return new(Plain(body[head.Length..], ref note), head.Status, head.ContentType, note);
    }

    private static ReadOnlyMemory<byte> Plain(ReadOnlyMemory<byte> bytes, ref string? note)
    {
        var encoding = bytes.Span switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };
        if (encoding is not null)
        {
            note = "it was UTF-16";
            return Encoding.UTF8.GetBytes(encoding.GetString(bytes.Span[2..]));
        }

        if (bytes.Length >= SmallestGzip && bytes.Span is [0x1F, 0x8B, ..] && Unpack(bytes) is { } unpacked)
        {
            note = note is null ? "it was packed with gzip" : note + "; it was packed with gzip";
            return unpacked;
        }

        return bytes;
    }

    // What is damaged, or too large, is left as it came; the diagnosis says what that is.
    private static byte[]? Unpack(ReadOnlyMemory<byte> bytes)
    {
        using var packed = new MemoryStream(bytes.ToArray(), writable: false);
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = gzip.Read(buffer)) > 0)
            {
                plain.Write(buffer, 0, read);
                if (plain.Length > MaxUnpacked)
                {
                    return null;
                }
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return plain.ToArray();
    }

    /// <summary>
    /// The last of the heads in front of a body: a proxy's "200 Connection established", "100 Continue" and redirects come
    /// with a head of their own. The length is that of all of them.
    /// </summary>
    private static (int Status, string? ContentType, int Length)? Head(ReadOnlySpan<byte> bytes)
    {
        (int Status, string? ContentType, int Length)? last = null;
        for (var at = 0; OneHead(bytes[at..]) is { } head; )
        {
            at += head.Length;
            last = head with { Length = at };
        }

        return last;
    }

    /// <summary>The status line and the headers in front of a body: <c>HTTP/1.1 429 Too Many Requests</c> and so on.</summary>
    private static (int Status, string? ContentType, int Length)? OneHead(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("HTTP/"u8) || EndOfHead(bytes) is not { } end)
        {
            return null;
        }

        var lines = Encoding.Latin1.GetString(bytes[..end.Text]).Split('\n');
        var words = lines[0].Split(' ');
        if (
            words.Length < 2
            || !int.TryParse(words[1].AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            || status is < 100 or > 599
        )
        {
            return null;
        }

        const string Type = "content-type:";
        var type = Array.Find(lines, line => line.StartsWith(Type, StringComparison.OrdinalIgnoreCase));
        return (status, type?[Type.Length..].Trim(), end.Whole);
    }

    /// <summary>The first empty line, whichever line ends it has: looking for one kind first reads to the end each time.</summary>
    private static (int Text, int Whole)? EndOfHead(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; bytes[at..].IndexOf((byte)'\n') is >= 0 and var next; )
        {
            at += next + 1;
            if (bytes[at..].StartsWith("\r\n"u8))
            {
                return (at - 1, at + 2);
            }

            if (bytes[at..].StartsWith("\n"u8))
            {
                return (at - 1, at + 1);
            }
        }

        return null;
    }
}
