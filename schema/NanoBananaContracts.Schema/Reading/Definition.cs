namespace NanoBananaContracts.Schema;

/// <summary>What a definition becomes.</summary>
internal enum DefinitionKind
{
    /// <summary>A C# record.</summary>
    Message,

    /// <summary>A C# enum.</summary>
    Enum,

    /// <summary>No C# type: another name for a plain type, a list, a map or another definition.</summary>
    Alias,
}

/// <summary>An entry of <c>$defs</c>, or the root where that is a type itself.</summary>
internal sealed class Definition(string key, SchemaNode node, DefinitionKind kind, string name)
{
    /// <summary>Key under <c>$defs</c>.</summary>
    public string Key { get; } = key;

    /// <summary>Its schema.</summary>
    public SchemaNode Node { get; } = node;

    /// <summary>What it becomes.</summary>
    public DefinitionKind Kind { get; } = kind;

    /// <summary>C# name; for an alias what inline types within it are named after.</summary>
    public string Name { get; } = name;

    /// <summary>What an alias stands for, once known.</summary>
    public ResolvedType? Resolved { get; set; }

    /// <summary>True while an alias is being resolved: meeting it again is a cycle.</summary>
    public bool Resolving { get; set; }
}

/// <summary>A type with what its schema says beside it.</summary>
/// <param name="Type">The type.</param>
/// <param name="Bounds">Bounds of the value itself.</param>
/// <param name="AllowedValues">Narrowed values of an enum, also that of a list or a map of them.</param>
/// <param name="Spelling">Spelling an enum is written in, or null.</param>
/// <param name="ConstJson">The only value, as JSON, or null.</param>
/// <param name="Description">What an alias says about itself.</param>
/// <param name="Deprecated">As <see cref="MessageDefinition.Deprecated"/>, of an alias.</param>
/// <param name="Nullable">True where null is a value too.</param>
internal sealed record ResolvedType(
    TypeReference Type,
    Constraints Bounds,
    EquatableArray<string> AllowedValues = default,
    string? Spelling = null,
    string? ConstJson = null,
    string? Description = null,
    string? Deprecated = null,
    bool Nullable = false
)
{
    /// <summary>Any JSON value: also what stands in for a type that could not be read.</summary>
    public static ResolvedType Any { get; } = new(new TypeReference(TypeKind.Any), Constraints.None);
}
