using Microsoft.Data.Sqlite;

namespace NanoBananaContracts.Batch;

/// <summary>What is the matter with a journal's file, for whoever can mend it.</summary>
internal static class SqliteTrouble
{
    private const int ReadOnly = 8;
    private const int Unreadable = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>What is wrong, and what to do, in one line.</summary>
    /// <param name="exception">What SQLite says.</param>
    /// <param name="path">The file.</param>
    public static string Of(SqliteException exception, string path) =>
        exception.SqliteErrorCode switch
        {
            Full => $"The journal {path} was not written: the disk is full. Free some space.",
            Corrupt or NotADatabase =>
                $"The journal {path} is damaged: {exception.Message} Put it back from a copy; without it the list begins anew, in another folder.",
            ReadOnly => $"The journal {path} may not be written. Give this user the right to write file and folder.",
            CannotOpen => $"The journal {path} cannot be opened. Look whether it is a file that this user may write.",
            Unreadable =>
                $"The journal {path} cannot be read or written: {exception.Message} Look whether the disk is full, or fails.",
            _ => $"The journal {path} cannot be used: {exception.Message}",
        };
}
