using System.ComponentModel;

namespace NanoBananaContracts.Serialization;

/// <summary>A message of a contract; every emitted record is one.</summary>
public interface IContractMessage
{
    /// <summary>What was read and has no typed place: see <see cref="Serialization.UnknownFields"/>. Null when there is none.</summary>
    UnknownFields? UnknownFields { get; }

    /// <summary>Writes the message as one JSON object.</summary>
    /// <param name="writer">Where to; its dialect decides how enum values are spelled.</param>
    void WriteTo(ContractWriter writer);

    /// <summary>Reports everything in the message that breaks the contract; never throws on bad content.</summary>
    /// <param name="validator">Collects the violations.</param>
    void Validate(ContractValidator validator);
}

/// <summary>What the runtime asks a message about its fields when some of them did not fit; for emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IContractFields
{
    /// <summary>Number of a field by its name; -1 where there is none.</summary>
    /// <param name="name">Name in camelCase or snake_case.</param>
    int PropertyOf(ReadOnlySpan<byte> name);

    /// <summary>True when the property of a field is set.</summary>
    /// <param name="property">Number of the field.</param>
    bool IsSet(int property);

    /// <summary>What the field takes, in words: <c>a text</c>; <c>a text or null</c> where null is a value, <c>a text (not shown)</c> where it may hold a credential. Empty where only the service sets it, null where only we do.</summary>
    /// <param name="property">Number of the field.</param>
    string? ExpectedOf(int property);
}

/// <summary>A value of an open enum of a contract; every emitted enum is one.</summary>
public interface IContractEnum
{
    /// <summary>The exact text the value stands for, in the spelling it was made with; empty for <c>default</c>.</summary>
    string Value { get; }

    /// <summary>True when the schema lists the value, in any spelling.</summary>
    bool IsDocumented { get; }
}

/// <summary>An open enum with values that not every provider knows; for emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IContractProviderEnum : IContractEnum
{
    /// <summary>
    /// Short names of the providers that know the value, with a comma and a space between them; <see langword="null"/> where
    /// all do.
    /// </summary>
    string? Providers { get; }
}
