namespace NanoBananaContracts.Schema;

/// <summary>
/// What a contract schema says, with nothing of how it was written. Immutable and structurally equal down to the
/// last node (marks excepted, see <see cref="SourceMark"/>): the generator caches on it, so a member that compared
/// by reference would silently regenerate everything on each keystroke. Holds no Roslyn type.
/// </summary>
/// <param name="Title">The schema's <c>title</c>, if any.</param>
/// <param name="Description">The schema's <c>description</c>, if any.</param>
/// <param name="Messages">Object definitions, sorted by C# name (ordinal), so that moving one changes nothing.</param>
/// <param name="Enums">Enum definitions, sorted by C# name (ordinal).</param>
/// <param name="Operations">Operations (<c>x-operations</c>), sorted by name (ordinal).</param>
/// <param name="Dialects">Names that messages may be asked for in: <c>x-dialects</c>, and the spellings of the enums; each once, sorted (ordinal).</param>
public sealed record SchemaModel(
    string? Title,
    string? Description,
    EquatableArray<MessageDefinition> Messages,
    EquatableArray<EnumDefinition> Enums,
    EquatableArray<OperationDefinition> Operations,
    EquatableArray<string> Dialects
);

/// <summary>An object of the contract; one C# record.</summary>
/// <param name="Name">C# name; unique among messages and enums.</param>
/// <param name="SchemaName">Key under <c>$defs</c>, or the path of an inline object (<c>Tool.retrieval</c>).</param>
/// <param name="Description">One or two sentences, or null.</param>
/// <param name="Deprecated">Why and what instead; empty when the schema only says <c>true</c>; null when it is not deprecated.</param>
/// <param name="Properties">In schema order, which is the order they are written in.</param>
/// <param name="OneOfGroups">Sets of properties of which exactly one (or at most one) may be set.</param>
/// <param name="ClosedToUnknown">True for <c>additionalProperties: false</c>: an unknown field is a violation when sent. It is still kept when read.</param>
/// <param name="AdditionalProperties">Type of extension data where <c>additionalProperties</c> is a schema beside <c>properties</c>; else null.</param>
/// <param name="Direction">Which side can reach it from the operations.</param>
/// <param name="Mark">Where its key stands.</param>
public sealed record MessageDefinition(
    string Name,
    string SchemaName,
    string? Description,
    string? Deprecated,
    EquatableArray<PropertyDefinition> Properties,
    EquatableArray<OneOfGroup> OneOfGroups,
    bool ClosedToUnknown,
    TypeReference? AdditionalProperties,
    MessageDirection Direction,
    SourceMark Mark
)
{
    /// <summary>How many of its fields may be there, and which go together.</summary>
    public Constraints Constraints { get; init; } = Constraints.None;
}

/// <summary>Which side of an operation reaches a message.</summary>
[System.Flags]
public enum MessageDirection
{
    /// <summary>No operation reaches it.</summary>
    None = 0,

    /// <summary>We send it.</summary>
    Request = 1,

    /// <summary>We read it.</summary>
    Response = 2,

    /// <summary>Both.</summary>
    Both = Request | Response,
}

/// <summary>Properties told apart by which one is present.</summary>
/// <param name="Name">C# name of the group (<c>x-one-of-name</c>, else <c>Kind</c>).</param>
/// <param name="Properties">Wire names of the members, in schema order.</param>
/// <param name="Required">True when at least one must be set.</param>
/// <param name="Exclusive">True for <c>oneOf</c> (no two together); false for <c>anyOf</c>.</param>
/// <param name="Mark">Where the keyword stands.</param>
public sealed record OneOfGroup(
    string Name,
    EquatableArray<string> Properties,
    bool Required,
    bool Exclusive,
    SourceMark Mark
);

/// <summary>One property of a message.</summary>
/// <param name="JsonName">Wire name (lowerCamelCase); its snake_case twin is read too.</param>
/// <param name="Name">C# name; unique within the message.</param>
/// <param name="Type">Its type.</param>
/// <param name="Description">One or two sentences, or null.</param>
/// <param name="Required">Must be set when sent.</param>
/// <param name="ReadOnly">Only the service sets it: not on the sending surface.</param>
/// <param name="WriteOnly">Only we set it: not on the reading surface.</param>
/// <param name="Deprecated">As <see cref="MessageDefinition.Deprecated"/>.</param>
/// <param name="DefaultJson">What the service assumes when it is absent, as JSON text; documentation only, never written unless set.</param>
/// <param name="ConstJson">The only value allowed, as JSON text; else null.</param>
/// <param name="Constraints">Bounds.</param>
/// <param name="AllowedValues">For an enum: the canonical values allowed here, where fewer than the enum has; else empty.</param>
/// <param name="Spelling">Name of the spelling an enum is always written in here (<c>x-spelling</c>), or null to follow the provider.</param>
/// <param name="Providers">Short names of the providers that know it (<c>x-providers</c>); empty where all do.</param>
/// <param name="Mark">Where its key stands.</param>
public sealed record PropertyDefinition(
    string JsonName,
    string Name,
    TypeReference Type,
    string? Description,
    bool Required,
    bool ReadOnly,
    bool WriteOnly,
    string? Deprecated,
    string? DefaultJson,
    string? ConstJson,
    Constraints Constraints,
    EquatableArray<string> AllowedValues,
    string? Spelling,
    EquatableArray<string> Providers,
    SourceMark Mark
)
{
    /// <summary>True where <c>null</c> is a value too; it is read, kept and written back.</summary>
    public bool Nullable { get; init; }
}

