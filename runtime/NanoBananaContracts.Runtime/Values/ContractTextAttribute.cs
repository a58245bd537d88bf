namespace NanoBananaContracts.Serialization;

/// <summary>
/// The wire texts of a documented value, on the members of an open enum's <c>Known</c>. It is how the analyzers know
/// what a contract documents when they see only its compiled form.
/// </summary>
/// <param name="text">Canonical text.</param>
/// <param name="spellings">Other spellings, by provider or by place.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ContractTextAttribute(string text, params string[] spellings) : Attribute
{
    /// <summary>Canonical text.</summary>
    public string Text { get; } = text;

    /// <summary>Other spellings, by provider or by place.</summary>
    public IReadOnlyList<string> Spellings { get; } = spellings;
}
