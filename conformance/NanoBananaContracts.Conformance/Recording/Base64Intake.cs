using System;
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

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly PictureInspector _picture = new();
    private readonly byte[] _characters = new byte[BlockCharacters];
    private readonly byte[] _bytes = new byte[BlockCharacters / 4 * 3];
    private readonly byte[] _escape = new byte[6];
    private int _escapeLength;
    private int _length;
    private int _padding;
    private long _taken;
    private long _decoded;
    private bool _isBase64 = true;

    /// <summary>Takes in the next piece: raw bytes of the JSON text, escapes included.</summary>
    public void Write(ReadOnlySpan<byte> piece)
    {
        _taken += piece.Length;
        foreach (var value in piece)
        {
            if (!_isBase64)
            {
                return;
            }

            if (_escapeLength > 0 || value == '\\')
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
        if (_isBase64)
        {
            if (!closed)
            {
                _length -= _length % 4;
            }

            // Padding is optional: unpadded text is common in URL-safe Base64.
            while (_length % 4 != 0)
            {
                _characters[_length++] = (byte)'=';
            }

            Decode();
        }

        return new ElidedString(
            _taken,
            _isBase64,
            _isBase64 ? _decoded : 0,
            _isBase64 ? Convert.ToHexString(_hash.GetHashAndReset()).ToLower(CultureInfo.InvariantCulture) : null,
            _isBase64 ? _picture.Complete() : null
        );
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void TakeEscape(byte value)
    {
        _escape[_escapeLength++] = value;
        var isUnicode = _escapeLength > 1 && _escape[1] == 'u';
        if (_escapeLength < 2 || (isUnicode && _escapeLength < 6))
        {
            return;
        }

        _escapeLength = 0;
        if (isUnicode)
        {
            if (Utf8Parser.TryParse(_escape.AsSpan(2), out ushort code, out _, 'x') && code < 0x80)
            {
                TakeCharacter((byte)code);
            }
            else
            {
                _isBase64 = false;
            }

            return;
        }

        TakeCharacter(
            _escape[1] switch
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
            _padding++;
            return;
        }

        if (_padding > 0 || !IsInAlphabet(character))
        {
            _isBase64 = false;
            return;
        }

        _characters[_length++] = character;
        if (_length == _characters.Length)
        {
            Decode();
        }
    }

    private static bool IsInAlphabet(byte character) =>
        char.IsAsciiLetterOrDigit((char)character) || character is (byte)'+' or (byte)'/';

    private void Decode()
    {
        var status = Base64.DecodeFromUtf8(_characters.AsSpan(0, _length), _bytes, out _, out var written);
        _isBase64 = status == OperationStatus.Done;
        _length = 0;
        var decoded = _bytes.AsSpan(0, written);
        _decoded += written;
        _hash.AppendData(decoded);
        _picture.Append(decoded);
    }
}