/// <summary>Bounds of a value; null where there is none.</summary>
/// <param name="Minimum">Smallest number, inclusive.</param>
/// <param name="Maximum">Largest number, inclusive.</param>
/// <param name="ExclusiveMinimum">Number it must be greater than.</param>
/// <param name="ExclusiveMaximum">Number it must be less than.</param>
/// <param name="MinLength">Fewest characters (Unicode code points).</param>
/// <param name="MaxLength">Most characters (Unicode code points).</param>
/// <param name="MinItems">Fewest items.</param>
/// <param name="MaxItems">Most items.</param>
/// <param name="Pattern">ECMA-262 expression that must match somewhere.</param>
/// <param name="MultipleOf">Number it must be a multiple of; from 1e-9 to 1e9.</param>
/// <param name="UniqueItems">True when no two items may be equal.</param>
/// <param name="MinProperties">Fewest fields of an object or entries of a map.</param>
/// <param name="MaxProperties">Most fields of an object or entries of a map.</param>
/// <param name="Values">The only values, each as JSON, of what is no enum; empty for all.</param>
/// <param name="Names">Bounds of the names in a map or in an object of any kind.</param>
/// <param name="Dependent">Fields that ask for others.</param>
public sealed record Constraints(
    double? Minimum = null,
    double? Maximum = null,
    double? ExclusiveMinimum = null,
    double? ExclusiveMaximum = null,
    int? MinLength = null,
    int? MaxLength = null,
    int? MinItems = null,
    int? MaxItems = null,
    string? Pattern = null,
    double? MultipleOf = null,
    bool UniqueItems = false,
    int? MinProperties = null,
    int? MaxProperties = null,
    EquatableArray<string> Values = default,
    Constraints? Names = null,
    EquatableArray<DependentFields> Dependent = default
)
{
    /// <summary>No bounds.</summary>
    public static Constraints None { get; } = new();
}

/// <summary>Fields that must be there where another one is.</summary>
/// <param name="Name">Wire name of the one.</param>
/// <param name="Required">Wire names of the others.</param>
public sealed record DependentFields(string Name, EquatableArray<string> Required);

/// <summary>An open enum: documented values, each perhaps with several spellings.</summary>
/// <param name="Name">C# name.</param>
/// <param name="SchemaName">Key under <c>$defs</c>, or the path of an inline enum.</param>
/// <param name="Description">One or two sentences, or null.</param>
/// <param name="Deprecated">As <see cref="MessageDefinition.Deprecated"/>.</param>
/// <param name="IsInteger">True when the wire form is an integer; false for a string.</param>
/// <param name="Values">Documented values, in schema order.</param>
/// <param name="Spellings">Names of the spellings that <c>x-spellings</c> declares (a provider's id, or a place such as <c>responseFormat</c>), sorted.</param>
/// <param name="Mark">Where its key stands.</param>
public sealed record EnumDefinition(
    string Name,
    string SchemaName,
    string? Description,
    string? Deprecated,
    bool IsInteger,
    EquatableArray<EnumValue> Values,
    EquatableArray<string> Spellings,
    SourceMark Mark
);

/// <summary>One documented value of an enum.</summary>
/// <param name="Name">C# name (<c>x-enum-names</c>, else made from the text).</param>
/// <param name="Text">Canonical wire text (for an integer enum, its digits).</param>
/// <param name="Description">One sentence (<c>x-enum-descriptions</c>), or null.</param>
/// <param name="Deprecated">As <see cref="MessageDefinition.Deprecated"/>.</param>
/// <param name="Spellings">Other wire texts, by the spelling's name.</param>
/// <param name="Mark">Where the value stands.</param>
public sealed record EnumValue(
    string Name,
    string Text,
    string? Description,
    string? Deprecated,
    EquatableArray<EnumSpelling> Spellings,
    SourceMark Mark
)
{
    /// <summary>Short names of the providers that know it (<c>x-enum-providers</c>); empty where all do.</summary>
    public EquatableArray<string> Providers { get; init; }
}

/// <summary>How one value is written in one spelling.</summary>
/// <param name="Spelling">The spelling's name, for example <c>wisgate</c>.</param>
/// <param name="Text">Wire text, for example <c>0.5K</c>.</param>
public sealed record EnumSpelling(string Spelling, string Text);

/// <summary>A call of the contract.</summary>
/// <param name="Name">C# name, for example <c>GenerateContent</c>.</param>
/// <param name="Description">One or two sentences, or null.</param>
/// <param name="Method">HTTP method, upper case.</param>
/// <param name="Path">Path with <c>{placeholders}</c>, for example <c>/v1beta/models/{model}:generateContent</c>.</param>
/// <param name="Query">Fixed query, for example <c>alt=sse</c>, or empty.</param>
/// <param name="Request">C# name of the message that is sent.</param>
/// <param name="Response">C# name of the message that is read (one event of it, when streaming).</param>
/// <param name="IsStreaming">True when the reply is a stream of responses.</param>
/// <param name="Mark">Where its key stands.</param>
public sealed record OperationDefinition(
    string Name,
    string? Description,
    string Method,
    string Path,
    string Query,
    string Request,
    string Response,
    bool IsStreaming,
    SourceMark Mark
);
