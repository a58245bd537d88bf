namespace NanoBananaContracts.Conformance.Secrets;

/// <summary>A secret that was found. It says where, never what.</summary>
/// <param name="Place">The file or the part of a message.</param>
/// <param name="Form">How it was written.</param>
/// <param name="Offset">Where it begins in the searched text, in characters.</param>
public readonly record struct SecretHit(string Place, SecretForm Form, int Offset)
{
    /// <summary>The place, the form and the offset.</summary>
    /// <returns>Text for a report.</returns>
    public override string ToString() => $"{Place}: a secret ({Form}) at character {Offset}";
}
