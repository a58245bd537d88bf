using System.Text.RegularExpressions;

namespace NanoBananaContracts.Emulator;

/// <summary>
/// Words that the prompt itself asks for in the place of a picture, as a model answers that asks something back:
/// <c>[words: In which season?]</c> anywhere in the prompt of the last turn.
/// </summary>
internal static partial class EmulatedWords
{
    /// <summary>The words a prompt asks for; <see langword="null"/> for none.</summary>
    public static string? Of(string prompt) =>
        Label().Match(prompt) is { Success: true } match ? match.Groups["words"].Value : null;

    [GeneratedRegex(@"\[words: *(?<words>[^\]]*[^\]\s])\s*\]", RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
