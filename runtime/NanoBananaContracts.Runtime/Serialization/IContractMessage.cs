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

/// <summary>A value of an open enum of a contract; every emitted enum is one.</summary>
public interface IContractEnum
{
    /// <summary>The exact text the value stands for, in the spelling it was made with; empty for <c>default</c>.</summary>
    string Value { get; }

    /// <summary>True when the schema lists the value, in any spelling.</summary>
    bool IsDocumented { get; }
}
