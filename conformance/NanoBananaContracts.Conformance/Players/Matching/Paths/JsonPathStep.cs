using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Players.Matching.Paths;

/// <summary>One step of a JSONPath: from a value to the values it selects.</summary>
internal abstract record JsonPathStep
{
    /// <summary>Whether the step selects at most one value, so that a path of such steps yields a value and not a list.</summary>
    public abstract bool IsDefinite { get; }

    public abstract IEnumerable<JsonElement> Select(JsonElement value);
}

internal sealed record NameStep(string Name) : JsonPathStep
{
    public override bool IsDefinite => true;

    public override IEnumerable<JsonElement> Select(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(Name, out var found) ? [found] : [];
}

/// <summary>A negative index counts from the end.</summary>
internal sealed record IndexStep(int Index) : JsonPathStep
{
    public override bool IsDefinite => true;

    public override IEnumerable<JsonElement> Select(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return [];
        var length = value.GetArrayLength();
        var at = Index < 0 ? length + Index : Index;
        return at >= 0 && at < length ? [value[at]] : [];
    }
}

internal sealed record WildcardStep : JsonPathStep
{
    public override bool IsDefinite => false;

    public override IEnumerable<JsonElement> Select(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            JsonValueKind.Object => value.EnumerateObject().Select(property => property.Value),
            _ => [],
        };
}

/// <summary>The value and everything under it; the step behind it is taken from each.</summary>
internal sealed record DescentStep : JsonPathStep
{
    public override bool IsDefinite => false;

    public override IEnumerable<JsonElement> Select(JsonElement value)
    {
        // A loop with its own stack: bodies nest as deep as the parser lets them.
        var open = new Stack<JsonElement>();
        open.Push(value);
        while (open.TryPop(out var current))
        {
            yield return current;
            var children = new WildcardStep().Select(current).ToArray();
            for (var i = children.Length - 1; i >= 0; i--)
            {
                if (children[i].ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                    open.Push(children[i]);
            }
        }
    }
}

/// <summary>Keeps the items of an array that pass; an object is its own only item, as in Jayway.</summary>
internal sealed record FilterStep(JsonPathFilter Filter) : JsonPathStep
{
    public override bool IsDefinite => false;

    public override IEnumerable<JsonElement> Select(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().Where(Filter.Passes),
            JsonValueKind.Object when Filter.Passes(value) => [value],
            _ => [],
        };
}
