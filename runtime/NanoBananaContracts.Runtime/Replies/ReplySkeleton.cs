using System.Buffers;
using System.Globalization;

namespace NanoBananaContracts;

/// <summary>
/// The reply without its large strings: the same JSON text, small enough to keep, for the code that classifies
/// replies. A picture is represented by its number, a signature by nothing, a very long text by its beginning.
/// </summary>
internal sealed class ReplySkeleton : IDisposable
{
    /// <summary>How many bytes of one string are kept.</summary>
    public const int StringLimit = 64 * 1024;

    private int limit;
    private byte[] buffer;
    private int room;
    private int length;
    private int stringStart;
    private int highSurrogateEnd = -1;
    private int listStart;
    private bool isPaused; // in a list of which the beginning says enough

    /// <summary>Creates an empty skeleton.</summary>
    /// <param name="limit">How many bytes may be kept in all.</param>
    public ReplySkeleton(int limit)
    {
        this.limit = limit;
        buffer = ArrayPool<byte>.Shared.Rent(4096);
        room = Math.Min(buffer.Length, limit);
    }

    /// <summary>The text so far; valid until the next change.</summary>
    public ReadOnlyMemory<byte> Text => buffer.AsMemory(0, length);

    /// <summary>Whether the rest of the reply without its large strings is itself too large to keep.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>Whether a string was longer than <see cref="StringLimit"/>.</summary>
    public bool HasCutText { get; private set; }

    /// <summary>Appends text.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        if (isPaused)
        {
            return;
        }

        if (length + (long)text.Length > room && !Grow(text.Length))
        {
            return;
        }

        text.CopyTo(buffer.AsSpan(length));
        length += text.Length;
    }

    /// <summary>Appends a byte.</summary>
    public void Append(byte value)
    {
        if (!isPaused && (length < room || Grow(1)))
        {
            buffer[length++] = value;
        }
    }

    /// <summary>Appends a number.</summary>
    public void AppendNumber(int value)
    {
        foreach (var digit in value.ToString(CultureInfo.InvariantCulture))
        {
            Append((byte)digit);
        }
    }

    /// <summary>Appends white space, of which the first character stands for all that follow it.</summary>
    public void AppendWhiteSpace(byte value)
    {
        if (length > 0 && buffer[length - 1] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
        {
            Append(value);
        }
    }

    /// <summary>Begins again, for the next document.</summary>
    /// <param name="bytes">How many bytes may be kept in all.</param>
    public void Reset(int bytes)
    {
        limit = bytes;
        room = Math.Min(buffer.Length, limit);
        length = 0;
        IsOverfull = HasCutText = isPaused = false;
    }

    /// <summary>Begins a list whose content is limited, as a string's is: the bytes of a picture in numbers.</summary>
    public void BeginList(bool isLimited) => listStart = isLimited ? length : listStart;

    /// <summary>Goes on to the next item; one that begins too late is left out, and so is what follows it.</summary>
    public void NextItem(bool isLimited) => isPaused |= isLimited && length - listStart > StringLimit;

    /// <summary>Ends the list.</summary>
    public void EndList(bool isLimited) => isPaused &= !isLimited;

    /// <summary>Begins a string whose content is limited.</summary>
    public void BeginString()
    {
        Append((byte)'"');
        stringStart = length;
        highSurrogateEnd = -1;
    }

    /// <summary>Appends content of a string that may be split only where UTF-8 may be.</summary>
    /// <returns>False where the string has become too long: the rest of it is not to be appended.</returns>
    public bool AppendContent(ReadOnlySpan<byte> text)
    {
        if (isPaused)
        {
            return true;
        }

        var left = stringStart + StringLimit - length;
        if (text.Length <= left)
        {
            Append(text);
            return true;
        }

        Append(text.Slice(0, left));
        CutString();
        return false;
    }

    /// <summary>Says whether a whole escape still fits, before its backslash is appended.</summary>
    public bool HasRoomForEscape()
    {
        if (isPaused || length - stringStart + 6 <= StringLimit)
        {
            return true;
        }

        CutString();
        return false;
    }

    /// <summary>Notes that the six bytes just appended are the first half of a pair of escapes.</summary>
    public void NoteHighSurrogate() => highSurrogateEnd = length;

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        var rented = buffer;
        buffer = [];
        length = room = 0;
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // A string ends well: not behind half a character, and not behind half a surrogate pair.
    private void CutString()
    {
        HasCutText = true;
        if (length == highSurrogateEnd)
        {
            length -= 6;
            return;
        }

        var start = length;
        while (start > stringStart && (buffer[start - 1] & 0xC0) == 0x80)
        {
            start--;
        }

        if (start > stringStart && buffer[start - 1] >= 0xC0)
        {
            length = start - 1;
        }
    }

    private bool Grow(int more)
    {
        if (IsOverfull || length + (long)more > limit)
        {
            IsOverfull = true;
            return false;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, length + more));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
        room = Math.Min(larger.Length, limit);
        return true;
    }
}
