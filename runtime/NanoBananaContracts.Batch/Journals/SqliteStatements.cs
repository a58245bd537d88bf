using Microsoft.Data.Sqlite;

namespace NanoBananaContracts.Batch;

/// <summary>Statements of one connection, each prepared once, and the transaction that they run in.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> prepared = [];
    private SqliteTransaction? current;

    /// <summary>Runs statements as one transaction that may write from its beginning: it never waits for a lock in mid-way.</summary>
    public T InTransaction<T>(Func<T> run)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        current = transaction;
        try
        {
            var result = run();
            transaction.Commit();
            return result;
        }
        finally
        {
            current = null;
        }
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run(string text, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Command(text, values).ExecuteNonQuery();

    /// <summary>The rows of a query.</summary>
    public List<T> Rows<T>(
        string text,
        Func<SqliteDataReader, T> read,
        params ReadOnlySpan<(string Name, object? Value)> values
    )
    {
        using var reader = Command(text, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }
    }

    private SqliteCommand Command(string text, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!prepared.TryGetValue(text, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements are constants of the journal; what others wrote is a parameter.
            command.CommandText = text;
#pragma warning restore CA2100
            prepared.Add(text, command);
        }

        command.Transaction = current;
        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
