using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>What a reply breaks, as it may be shown: a service that echoes a key does so in any field.</summary>
internal static class ShownViolation
{
    // What the validator puts behind a value that it cut.
    private const string Cut = "...";

    /// <param name="violation">What is broken.</param>
    /// <param name="keys">The keys in use, which the reply may quote in any disguise.</param>
    internal static ContractViolation Of(ContractViolation violation, IReadOnlyList<ApiKey> keys) =>
        violation with
        {
            Path = Masked(violation.Path, keys)!,
            Message = Masked(violation.Message, keys)!,
            Value = Masked(violation.Value, keys),
        };

    /// <summary>A text of the reply without the keys, and without what is shaped like one.</summary>
    internal static string? Masked(string? text, IReadOnlyList<ApiKey> keys)
    {
        if (text is null)
        {
            return null;
        }

        var isCut = text.EndsWith(Cut, StringComparison.Ordinal);
        var words = isCut ? text.Substring(0, text.Length - Cut.Length) : text;
        foreach (var key in keys)
        {
            words = ApiKey.Excerpt(key, words, int.MaxValue, isCut);
        }

        return KeyShapes.Mask(words, isCut) + (isCut ? Cut : "");
    }
}
