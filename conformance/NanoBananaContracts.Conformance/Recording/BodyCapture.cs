using System;
using System.Buffers;
using System.Collections.Generic;
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

    private readonly bool _isJson;
    private readonly string _mark = $"elided-{Guid.NewGuid():N}-";
    private readonly ArrayBufferWriter<byte> _skeleton = new();
    private readonly ArrayBufferWriter<byte> _string = new();
    private readonly Dictionary<string, ElidedString> _elided = [];
    private Base64Intake? _intake;
    private bool _inString;
    private bool _escaped;
    private bool _overflowed;
    private long _length;

    /// <summary>Starts watching.</summary>
    /// <param name="isJson">Whether the body is JSON or events of JSON: only then do strings mean anything.</param>
    public BodyCapture(bool isJson) => _isJson = isJson;

    /// <summary>Takes in the next bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        if (!_isJson)
        {
            Keep(bytes);
            return;
        }

        while (!bytes.IsEmpty)
        {
            bytes = _inString ? WriteInString(bytes) : WriteOutside(bytes);
        }
    }

    /// <summary>Ends the body.</summary>
    public CapturedBody Complete()
    {
        // A string that never ends: the body was cut, which may be the very thing worth recording.
        if (_intake is not null)
        {
            EndLongString(closed: false);
        }
        else
        {
            Keep(_string.WrittenSpan);
        }

        return new CapturedBody(_skeleton.WrittenSpan.ToArray(), _elided, _length, _overflowed);
    }

    /// <inheritdoc/>
    public void Dispose() => _intake?.Dispose();

    private ReadOnlySpan<byte> WriteOutside(ReadOnlySpan<byte> bytes)
    {
        var quote = bytes.IndexOf((byte)'"');
        if (quote < 0)
        {
            Keep(bytes);
            return default;
        }

        Keep(bytes[..(quote + 1)]);
        _inString = true;
        return bytes[(quote + 1)..];
    }

    private ReadOnlySpan<byte> WriteInString(ReadOnlySpan<byte> bytes)
    {
        if (_escaped)
        {
            _escaped = false;
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
            _escaped = true;
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
        if (_intake is null && _string.WrittenCount + piece.Length > LongString)
        {
            _intake = new Base64Intake();
            _intake.Write(_string.WrittenSpan);
            _string.ResetWrittenCount();
        }

        if (_intake is not null)
        {
            _intake.Write(piece);
        }
        else
        {
            _string.Write(piece);
        }
    }

    private void EndString()
    {
        _inString = false;
        if (_intake is not null)
        {
            EndLongString(closed: true);
            return;
        }

        Keep(_string.WrittenSpan);
        Keep("\""u8);
        _string.ResetWrittenCount();
    }

    private void EndLongString(bool closed)
    {
        var placeholder = $"{_mark}{_elided.Count}";
        _elided[placeholder] = _intake!.Complete(closed);
        _intake.Dispose();
        _intake = null;
        Keep(Encoding.ASCII.GetBytes(placeholder));
        if (closed)
        {
            Keep("\""u8);
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_overflowed || _skeleton.WrittenCount + bytes.Length > LargestSkeleton)
        {
            _overflowed = true;
            return;
        }

        _skeleton.Write(bytes);
    }
}
