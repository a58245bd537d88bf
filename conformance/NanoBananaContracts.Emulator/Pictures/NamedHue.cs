using System.Text.RegularExpressions;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>The colour that a prompt names: who asks for blue is to see blue.</summary>
internal static partial class NamedHue
{
    /// <summary>The hue of the first colour named in English, in turns as <see cref="Oklch"/> counts them.</summary>
    public static float? In(string prompt) =>
        Colours().Match(prompt) is { Success: true } named
            ? named.Value.ToUpperInvariant() switch
            {
                "RED" => 0.07f,
                "ORANGE" => 0.16f,
                "GOLD" or "GOLDEN" or "YELLOW" => 0.25f,
                "GREEN" => 0.40f,
                "TEAL" or "TURQUOISE" => 0.51f,
                "BLUE" => 0.72f,
                "VIOLET" or "PURPLE" => 0.83f,
                "PINK" or "MAGENTA" => 0.97f,
                var word => throw new InvalidOperationException($"The colour {word} has no hue."),
            }
            : null;

    [GeneratedRegex(
        @"\b(?:red|orange|gold|golden|yellow|green|teal|turquoise|blue|violet|purple|pink|magenta)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Colours();
}
