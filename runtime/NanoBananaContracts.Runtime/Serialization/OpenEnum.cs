using System.ComponentModel;

namespace NanoBananaContracts.Serialization;

/// <summary>What the open enums of all contracts share, for emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OpenEnum
{
    /// <summary>A value that the schema does not list, on purpose; validation reports it.</summary>
    /// <param name="value">Exact text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public static string Undocumented(string value) => value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Finds a documented value by its text, in any spelling.</summary>
    /// <param name="texts">The documented texts, in the order of their numbers.</param>
    /// <param name="value">Text, or null; case matters.</param>
    /// <param name="result">The value when found.</param>
    /// <returns>True when found.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="texts"/> is null.</exception>
    public static bool TryParse(string[] texts, string? value, out int result)
    {
        result = Array.IndexOf(texts ?? throw new ArgumentNullException(nameof(texts)), value) + 1;
        return result > 0;
    }

    /// <summary>Finds a documented value by its text, in any spelling.</summary>
    /// <typeparam name="T">Enum.</typeparam>
    /// <param name="value">Text; case matters.</param>
    /// <param name="isFound">Whether there is one.</param>
    /// <param name="result">The value when there is.</param>
    /// <param name="documented">The documented texts, for the message.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="FormatException">No documented value has this text.</exception>
    public static T Parse<T>(string value, bool isFound, T result, string documented)
        where T : struct, IContractEnum =>
        isFound ? result
        : value is null ? throw new ArgumentNullException(nameof(value))
        : throw new FormatException(
            $"\"{VisibleText.Of(value)}\" is not a documented {typeof(T).Name}; use one of {documented}."
        );
}
