using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Players.Matching;

/// <summary>What the forgiving reader made of a text.</summary>
/// <param name="Failed">Whether the text could not be read at all; then nothing matches, not even absence.</param>
/// <param name="Value">The value; null when there is none.</param>
internal readonly record struct LenientReading(bool Failed, JsonElement? Value);

/// <summary>
/// JSON as the library under WireMock's JSONPath (json-smart) reads it: names without quotes, single quotes, stray
/// commas, words as strings, line ends in strings, and anything at all behind the value.
/// </summary>
internal sealed class LenientJson
{
    private const int DeepestNesting = 400;

    private readonly string _text;
    private readonly Utf8JsonWriter _writer;
    private int _at;

    private LenientJson(string text, Utf8JsonWriter writer)
    {
        _text = text;
        _writer = writer;
    }

    public static LenientReading Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return new LenientReading(false, null);
        // Almost every body is well formed; the forgiving path is for the rest.
        if (JacksonJson.TryParse(text) is { } strict)
            return new LenientReading(false, strict.ValueKind == JsonValueKind.Null ? null : strict);
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = DeepestNesting + 1 }))
            {
                var reader = new LenientJson(text, writer);
                reader.SkipSpace();
                if (reader.Peek is '{' or '[' or '"' or '\'')
                    reader.ReadValue(0, "");
                else
                    writer.WriteStringValue(text);
            }

            using var document = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = 1000 });
            return new LenientReading(false, document.RootElement.Clone());
        }
        catch (InvalidDataException)
        {
            return new LenientReading(true, null);
        }
    }

    private char Peek => _at < _text.Length ? _text[_at] : '\0';

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n')
            _at++;
    }

    private static InvalidDataException Broken() => new("not readable as JSON");

    private void ReadValue(int depth, string terminators)
    {
        if (depth > DeepestNesting)
            throw Broken();
        SkipSpace();
        switch (Peek)
        {
            case '{':
                ReadObject(depth);
                break;
            case '[':
                ReadArray(depth);
                break;
            case '"' or '\'':
                _writer.WriteStringValue(ReadQuoted());
                break;
            default:
                WriteWord(ReadWord(terminators));
                break;
        }
    }

    private void ReadObject(int depth)
    {
        _at++;
        _writer.WriteStartObject();
        while (true)
        {
            SkipSpace();
            if (Peek == ',')
            {
                _at++;
                continue;
            }

            if (Peek == '}')
            {
                _at++;
                break;
            }

            if (_at >= _text.Length)
                throw Broken();
            var name = Peek is '"' or '\'' ? ReadQuoted() : ReadWord(":");
            SkipSpace();
            if (Peek != ':')
                throw Broken();
            _at++;
            _writer.WritePropertyName(name);
            ReadValue(depth + 1, ",}");
        }

        _writer.WriteEndObject();
    }

    private void ReadArray(int depth)
    {
        _at++;
        _writer.WriteStartArray();
        while (true)
        {
            SkipSpace();
            if (Peek == ',')
            {
                _at++;
                continue;
            }

            if (Peek == ']')
            {
                _at++;
                break;
            }

            if (_at >= _text.Length)
                throw Broken();
            ReadValue(depth + 1, ",]");
        }

        _writer.WriteEndArray();
    }

    private string ReadQuoted()
    {
        var quote = _text[_at++];
        var value = new System.Text.StringBuilder();
        while (true)
        {
            if (_at >= _text.Length)
                throw Broken();
            var c = _text[_at++];
            if (c == quote)
                return value.ToString();
            if (c != '\\')
            {
                value.Append(c);
                continue;
            }

            if (_at >= _text.Length)
                throw Broken();
            value.Append(ReadEscape(_text[_at++]));
        }
    }

    private char ReadEscape(char escaped)
    {
        switch (escaped)
        {
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                if (
                    _at + 4 > _text.Length
                    || !ushort.TryParse(
                        _text.AsSpan(_at, 4),
                        NumberStyles.AllowHexSpecifier,
                        CultureInfo.InvariantCulture,
                        out var code
                    )
                )
                {
                    throw Broken();
                }

                _at += 4;
                return (char)code;
            default:
                return escaped;
        }
    }

    private string ReadWord(string terminators)
    {
        var start = _at;
        while (_at < _text.Length && !terminators.Contains(_text[_at], StringComparison.Ordinal))
            _at++;
        if (_at >= _text.Length || _at == start)
            throw Broken();
        return _text[start.._at].Trim();
    }

    private void WriteWord(string word)
    {
        if (word == "null")
            _writer.WriteNullValue();
        else if (word is "true" or "false")
            _writer.WriteBooleanValue(word == "true");
        else if (
            JacksonJson.TryParse(word) is { ValueKind: JsonValueKind.Number } number
            && number.GetRawText() == word
        )
            number.WriteTo(_writer);
        else
            _writer.WriteStringValue(word);
    }
}
