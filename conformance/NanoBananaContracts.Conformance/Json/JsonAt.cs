using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Json;

/// <summary>
/// A JSON value that knows where it stands and where to report what is wrong with it. Everything strict in this
/// project reads through this type, so that a file yields all its problems at once, each with its pointer.
/// </summary>
internal readonly struct JsonAt(JsonElement element, string pointer, List<JsonProblem> problems)
{
    public JsonElement Element { get; } = element;

    public List<JsonProblem> Problems => problems;

    public string Pointer { get; } = pointer;

    public JsonValueKind Kind => Element.ValueKind;

    public void Report(string rule, string message) => problems.Add(new JsonProblem(rule, Pointer, message));

    public JsonAt Child(string name, JsonElement value) =>
        new(
            value,
            Pointer
                + "/"
                + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal),
            problems
        );

    public JsonAt Child(int index, JsonElement value) =>
        new(value, Pointer + "/" + index.ToString(CultureInfo.InvariantCulture), problems);

    /// <summary>Another value at the same place, for JSON that stands in a string.</summary>
    public JsonAt With(JsonElement other) => new(other, Pointer, problems);

    /// <summary>Opens an object; null, with a report, when it is something else.</summary>
    public JsonObjectReader? AsObject()
    {
        if (Kind == JsonValueKind.Object)
            return new JsonObjectReader(this);
        ReportKind("an object");
        return null;
    }

    public IEnumerable<JsonAt> AsArray()
    {
        if (Kind != JsonValueKind.Array)
        {
            ReportKind("an array");
            return [];
        }

        var self = this;
        return Element.EnumerateArray().Select((item, index) => self.Child(index, item)).ToArray();
    }

    public string? AsText()
    {
        if (Kind == JsonValueKind.String)
            return Element.GetString();
        ReportKind("a string");
        return null;
    }

    public bool? AsBoolean()
    {
        if (Kind is JsonValueKind.True or JsonValueKind.False)
            return Kind == JsonValueKind.True;
        ReportKind("true or false");
        return null;
    }

    public int? AsInteger(int minimum, int maximum = int.MaxValue)
    {
        if (Kind != JsonValueKind.Number || !Element.TryGetInt32(out var value))
        {
            ReportKind("a whole number");
            return null;
        }

        if (value >= minimum && value <= maximum)
            return value;
        Report(
            LintRules.ValueNotAllowed,
            maximum == int.MaxValue
                ? $"{value} is too small; the least is {minimum}."
                : $"{value} is out of range; {minimum} to {maximum} is allowed."
        );
        return null;
    }

    public double? AsNumber()
    {
        if (Kind == JsonValueKind.Number)
            return Element.GetDouble();
        ReportKind("a number");
        return null;
    }

    /// <summary>A length of time as the case files write it: <c>"20s"</c>, <c>"250ms"</c>, <c>"1.5m"</c>.</summary>
    public TimeSpan? AsDuration()
    {
        var text = AsText();
        if (text is null)
            return null;
        if (CaseDuration.TryParse(text, out var value))
            return value;
        Report(
            LintRules.ValueNotAllowed,
            $"\"{text}\" is not a length of time; write a number and a unit, for example \"20s\", \"250ms\" or \"1.5m\"."
        );
        return null;
    }

    /// <summary>One of a closed set of words.</summary>
    public T? AsWord<T>(IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        var text = AsText();
        if (text is null)
            return null;
        if (words.TryGetValue(text, out var value))
            return value;
        var nearest = EditDistance.Nearest(text, words.Keys.ToArray());
        Report(
            LintRules.ValueNotAllowed,
            $"\"{text}\" is not allowed here"
                + (nearest is null ? "" : $" (did you mean \"{nearest}\"?)")
                + $"; use {string.Join(", ", words.Keys)}."
        );
        return null;
    }

    public IReadOnlyList<string> AsTexts() => AsArray().Select(item => item.AsText()).OfType<string>().ToArray();

    private void ReportKind(string wanted) =>
        Report(LintRules.WrongType, $"This must be {wanted}, not {Describe(Element)}.");

    private static string Describe(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a string",
            JsonValueKind.Number => $"the number {element.GetRawText()}",
            JsonValueKind.Null => "null",
            _ => element.GetRawText(),
        };
}
