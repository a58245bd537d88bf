namespace NanoBananaContracts.Serialization;

/// <summary>A value that has an absence of its own, beside null.</summary>
internal interface IAbsence
{
    /// <summary>True when there is no value.</summary>
    bool IsAbsent { get; }
}
