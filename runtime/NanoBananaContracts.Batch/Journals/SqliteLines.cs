namespace NanoBananaContracts.Batch;

/// <summary>The lines of a journal in a file: how a list becomes them, and becomes them again.</summary>
internal sealed class SqliteLines(SqliteStatements statements)
{
    /// <summary>The line of a number that is there.</summary>
    public BatchLine Find(int number) =>
        JournalText.ReadLine(
            statements.Rows(
                "SELECT text FROM lines WHERE number = $number",
                row => row.GetString(0),
                ("$number", number)
            )[0]
        );

    /// <summary>Adds the next lines of a list.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="last">The number of the line before them, and then of the last one.</param>
    /// <param name="isEnd">Whether no more come.</param>
    /// <returns>How many were new or changed.</returns>
    public long Add(IReadOnlyList<QueuedLine> lines, ref int last, bool isEnd)
    {
        var changed = 0L;
        foreach (var line in lines)
        {
            if (line.Line.Number <= last)
            {
                throw new ArgumentException(
                    $"Line {line.Line.Number} comes behind line {last}; the numbers of lines rise.",
                    nameof(lines)
                );
            }

            TakeOut(last, line.Line.Number);
            changed += Add(line) ? 1 : 0;
            last = line.Line.Number;
        }

        if (isEnd)
        {
            TakeOut(last, int.MaxValue);
        }

        return changed;
    }

    private bool Add(QueuedLine line)
    {
        var number = line.Line.Number;
        var text = JournalText.Of(line.Line);
        var known = statements.Rows(
            "SELECT text, most FROM lines WHERE number = $number",
            row => (Text: row.GetString(0), Most: row.GetInt64(1)),
            ("$number", number)
        );
        if (known is [var (before, most)])
        {
            if (before == text)
            {
                Reprice(number, most, line.MostMicroUsd);
                return false;
            }

            RequireUnmade(number);
        }

        statements.Run(
            """
            INSERT INTO lines (number, text, most) VALUES ($number, $text, $most)
            ON CONFLICT (number) DO UPDATE SET text = excluded.text, most = excluded.most
            """,
            ("$number", number),
            ("$text", text),
            ("$most", line.MostMicroUsd)
        );
        PutItems(number, line.Line.Count, line.MostMicroUsd);
        return true;
    }

    /// <summary>Has the items of a line wait. Attempts and costs that they have already stay: no attempt has a number twice.</summary>
    private void PutItems(int number, int count, long most)
    {
        var (waiting, failed) = statements.Rows(
            "SELECT count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state = 3) FROM items WHERE line = $line",
            row => (row.GetInt64(0), row.GetInt64(1)),
            ("$line", number)
        )[0];
        for (var picture = 1; picture <= count; picture++)
        {
            statements.Run(
                """
                INSERT INTO items (line, picture, most) VALUES ($line, $picture, $most)
                ON CONFLICT (line, picture) DO UPDATE SET state = 0, tries = 0, not_before = 0, failure = NULL, most = excluded.most
                """,
                ("$line", number),
                ("$picture", picture),
                ("$most", most)
            );
        }

        statements.Run(
            "DELETE FROM items WHERE line = $line AND picture > $count",
            ("$line", number),
            ("$count", count)
        );
        statements.Run(
            "UPDATE totals SET waiting = waiting + $new, failed = failed - $failed",
            ("$new", count - waiting),
            ("$failed", failed)
        );
    }

    private void Reprice(int number, long before, long most)
    {
        if (before == most)
        {
            return;
        }

        statements.Run("UPDATE lines SET most = $most WHERE number = $line", ("$most", most), ("$line", number));
        statements.Run(
            "UPDATE items SET most = $most WHERE line = $line AND state IN (0, 3)",
            ("$most", most),
            ("$line", number)
        );
    }

    private void RequireUnmade(int number)
    {
        var made = statements.Rows(
            "SELECT 1 FROM items WHERE line = $line AND state IN (1, 2) LIMIT 1",
            row => row.GetInt32(0),
            ("$line", number)
        );
        if (made.Count > 0)
        {
            throw new BatchException(
                $"Line {number} was changed, and pictures of it are made already. Put it back as it was and add the new one at the end, or choose another folder."
            );
        }
    }

    /// <summary>Takes out what waits between two lines.</summary>
    private void TakeOut(int after, int before)
    {
        if (before - after == 1)
        {
            return;
        }

        var gone = statements.Run(
            "DELETE FROM items WHERE state = 0 AND line > $after AND line < $before",
            ("$after", after),
            ("$before", before)
        );
        if (gone > 0)
        {
            statements.Run(
                """
                DELETE FROM lines WHERE number > $after AND number < $before
                    AND NOT EXISTS (SELECT 1 FROM items WHERE line = number)
                """,
                ("$after", after),
                ("$before", before)
            );
            statements.Run("UPDATE totals SET waiting = waiting - $gone", ("$gone", gone));
        }
    }
}
