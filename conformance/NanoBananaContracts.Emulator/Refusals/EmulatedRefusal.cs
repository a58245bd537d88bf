using System.Text.RegularExpressions;

namespace NanoBananaContracts.Emulator;

/// <summary>
/// A refusal that the prompt itself asks for, so that the way a program takes it can be tried:
/// <c>[blocked: PROHIBITED_CONTENT]</c> or <c>[finish: IMAGE_SAFETY]</c> anywhere in the prompt of the last turn.
/// </summary>
/// <param name="IsOfPrompt">Whether the prompt is blocked; otherwise the picture is made and then held back.</param>
/// <param name="Reason">The block reason or the finish reason, as it goes into the reply: also one nobody documented.</param>
internal sealed partial record EmulatedRefusal(bool IsOfPrompt, string Reason)
{
    /// <summary>What <c>finishMessage</c> says.</summary>
    /// <param name="isBilled">Whether the provider charges a reply without a picture like one with a picture.</param>
    public string Message(bool isBilled) =>
        $"The emulator shows no picture, as the prompt asked for {Reason}. "
        + (isBilled ? "It is charged like a picture all the same." : "Nothing is charged.")
        + " Try another prompt.";

    /// <summary>The refusal a prompt asks for; <see langword="null"/> for none.</summary>
    public static EmulatedRefusal? Of(string prompt)
    {
        var match = Label().Match(prompt);
        return match.Success ? new(match.Groups["what"].Value == "blocked", match.Groups["reason"].Value) : null;
    }

    [GeneratedRegex(@"\[(?<what>blocked|finish): *(?<reason>[A-Z][A-Z0-9_]*)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
