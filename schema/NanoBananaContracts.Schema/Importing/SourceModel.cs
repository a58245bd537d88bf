namespace NanoBananaContracts.Schema;

/// <summary>What a type is, as far as an import is concerned.</summary>
internal enum WireKind
{
    /// <summary>Any JSON value.</summary>
    Any,

    /// <summary>Any JSON object.</summary>
    AnyObject,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Text, perhaps with a format.</summary>
    String,

    /// <summary>Text out of a list.</summary>
    Enum,

    /// <summary>An object with named properties.</summary>
    Message,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object used as a map.</summary>
    Map,

    /// <summary>A reference to nothing.</summary>
    Dangling,
}

/// <summary>A type in the source of an import.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Format">Our name of its format (<c>int32</c>, <c>byte</c>, <c>date-time</c>), or null.</param>
/// <param name="Name">Name of the message; of an enum, the name the source gives it, if any.</param>
/// <param name="Element">Type of an item or a map value.</param>
/// <param name="Values">Values of an enum.</param>
/// <param name="Facts">Its bounds and its only value, as we write them; null for none.</param>
/// <param name="Nullable">Whether null is a value too.</param>
/// <param name="Patterns">Forms that the names of a map have, where it takes no others; else empty.</param>
internal sealed record SourceType(
    WireKind Kind,
    string? Format = null,
    string? Name = null,
    SourceType? Element = null,
    EquatableArray<SourceValue> Values = default,
    IReadOnlyList<KeyValuePair<string, NewJson>>? Facts = null,
    bool Nullable = false,
    EquatableArray<string> Patterns = default
);

/// <summary>One value of an enum in the source.</summary>
/// <param name="Text">Its text on the wire.</param>
/// <param name="Description">The source's words, or null.</param>
/// <param name="Deprecated">Whether the source deprecates it.</param>
internal sealed record SourceValue(string Text, string? Description, bool Deprecated);

/// <summary>What the parts of an object say of one of its properties.</summary>
/// <param name="Property">The first that says something; of what always holds, where that does.</param>
/// <param name="Others">Those that say otherwise.</param>
/// <param name="Always">False where only some of the objects that it may be have the property.</param>
internal sealed record SourceField(JsonMember Property, IReadOnlyList<JsonMember> Others, bool Always);

/// <summary>A property in the source.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Type">Its type.</param>
/// <param name="Description">The source's words, or null.</param>
/// <param name="ReadOnly">Whether only the service sets it.</param>
/// <param name="Deprecated">Whether the source deprecates it.</param>
/// <param name="Mark">Where its name stands.</param>
/// <param name="Default">What the service assumes when it is absent, where that fits the type; else null.</param>
internal sealed record SourceProperty(
    string Name,
    SourceType Type,
    string? Description,
    bool ReadOnly,
    bool Deprecated,
    SourceMark Mark,
    NewJson? Default
);

/// <summary>A message in the source.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Description">The source's words, or null.</param>
/// <param name="Deprecated">Whether the source deprecates it.</param>
/// <param name="Properties">Its properties, by name.</param>
/// <param name="Required">Names that must be there when it is sent.</param>
/// <param name="Closed">Whether nothing else may be in it.</param>
/// <param name="Others">Type of the fields that are not named; null where that is any, or none.</param>
/// <param name="Facts">What else is said of it as a whole, as we write it.</param>
/// <param name="LeftOut">Names of properties that are there but clash with another and are not imported.</param>
internal sealed record SourceMessage(
    string Name,
    string? Description,
    bool Deprecated,
    IReadOnlyList<SourceProperty> Properties,
    IReadOnlyList<string> Required,
    bool Closed,
    SourceType? Others,
    IReadOnlyList<KeyValuePair<string, NewJson>> Facts,
    ISet<string> LeftOut
)
{
    /// <summary>The property of that name, or null.</summary>
    /// <param name="name">Name on the wire.</param>
    public SourceProperty? Find(string name) => Properties.FirstOrDefault(property => property.Name == name);
}
