namespace NanoBananaContracts.Schema;

/// <summary>What a change does to one side of the contract, from harmless to harmful.</summary>
public enum ChangeImpact
{
    /// <summary>This side does not see the change.</summary>
    None,

    /// <summary>Words, order and hints: nothing that is sent, read or compiled differs in meaning.</summary>
    Informational,

    /// <summary>What worked before works still; something new may be possible.</summary>
    Compatible,

    /// <summary>Something that worked before no longer compiles, is refused, or means something else.</summary>
    Breaking,
}

/// <summary>The kinds of change between two schemas.</summary>
public enum ChangeKind
{
    /// <summary>An object came in.</summary>
    MessageAdded,

    /// <summary>An object is gone.</summary>
    MessageRemoved,

    /// <summary>An enum came in.</summary>
    EnumAdded,

    /// <summary>An enum is gone.</summary>
    EnumRemoved,

    /// <summary>A definition is an object where it was an enum, or the other way round.</summary>
    DefinitionKindChanged,

    /// <summary>A C# name differs for the same thing on the wire.</summary>
    CSharpNameChanged,

    /// <summary>A description differs.</summary>
    DescriptionChanged,

    /// <summary>Something is deprecated, is no longer, or for another reason.</summary>
    DeprecationChanged,

    /// <summary>Unknown fields are allowed or forbidden, or their type differs.</summary>
    AdditionalPropertiesChanged,

    /// <summary>The order in which properties are written differs.</summary>
    OrderChanged,

    /// <summary>A property came in.</summary>
    PropertyAdded,

    /// <summary>A property is gone.</summary>
    PropertyRemoved,

    /// <summary>A property has another type.</summary>
    TypeChanged,

    /// <summary>A property is required, or no longer.</summary>
    RequiredChanged,

    /// <summary>A property is read-only or write-only, or no longer.</summary>
    AccessChanged,

    /// <summary>What the service assumes differs.</summary>
    DefaultChanged,

    /// <summary>The only allowed value differs.</summary>
    ConstChanged,

    /// <summary>Bounds differ.</summary>
    BoundsChanged,

    /// <summary>The values of an enum that are allowed in one property differ.</summary>
    AllowedValuesChanged,

    /// <summary>The spelling a property is written in differs.</summary>
    SpellingChanged,

    /// <summary>The providers that know a property differ.</summary>
    ProvidersChanged,

    /// <summary>A one-of group came in, is gone, or has other members or another rule.</summary>
    GroupChanged,

    /// <summary>An enum value came in.</summary>
    ValueAdded,

    /// <summary>An enum value is gone.</summary>
    ValueRemoved,

    /// <summary>An operation came in.</summary>
    OperationAdded,

    /// <summary>An operation is gone.</summary>
    OperationRemoved,

    /// <summary>An operation goes elsewhere, or sends or reads something else.</summary>
    OperationChanged,

    /// <summary>The schema's own title or description differs.</summary>
    SchemaChanged,
}

/// <summary>One difference between two schemas.</summary>
/// <param name="Kind">What sort of difference.</param>
/// <param name="Place">What it is about, by its names in the schema: <c>ImageConfig.imageSize</c>.</param>
/// <param name="Message">One sentence: what was, what is, and why that matters where it is not plain.</param>
/// <param name="Sent">What it does to what we send, and to code that writes requests.</param>
/// <param name="Read">What it does to what we read, and to code that looks at replies.</param>
/// <param name="Old">Its place in the old schema, or null.</param>
/// <param name="New">Its place in the new schema, or null.</param>
public sealed record SchemaChange(
    ChangeKind Kind,
    string Place,
    string Message,
    ChangeImpact Sent,
    ChangeImpact Read,
    SourceMark? Old,
    SourceMark? New
)
{
    /// <summary>The worse of the two sides; <see cref="ChangeImpact.Informational"/> where neither side sees it.</summary>
    public ChangeImpact Impact =>
        Sent == ChangeImpact.None && Read == ChangeImpact.None ? ChangeImpact.Informational
        : Sent > Read ? Sent
        : Read;
}
