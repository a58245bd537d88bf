using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Players.Matching.Paths;

/// <summary>What a path led to.</summary>
/// <param name="Value">The value of a definite path that leads somewhere; null otherwise.</param>
/// <param name="List">The values of an indefinite path; null for a definite one.</param>
internal readonly record struct JsonPathResult(JsonElement? Value, IReadOnlyList<JsonElement>? List);

/// <summary>
/// The part of JSONPath that Jayway (under WireMock) and RFC 9535 read alike, so that a stub means one thing in every
/// player: names, indices, <c>[*]</c>, <c>..</c>, and filters that compare a name with a literal.
/// </summary>
internal sealed class JsonPath
{
    private readonly IReadOnlyList<JsonPathStep> _steps;

    private JsonPath(string text, IReadOnlyList<JsonPathStep> steps)
    {
        Text = text;
        _steps = steps;
    }

    public string Text { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPath? path, out string problem)
    {
        path = null;
        if (!new JsonPathParser(text).TryParse(out var steps, out problem))
            return false;
        path = new JsonPath(text, steps);
        return true;
    }

    public JsonPathResult Evaluate(JsonElement root)
    {
        IEnumerable<JsonElement> current = [root];
        foreach (var step in _steps)
            current = current.SelectMany(step.Select);
        var found = current.ToArray();
        return _steps.All(step => step.IsDefinite)
            ? new JsonPathResult(found.Length == 0 ? null : found[0], null)
            : new JsonPathResult(null, found);
    }
}
