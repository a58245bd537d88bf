using System.Buffers;
using System.Text;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>Watches a body go past and keeps its skeleton, in memory that does not grow with its pictures.</summary>
/// <remarks>
/// A reply with a 4K picture has 30 MB, nearly all of it in two strings. Long strings are hashed, sniffed and dropped
/// as they pass; the rest is small and is kept. Nothing touches a disk before it is sanitized.
/// </remarks>
internal sealed class BodyCapture : IDisposable
{
    /// <summary>Strings of a JSON text longer than this are not kept.</summary>
    public const int LongString = 16 * 1024;

    /// <summary>A body that is larger than this without its long strings is not kept.</summary>
    public const int LargestSkeleton = 4 * 1024 * 1024;

    private readonly bool isJson;
    private readonly string mark = $"elided-{Guid.NewGuid():N}-";
    private readonly ArrayBufferWriter<byte> skeleton = new();
    private readonly ArrayBufferWriter<byte> @string = new();
    private readonly Dictionary<string, ElidedString> elided = [];
    private Base64Intake? intake;
    private bool inString;
    private bool escaped;
    private bool overflowed;
    private long length;

    /// <summary>Starts watching.</summary>
    /// <param name="isJson">Whether the body is JSON or events of JSON: only then do strings mean anything.</param>
    public BodyCapture(bool isJson) => this.isJson = isJson;

    /// <summary>Takes in the next bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        length += bytes.Length;
        if (!isJson)
        {
            Keep(bytes);
            return;
        }

        while (!bytes.IsEmpty)
        {
            bytes = inString ? WriteInString(bytes) : WriteOutside(bytes);
        }
    }

    /// <summary>Ends the body.</summary>
    public CapturedBody Complete()
    {
        // A string that never ends: the body was cut, which may be the very thing worth recording.
        if (intake is not null)
        {
            EndLongString(closed: false);
        }
        else
        {
            Keep(@string.WrittenSpan);
        }

        return new CapturedBody(skeleton.WrittenSpan.ToArray(), elided, length, overflowed);
    }

    /// <inheritdoc/>
    public void Dispose() => intake?.Dispose();

    private ReadOnlySpan<byte> WriteOutside(ReadOnlySpan<byte> bytes)
    {
        var quote = bytes.IndexOf((byte)'"');
        if (quote < 0)
        {
            Keep(bytes);
            return default;
        }

        Keep(bytes[..(quote + 1)]);
        inString = true;
        return bytes[(quote + 1)..];
    }

    private ReadOnlySpan<byte> WriteInString(ReadOnlySpan<byte> bytes)
    {
        if (escaped)
        {
            escaped = false;
            Take(bytes[..1]);
            return bytes[1..];
        }

        var stop = bytes.IndexOfAny((byte)'"', (byte)'\\');
        if (stop < 0)
        {
            Take(bytes);
            return default;
        }

        Take(bytes[..stop]);
        if (bytes[stop] == '\\')
        {
            escaped = true;
            Take(bytes.Slice(stop, 1));
        }
        else
        {
            EndString();
        }

        return bytes[(stop + 1)..];
    }

    private void Take(ReadOnlySpan<byte> piece)
    {
        if (intake is null && @string.WrittenCount + piece.Length > LongString)
        {
            intake = new Base64Intake();
            intake.Write(@string.WrittenSpan);
            @string.ResetWrittenCount();
        }

        if (intake is not null)
        {
            intake.Write(piece);
        }
        else
        {
            @string.Write(piece);
        }
    }

    private void EndString()
    {
        inString = false;
        if (intake is not null)
        {
            EndLongString(closed: true);
            return;
        }

        Keep(@string.WrittenSpan);
        Keep("\""u8);
        @string.ResetWrittenCount();
    }

    private void EndLongString(bool closed)
    {
        var placeholder = $"{mark}{elided.Count}";
        elided[placeholder] = intake!.Complete(closed);
        intake.Dispose();
        intake = null;
        Keep(Encoding.ASCII.GetBytes(placeholder));
        if (closed)
        {
            Keep("\""u8);
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (overflowed || skeleton.WrittenCount + bytes.Length > LargestSkeleton)
        {
            overflowed = true;
            return;
        }

        skeleton.Write(bytes);
    }
}
