using System.Globalization;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>A field of a body: what the schema says of it, looked up where it is asked.</summary>
/// <param name="name">Its name.</param>
/// <param name="schema">Its schema.</param>
/// <param name="required">Whether it must be there.</param>
/// <param name="contract">The contract it is part of.</param>
internal sealed class BodyField(string name, JsonNode schema, bool required, RequestBodyContract contract)
{
    private BodyType? type;

    /// <summary>Its name, in camelCase.</summary>
    public string Name => name;

    /// <summary>Whether it must be there.</summary>
    public bool Required => required;

    /// <summary>Whether only the service sets it.</summary>
    public bool ReadOnly => schema.Find("readOnly") is { Value.IsTrue: true };

    /// <summary>Its type.</summary>
    public BodyType Type => type ??= contract.TypeOf(schema);

    /// <summary>Smallest number.</summary>
    public double? Minimum => Number("minimum");

    /// <summary>Largest number.</summary>
    public double? Maximum => Number("maximum");

    /// <summary>Number it must be greater than.</summary>
    public double? ExclusiveMinimum => Number("exclusiveMinimum");

    /// <summary>Number it must be less than.</summary>
    public double? ExclusiveMaximum => Number("exclusiveMaximum");

    /// <summary>Most characters.</summary>
    public int? MaxLength => (int?)Number("maxLength");

    /// <summary>Fewest items.</summary>
    public int? MinItems => (int?)Number("minItems");

    /// <summary>Most items.</summary>
    public int? MaxItems => (int?)Number("maxItems");

    /// <summary>Expression of ECMA-262 that it must match somewhere.</summary>
    public string? Pattern => schema.TextOf("pattern");

    /// <summary>Of an enum, the values that are taken here; empty for all.</summary>
    public IReadOnlyList<string> AllowedValues => Texts(schema, "enum");

    /// <summary>Name of the spelling that an enum always has here, or null.</summary>
    public string? Spelling => schema.TextOf("x-spelling");

    /// <summary>Ids of the providers that know it; empty for all.</summary>
    public IReadOnlyList<string> Providers => Texts(schema, "x-providers");

    /// <summary>Whether a name means it. Requests may use snake_case, as proto3 JSON allows.</summary>
    public bool Is(string written) =>
        name == written
        || written.IndexOf('_') >= 0
            && string.Equals(name, written.Replace("_", ""), StringComparison.OrdinalIgnoreCase);

    /// <summary>The texts of a list; empty where there is none.</summary>
    internal static IReadOnlyList<string> Texts(JsonNode schema, string keyword)
    {
        if (schema.Find(keyword) is not { } list)
        {
            return [];
        }

        var texts = new List<string>();
        foreach (var item in list.Value.Items)
        {
            texts.Add(item.Text);
        }

        return texts;
    }

    private double? Number(string keyword) =>
        schema.Find(keyword) is { } bound ? double.Parse(bound.Value.Text, CultureInfo.InvariantCulture) : null;
}

/// <summary>The type of a field, an item or a value.</summary>
/// <param name="kind">What it is.</param>
internal sealed class BodyType(TypeKind kind)
{
    /// <summary>What it is.</summary>
    public TypeKind Kind => kind;

    /// <summary>Of an object, which.</summary>
    public BodyMessage? Message { get; init; }

    /// <summary>Of an enum, which.</summary>
    public BodyEnum? Enum { get; init; }

    /// <summary>Of a list its item, of a map its value.</summary>
    public BodyType? Element { get; init; }
}
