namespace NanoBananaContracts;

/// <content>Turns of a conversation.</content>
public sealed partial record Content
{
    /// <summary>A turn of the user in words.</summary>
    /// <param name="text">The words.</param>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.InvalidRequest"/>: there are none, or only blanks.</exception>
    public static Content User(string text) =>
        text is null ? throw new ArgumentNullException(nameof(text))
        : string.IsNullOrWhiteSpace(text)
            ? throw new NanoBananaException(
                FailureKind.InvalidRequest,
                "The prompt is empty; nothing was sent.",
                "Say what to draw."
            )
        : new() { Role = NanoBananaContracts.Role.User, Parts = [Part.FromText(text)] };

    /// <summary>A turn of the user in parts: words and images in the order given.</summary>
    /// <param name="parts">The parts.</param>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.InvalidRequest"/>: there are none.</exception>
    public static Content User(params Part[] parts) =>
        parts is { Length: > 0 }
            ? new() { Role = NanoBananaContracts.Role.User, Parts = parts }
            : throw new NanoBananaException(
                FailureKind.InvalidRequest,
                "The turn has no parts; nothing was sent.",
                "Give it at least one: words, or an image."
            );
}
