namespace NanoBananaContracts;

/// <content>Turns of a conversation.</content>
public sealed partial record Content
{
    /// <summary>A turn of the user in words.</summary>
    /// <param name="text">The words.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Content User(string text) =>
        string.IsNullOrWhiteSpace(text)
            ? throw new ArgumentException("The prompt is empty.", nameof(text))
            : new() { Role = NanoBananaContracts.Role.User, Parts = [Part.FromText(text)] };

    /// <summary>A turn of the user in parts: words and images in the order given.</summary>
    /// <param name="parts">The parts.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Content User(params Part[] parts) =>
        parts is { Length: > 0 }
            ? new() { Role = NanoBananaContracts.Role.User, Parts = parts }
            : throw new ArgumentException("A turn needs at least one part.", nameof(parts));
}
