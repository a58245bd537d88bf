using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>Takes in the inside of a JSON string piece by piece and finds out what its Base64 stands for.</summary>
/// <remarks>Keeps a block, a hash and the state of the inspector: constant memory whatever the length.</remarks>
internal sealed class Base64Intake : IDisposable
{
    private const int BlockCharacters = 16 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly PictureInspector picture = new();
    private readonly byte[] characters = new byte[BlockCharacters];
    private readonly byte[] bytes = new byte[BlockCharacters / 4 * 3];
    private readonly byte[] escape = new byte[6];
    private int escapeLength;
    private int length;
    private int padding;
    private long taken;
    private long decoded;
    private bool isBase64 = true;

    /// <summary>Takes in the next piece: raw bytes of the JSON text, escapes included.</summary>
    public void Write(ReadOnlySpan<byte> piece)
    {
        taken += piece.Length;
        foreach (var value in piece)
        {
            if (!isBase64)
            {
                return;
            }

            if (escapeLength > 0 || value == '\\')
            {
                TakeEscape(value);
            }
            else
            {
                TakeCharacter(value);
            }
        }
    }

    /// <summary>Ends the string.</summary>
    /// <param name="closed">Whether its closing quote came; without it, a last incomplete group means nothing.</param>
    public ElidedString Complete(bool closed)
    {
        if (isBase64)
        {
            if (!closed)
            {
                length -= length % 4;
            }

            // Padding is optional: unpadded text is common in URL-safe Base64.
            while (length % 4 != 0)
            {
                characters[length++] = (byte)'=';
            }

            Decode();
        }

        return new ElidedString(
            taken,
            isBase64,
            isBase64 ? decoded : 0,
            isBase64 ? Convert.ToHexString(hash.GetHashAndReset()).ToLower(CultureInfo.InvariantCulture) : null,
            isBase64 ? picture.Complete() : null
        );
    }

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();

    private void TakeEscape(byte value)
    {
        escape[escapeLength++] = value;
        var isUnicode = escapeLength > 1 && escape[1] == 'u';
        if (escapeLength < 2 || (isUnicode && escapeLength < 6))
        {
            return;
        }

        escapeLength = 0;
        if (isUnicode)
        {
            if (Utf8Parser.TryParse(escape.AsSpan(2), out ushort code, out _, 'x') && code < 0x80)
            {
                TakeCharacter((byte)code);
            }
            else
            {
                isBase64 = false;
            }

            return;
        }

        TakeCharacter(
            escape[1] switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                var other => other,
            }
        );
    }

    private void TakeCharacter(byte value)
    {
        var character = value switch
        {
            (byte)'-' => (byte)'+',
            (byte)'_' => (byte)'/',
            _ => value,
        };
        if (character is (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t')
        {
            return;
        }

        if (character == '=')
        {
            padding++;
            return;
        }

        if (padding > 0 || !IsInAlphabet(character))
        {
            isBase64 = false;
            return;
        }

        characters[length++] = character;
        if (length == characters.Length)
        {
            Decode();
        }
    }

    private static bool IsInAlphabet(byte character) =>
        char.IsAsciiLetterOrDigit((char)character) || character is (byte)'+' or (byte)'/';

    private void Decode()
    {
        var status = Base64.DecodeFromUtf8(characters.AsSpan(0, length), bytes, out _, out var written);
        isBase64 = status == OperationStatus.Done;
        length = 0;
        var decoded = bytes.AsSpan(0, written);
        this.decoded += written;
        hash.AppendData(decoded);
        picture.Append(decoded);
    }
}
