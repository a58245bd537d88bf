using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Json;

/// <summary>
/// Reads an object key by key. The known keys are exactly the ones that were asked for, so an expectation that no
/// code reads cannot hide: <see cref="Finish"/> reports every key nobody asked for.
/// </summary>
internal sealed class JsonObjectReader(JsonAt at)
{
    private readonly List<string> _known = [];
    private readonly List<string> _refused = [];

    public JsonAt At { get; } = at;

    public JsonAt? Optional(string name)
    {
        _known.Add(name);
        return At.Element.TryGetProperty(name, out var value) ? At.Child(name, value) : null;
    }

    public JsonAt? Required(string name)
    {
        var value = Optional(name);
        if (value is null)
            At.Report(LintRules.MissingKey, $"The key \"{name}\" is missing.");
        return value;
    }

    /// <summary>Required text that says something: an empty or blank string is reported.</summary>
    public string RequiredText(string name)
    {
        var value = Required(name);
        var text = value?.AsText();
        if (text is not null && string.IsNullOrWhiteSpace(text))
            value!.Value.Report(LintRules.ValueNotAllowed, $"\"{name}\" is blank.");
        return text ?? "";
    }

    public string? OptionalText(string name) => Optional(name)?.AsText();

    /// <summary>Accepts a key without reading it, for keys that mean something to other programs only.</summary>
    public void Allow(string name) => _known.Add(name);

    /// <summary>Reports a key that is known, but not played.</summary>
    public void Refuse(string name, string reason)
    {
        _refused.Add(name);
        if (At.Element.TryGetProperty(name, out var value))
            At.Child(name, value).Report(LintRules.NotPlayed, reason);
    }

    /// <summary>Reports every key that was not asked for.</summary>
    public void Finish()
    {
        foreach (var property in At.Element.EnumerateObject())
        {
            if (_known.Contains(property.Name) || _refused.Contains(property.Name))
                continue;
            var nearest = EditDistance.Nearest(property.Name, _known.ToArray());
            At.Child(property.Name, property.Value)
                .Report(
                    LintRules.UnknownKey,
                    $"The key \"{property.Name}\" is unknown here"
                        + (nearest is null ? "" : $"; did you mean \"{nearest}\"?")
                        + (
                            nearest is null
                                ? $"; known are {string.Join(", ", _known.Distinct().Order(StringComparer.Ordinal))}."
                                : ""
                        )
                );
        }
    }

    public bool Has(string name) => At.Element.TryGetProperty(name, out _);

    public IEnumerable<JsonAt> Properties()
    {
        foreach (var property in At.Element.EnumerateObject())
            yield return At.Child(property.Name, property.Value);
    }

    public IEnumerable<JsonProperty> RawProperties() => At.Element.EnumerateObject();
}
