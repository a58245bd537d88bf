using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>What a reply breaks, as it may be shown: a service that echoes a key does so in any field.</summary>
internal static class ShownViolation
{
    // What the validator puts behind a value that it cut.
    private const string Cut = "...";

    internal static ContractViolation Of(ContractViolation violation) =>
        violation with
        {
            Path = KeyShapes.Mask(violation.Path),
            Message = KeyShapes.Mask(violation.Message),
            Value = violation.Value is { } value ? Masked(value) : null,
        };

    private static string Masked(string value) =>
        value.EndsWith(Cut, StringComparison.Ordinal)
            ? KeyShapes.Mask(value.Substring(0, value.Length - Cut.Length), isCut: true) + Cut
            : KeyShapes.Mask(value);
}
