namespace NanoBananaContracts.Conformance.Subjects.Exec;

/// <summary>Writes words so that the shell of this system reads them back as they are.</summary>
internal static class ShellWords
{
    /// <summary>A command line of words.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>One word, in quotation marks where the shell would read it as anything else.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "_@%+=:,./-".Contains(c)) ? word
        // Neither cmd nor PowerShell knows the one way of writing a quotation mark that both would read; "" is cmd's.
        : OperatingSystem.IsWindows() ? $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
