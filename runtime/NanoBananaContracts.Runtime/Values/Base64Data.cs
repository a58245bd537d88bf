using System.Buffers;
using System.Buffers.Text;
using System.Text.Json.Serialization;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// Bytes that travel as Base64 in JSON: a picture, a signature. The value is the text as it stood in the JSON, so that
/// it is written back byte for byte, and nothing is decoded until asked for. Read are the standard and the URL-safe
/// alphabet, with or without padding, with white space and JSON escapes inside, also behind the prefix of a data URL. Equality
/// compares texts, not bytes.
/// </summary>
[JsonConverter(typeof(Base64Json))]
public readonly struct Base64Data : IEquatable<Base64Data>
{
    // The JSON string token with its quotes; empty for default.
    private readonly ReadOnlyMemory<byte> token;

    internal Base64Data(ReadOnlyMemory<byte> token) => this.token = token;

    /// <summary>The text between the quotes, as UTF-8, escapes and all.</summary>
    public ReadOnlyMemory<byte> EncodedText => token.IsEmpty ? token : token.Slice(1, token.Length - 2);

    /// <summary>Length in bytes of <see cref="EncodedText"/>.</summary>
    public int EncodedLength => token.IsEmpty ? 0 : token.Length - 2;

    /// <summary>True when there is no text at all.</summary>
    public bool IsEmpty => token.Length <= 2;

    /// <summary>Number of bytes the text decodes to. It is exact for well-formed text; characters are not checked.</summary>
    public int DecodedLength => Base64Text.DecodedLength(EncodedText.Span.Slice(PrefixLength));

    internal ReadOnlySpan<byte> Token => token.IsEmpty ? "\"\""u8 : token.Span;

    /// <summary>Encodes bytes, in the standard alphabet with padding.</summary>
    /// <param name="bytes">Bytes.</param>
    /// <exception cref="ArgumentException">There are more than about 1.6 billion of them.</exception>
    public static Base64Data FromBytes(ReadOnlySpan<byte> bytes)
    {
        const int Most = (int.MaxValue / 4 * 3) - 16;
        if (bytes.Length > Most)
        {
            throw new ArgumentException($"{bytes.Length} bytes are too many; at most {Most} fit.", nameof(bytes));
        }

        var token = new byte[Base64.GetMaxEncodedToUtf8Length(bytes.Length) + 2];
        token[0] = (byte)'"';
        Base64.EncodeToUtf8(bytes, token.AsSpan(1), out _, out var written);
        token[written + 1] = (byte)'"';
        return new Base64Data(token);
    }

    /// <summary>Takes Base64 text as it is, in either alphabet, with or without padding.</summary>
    /// <param name="base64">Base64 text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="base64"/> is null.</exception>
    /// <exception cref="Base64FormatException">The text is not Base64.</exception>
    public static Base64Data FromBase64(string base64)
    {
        if (base64 is null)
        {
            throw new ArgumentNullException(nameof(base64));
        }

        if (base64.StartsWith("data:", StringComparison.Ordinal))
        {
            throw new Base64FormatException(
                Base64Fault.IllegalCharacter,
                4,
                "The text is a data URL, not Base64 alone: give what stands behind \"base64,\"."
            );
        }

        var token = new byte[base64.Length + 2];
        token[0] = token[token.Length - 1] = (byte)'"';
        for (var i = 0; i < base64.Length; i++)
        {
            var character = base64[i];
            if (character is < ' ' or '"' or '\\' or > '~')
            {
                throw new Base64FormatException(Base64Fault.IllegalCharacter, i);
            }

            token[i + 1] = (byte)character;
        }

        var data = new Base64Data(token);
        data.CheckText();
        return data;
    }

    /// <summary>Decodes everything at once, without allocating.</summary>
    /// <param name="destination">Where to; <see cref="DecodedLength"/> bytes are enough.</param>
    /// <param name="written">Number of bytes written; 0 when the destination is too small.</param>
    /// <returns>False when the destination is too small.</returns>
    /// <exception cref="Base64FormatException">The text is not Base64, or is cut.</exception>
    public bool TryDecode(Span<byte> destination, out int written) =>
        Base64Text.TryDecode(EncodedText.Span, PrefixLength, destination, out written);

    /// <summary>Decodes into a new array.</summary>
    /// <exception cref="Base64FormatException">The text is not Base64, or is cut.</exception>
    public byte[] ToArray()
    {
        var length = DecodedLength;
        if (length == 0)
        {
            CheckText(PrefixLength);
            return [];
        }

        var bytes = new byte[length];
        TryDecode(bytes, out var written);
        if (written != bytes.Length)
        {
            Array.Resize(ref bytes, written);
        }

        return bytes;
    }

    /// <summary>A stream that decodes while it is read; forward only.</summary>
    /// <returns>A stream whose reading throws <see cref="Base64FormatException"/> where the text is not Base64, or is cut.</returns>
    public Stream OpenRead() => new Base64DecodingStream(EncodedText, PrefixLength);

    /// <summary>Decodes to a stream, piece by piece, in constant memory.</summary>
    /// <param name="destination">Where to; not closed.</param>
    /// <param name="cancellationToken">Stops between two pieces.</param>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is null.</exception>
    /// <exception cref="Base64FormatException">The text is not Base64, or is cut; the bytes before the place are already written.</exception>
    public async Task CopyToAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        if (destination is null)
        {
            throw new ArgumentNullException(nameof(destination));
        }

        var decoder = new Base64Decoder(PrefixLength);
        var buffer = ArrayPool<byte>.Shared.Rent(48 * 1024);
        try
        {
            int count;
            while ((count = decoder.Decode(EncodedText.Span, buffer)) > 0)
            {
#if NET
                await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
#else
                await destination.WriteAsync(buffer, 0, count, cancellationToken).ConfigureAwait(false);
#endif
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public bool Equals(Base64Data other) => EncodedText.Span.SequenceEqual(other.EncodedText.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Base64Data other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // The ends of a picture's text tell pictures apart well enough; hashing megabytes would not tell them better.
        var text = EncodedText.Span;
        var hash = text.Length;
        for (var i = 0; i < text.Length && i < 32; i++)
        {
            hash = unchecked((((hash * 31) + text[i]) * 31) + text[text.Length - 1 - i]);
        }

        return hash;
    }

    /// <summary>The length, never the data: <c>Base64 (1,234 bytes)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"Base64 ({DecodedLength:N0} bytes)");

    /// <summary>Compares texts.</summary>
    public static bool operator ==(Base64Data left, Base64Data right) => left.Equals(right);

    /// <summary>Compares texts.</summary>
    public static bool operator !=(Base64Data left, Base64Data right) => !left.Equals(right);

    /// <summary>How many characters in front are the prefix of a data URL, which some gateways write and which is passed over.</summary>
    internal int PrefixLength => Math.Max(0, Base64Wrapping.PrefixLength(EncodedText.Span));

    /// <summary>The same without the prefix of a data URL.</summary>
    internal Base64Data Unwrapped()
    {
        if (PrefixLength is not (> 0 and var length))
        {
            return this;
        }

        var rest = token.Slice(length).ToArray();
        rest[0] = (byte)'"';
        return new Base64Data(rest);
    }

    /// <summary>Decodes the text from a place on, and keeps nothing.</summary>
    internal void CheckText(int start = 0)
    {
        var decoder = new Base64Decoder(start);
        Span<byte> sink = stackalloc byte[768];
        while (decoder.Decode(EncodedText.Span, sink) > 0) { }
    }
}
