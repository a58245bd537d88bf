using System.Text.Json;

namespace NanoBananaContracts.Conformance.Cases;

/// <summary>The words case files and the subject protocol use for <see cref="FailureClass"/>.</summary>
public static class FailureClasses
{
    internal static IReadOnlyDictionary<string, FailureClass> ByWord { get; } =
        Enum.GetValues<FailureClass>().ToDictionary(ToWord, value => value, StringComparer.Ordinal);

    /// <summary>Every word, in the order of the enum.</summary>
    public static IEnumerable<string> Words => ByWord.Keys;

    /// <summary>The word of a class: <c>InvalidRequest</c> is <c>invalid-request</c>.</summary>
    /// <param name="value">A class.</param>
    public static string ToWord(this FailureClass value) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The class of a word.</summary>
    /// <param name="word">A word such as <c>invalid-request</c>.</param>
    /// <param name="value">The class.</param>
    /// <returns>False when the word names none.</returns>
    public static bool TryParse(string word, out FailureClass value) => ByWord.TryGetValue(word, out value);
}
