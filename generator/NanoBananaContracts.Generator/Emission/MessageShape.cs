using NanoBananaContracts.Generator.Units;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>A message as its emitters see it: what is emitted for it, and its fields, numbered.</summary>
internal sealed class MessageShape(MessageUnit unit)
{
    /// <summary>The message.</summary>
    public MessageDefinition Definition => unit.Message;

    /// <summary>Of the enums it narrows or fixes, the values it names.</summary>
    public EquatableArray<EnumMembers> NarrowedEnums => unit.NarrowedEnums;

    /// <summary>C# types of its contract.</summary>
    public CSharpTypes Types { get; } = new(unit.Options);

    /// <summary>All its fields.</summary>
    public MessageField[] Fields { get; } =
    [.. unit.Message.Properties.Select((property, i) => new MessageField(i, property, unit.Message.Direction))];

    /// <summary>Those that have a property.</summary>
    public IEnumerable<MessageField> Surface => Fields.Where(member => member.IsOnSurface);
}

/// <summary>A field of a message.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Property">What the schema says of it.</param>
/// <param name="Direction">Where its message travels.</param>
internal readonly record struct MessageField(int Index, PropertyDefinition Property, MessageDirection Direction)
{
    /// <summary>Its number, as C#.</summary>
    public string Number => CSharpText.Integer(Index);

    /// <summary>Its C# name, escaped.</summary>
    public string Identifier => CSharpText.Identifier(Property.Name);

    /// <summary>
    /// False for what only the other side sets: the field is known, and kept as it is should it come all the same,
    /// but has no property.
    /// </summary>
    public bool IsOnSurface =>
        !(Property.ReadOnly && Direction == MessageDirection.Request)
        && !(Property.WriteOnly && Direction == MessageDirection.Response);

    /// <summary>True for a property that is there to be read only, in a message that travels both ways.</summary>
    public bool IsSetByServiceOnly => Property.ReadOnly && Direction == MessageDirection.Both;

    /// <summary>An expression that is true when the field is set.</summary>
    public string IsSet =>
        Property.Type.IsComposite() ? $"!{Identifier}.IsAbsent"
        : Property.Type.IsRaw() ? $"{Identifier} is {{ IsAbsent: false }}"
        : $"{Identifier} is not null";
}
