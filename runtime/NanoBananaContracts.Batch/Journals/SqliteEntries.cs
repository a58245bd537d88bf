using Microsoft.Data.Sqlite;

namespace NanoBananaContracts.Batch;

/// <summary>Rows of items as entries.</summary>
internal static class SqliteEntries
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Columns =
        "SELECT line, picture, state, attempts, interrupted, cost, entry, failure, text FROM items JOIN lines ON number = line";

    /// <summary>Reads one row.</summary>
    public static JournalEntry Read(SqliteDataReader row) =>
        new(
            new BatchItem(row.GetInt32(0), row.GetInt32(1)),
            JournalText.ReadLine(row.GetString(8)),
            (ItemState)row.GetInt32(2)
        )
        {
            Attempts = row.GetInt32(3),
            Interrupted = row.GetInt32(4),
            CostMicroUsd = row.GetInt64(5),
            Picture = row.IsDBNull(6) ? null : JournalText.ReadPicture(row.GetString(6)),
            Failure = row.IsDBNull(7) ? null : JournalText.ReadFailure(row.GetString(7)),
        };
}
