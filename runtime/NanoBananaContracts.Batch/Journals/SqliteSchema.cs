using Microsoft.Data.Sqlite;

namespace NanoBananaContracts.Batch;

/// <summary>The tables of a journal in a file.</summary>
internal static class SqliteSchema
{
    /// <summary>The version that this code reads and writes.</summary>
    public const int Version = 1;

    // States are those of ItemState; money is in millionths of a US dollar, time in milliseconds since 1970. The totals are what
    // the items add up to: the budget is asked for at every claim, and progress all the time.
    private const string Tables = """
        CREATE TABLE lines (
            number INTEGER PRIMARY KEY,
            text TEXT NOT NULL,
            most INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE items (
            line INTEGER NOT NULL,
            picture INTEGER NOT NULL,
            state INTEGER NOT NULL DEFAULT 0,
            most INTEGER NOT NULL,
            not_before INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            tries INTEGER NOT NULL DEFAULT 0,
            interrupted INTEGER NOT NULL DEFAULT 0,
            cost INTEGER NOT NULL DEFAULT 0,
            reserved INTEGER NOT NULL DEFAULT 0,
            worker TEXT,
            since INTEGER,
            entry TEXT,
            failure TEXT,
            PRIMARY KEY (line, picture)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX waiting ON items (line, picture, most, not_before) WHERE state = 0;
        CREATE INDEX under_way ON items (worker) WHERE state = 1;
        CREATE INDEX failed ON items (line) WHERE state = 3;
        CREATE TABLE totals (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            waiting INTEGER NOT NULL DEFAULT 0,
            under_way INTEGER NOT NULL DEFAULT 0,
            done INTEGER NOT NULL DEFAULT 0,
            failed INTEGER NOT NULL DEFAULT 0,
            interrupted INTEGER NOT NULL DEFAULT 0,
            spent INTEGER NOT NULL DEFAULT 0,
            reserved INTEGER NOT NULL DEFAULT 0,
            interrupted_cost INTEGER NOT NULL DEFAULT 0,
            budget INTEGER
        ) STRICT;
        INSERT INTO totals (id) VALUES (1);
        """;

    /// <summary>Makes the tables of a new file, and refuses one that a later version wrote.</summary>
    /// <exception cref="BatchException">It is of a later version, or no journal.</exception>
    public static void Prepare(SqliteConnection connection, string path)
    {
        try
        {
            Run(connection, "PRAGMA journal_mode = WAL");
            // Also a claim must outlive a power cut: else the call it was for is made, and paid for, again and uncounted.
            Run(connection, "PRAGMA synchronous = FULL");
            switch (Convert.ToInt64(Run(connection, "PRAGMA user_version"), null))
            {
                case 0:
                    using (var transaction = connection.BeginTransaction())
                    {
                        Run(connection, Tables, transaction);
                        Run(connection, $"PRAGMA user_version = {Version}", transaction);
                        transaction.Commit();
                    }

                    break;
                case Version:
                    break;
                case var later:
                    throw new BatchException(
                        $"The journal {path} was written by a later version of this library (form {later}, and this one knows {Version}). Update, or choose another folder."
                    );
            }
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is NotADatabase or Corrupt or Failed)
        {
            throw new BatchException(
                $"The file {path} is no journal of a batch, or is damaged: {exception.Message} Choose another folder, or put the file back as it was.",
                exception
            );
        }
    }

    private const int Failed = 1;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private static object? Run(SqliteConnection connection, string text, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Each text is one of the constants above.
        command.CommandText = text;
#pragma warning restore CA2100
        command.Transaction = transaction;
        return command.ExecuteScalar();
    }
}
