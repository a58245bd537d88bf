namespace NanoBananaContracts.Cli.Commands;

/// <summary>A path that a terminal opens when it is clicked (OSC 8), on those terminals that are known to make links.</summary>
internal static class TerminalLink
{
    private const string Begin = "\e]8;;";
    private const string End = "\e\\";

    // The first version of VTE (GNOME Terminal, Tilix) that makes links.
    private const int FirstVte = 5000;

    private static readonly string[] Programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby"];

    /// <summary>The text to show for a file.</summary>
    /// <param name="host">The terminal.</param>
    /// <param name="shown">The path as it is shown; nothing in it is obeyed.</param>
    /// <param name="file">The full path.</param>
    public static string Of(CommandHost host, string shown, string file) =>
        // The address is escaped by Uri: no control character of a file's name is left in it.
        IsMade(host) ? $"{Begin}{new Uri(file).AbsoluteUri}{End}{shown}{Begin}{End}" : shown;

    private static bool IsMade(CommandHost host) =>
        host.OutIsTerminal
        && string.IsNullOrEmpty(host.Variable("NO_COLOR"))
        && host.Variable("TERM") != "dumb"
        && (
            Programs.Contains(host.Variable("TERM_PROGRAM"))
            || IsSet(host.Variable("WT_SESSION"))
            || IsSet(host.Variable("KITTY_WINDOW_ID"))
            || IsSet(host.Variable("KONSOLE_VERSION"))
            || (int.TryParse(host.Variable("VTE_VERSION"), out var vte) && vte >= FirstVte)
        );

    private static bool IsSet(string? value) => !string.IsNullOrEmpty(value);
}
