using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Players.Matching.Paths;

/// <summary>Reads the portable subset of JSONPath and says where a text leaves it.</summary>
internal sealed class JsonPathParser(string text)
{
    private int _at;
    private string _problem = "";

    private char Peek => _at < text.Length ? text[_at] : '\0';

    public bool TryParse([NotNullWhen(true)] out IReadOnlyList<JsonPathStep>? steps, out string problem)
    {
        steps = ParseSteps();
        problem = _problem;
        return steps is not null;
    }

    private List<JsonPathStep>? ParseSteps()
    {
        if (Peek != '$')
            return Fail("a path starts with \"$\"");
        _at++;
        var steps = new List<JsonPathStep>();
        while (_at < text.Length)
        {
            var descends = text.AsSpan(_at).StartsWith("..", StringComparison.Ordinal);
            if (descends)
                steps.Add(new DescentStep());
            _at += descends ? 2 : 0;

            JsonPathStep? step;
            if (Peek == '[')
                step = ParseBracket();
            else if (descends || Peek == '.')
                step = ParseDotted(descends);
            else
                return Fail($"\"{text[_at..]}\" is neither \".name\" nor \"[...]\"");
            if (step is null)
                return null;
            steps.Add(step);
        }

        return steps;
    }

    private JsonPathStep? ParseDotted(bool descends)
    {
        if (!descends)
            _at++;
        if (Peek == '*')
        {
            _at++;
            return new WildcardStep();
        }

        var name = ParseName();
        if (name is null)
            return FailStep("a name is expected behind the dot; write other keys as \"['key']\"");
        if (Peek == '(')
            return FailStep($"the function \"{name}()\" is Jayway's own");
        return new NameStep(name);
    }

    private string? ParseName()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Peek) || Peek is '_' or '-')
            _at++;
        return _at > start ? text[start.._at] : null;
    }

    private JsonPathStep? ParseBracket()
    {
        _at++;
        SkipSpace();
        JsonPathStep? step;
        if (Peek == '*')
        {
            _at++;
            step = new WildcardStep();
        }
        else if (Peek is '\'' or '"')
        {
            step = ParseQuoted() is { } name ? new NameStep(name) : null;
        }
        else if (Peek == '?')
        {
            step = ParseFilter();
        }
        else
        {
            step = ParseIndex();
        }

        if (step is null)
            return null;
        SkipSpace();
        if (Peek != ']')
            return FailStep("unions and slices (\"[0,1]\", \"[0:2]\") are not portable; \"]\" is expected");
        _at++;
        return step;
    }

    private IndexStep? ParseIndex()
    {
        var start = _at;
        if (Peek == '-')
            _at++;
        while (char.IsAsciiDigit(Peek))
            _at++;
        if (
            int.TryParse(
                text.AsSpan(start, _at - start),
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var index
            )
        )
            return new IndexStep(index);
        FailStep("an index, \"*\", a quoted name or a filter is expected in the brackets");
        return null;
    }

    private FilterStep? ParseFilter()
    {
        _at++;
        if (Peek != '(')
            return FailFilter("a filter is written \"[?(@.key == 'value')]\"");
        _at++;
        SkipSpace();
        if (Peek != '@')
            return FailFilter("a filter starts with \"@\"");
        _at++;
        var names = new List<string>();
        while (Peek is '.' or '[')
        {
            var bracket = Peek == '[';
            _at++;
            var name = bracket ? (Peek is '\'' or '"' ? ParseQuoted() : null) : ParseName();
            if (name is null || (bracket && Peek != ']'))
                return FailFilter("only names are portable behind \"@\"");
            if (Peek == '(')
                return FailFilter($"the function \"{name}()\" is Jayway's own");
            _at += bracket ? 1 : 0;
            names.Add(name);
        }

        SkipSpace();
        var comparison = FilterOperator.Exists;
        JsonElement literal = default;
        if (Peek != ')')
        {
            var symbol = _at + 2 <= text.Length ? text.Substring(_at, 2) : "";
            if (symbol is not ("==" or "!=") || (_at + 2 < text.Length && text[_at + 2] == '='))
                return FailFilter("only \"==\" and \"!=\" are portable in a filter");
            comparison = symbol == "==" ? FilterOperator.Equal : FilterOperator.NotEqual;
            _at += 2;
            SkipSpace();
            if (ParseLiteral() is not { } value)
                return null;
            literal = value;
            SkipSpace();
        }
        else if (names.Count == 0)
        {
            return FailFilter("\"[?(@)]\" selects nothing in particular; use \"[*]\"");
        }

        if (Peek != ')')
            return FailFilter("a filter has one comparison; \"&&\" and \"||\" are not portable");
        _at++;
        return new FilterStep(new JsonPathFilter(names, comparison, literal));
    }

    private JsonElement? ParseLiteral()
    {
        if (Peek is '\'' or '"')
            return ParseQuoted() is { } quoted ? JsonSerializer.SerializeToElement(quoted) : null;
        var start = _at;
        while (_at < text.Length && Peek is not (')' or ' '))
            _at++;
        var word = text[start.._at];
        if (JacksonJson.TryParse(word) is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Array) } literal)
            return literal;
        FailStep($"\"{word}\" is not a quoted string, a number, true, false or null");
        return null;
    }

    private string? ParseQuoted()
    {
        var quote = text[_at++];
        var value = new StringBuilder();
        while (_at < text.Length)
        {
            var c = text[_at++];
            if (c == quote)
                return value.ToString();
            if (c == '\\')
            {
                if (Peek is not ('\\' or '\'' or '"'))
                    break;
                c = text[_at++];
            }

            value.Append(c);
        }

        FailStep("a quoted text does not end, or has an escape that is not portable");
        return null;
    }

    private void SkipSpace()
    {
        while (Peek == ' ')
            _at++;
    }

    private List<JsonPathStep>? Fail(string problem)
    {
        _problem = $"{problem} (character {_at + 1} of \"{text}\")";
        return null;
    }

    private JsonPathStep? FailStep(string problem)
    {
        Fail(problem);
        return null;
    }

    private FilterStep? FailFilter(string problem)
    {
        Fail(problem);
        return null;
    }
}
