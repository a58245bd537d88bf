using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>
/// Makes the lines of a list those of a journal, a thousand a transaction: so many are compared and copied at once, and none are
/// kept.
/// </summary>
internal sealed class LineAdding(NpgsqlDataSource database, string schema)
{
    public const int AtOnce = 1000;

    /// <summary>Adds the next lines of a list.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="last">The number of the line before them.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>How many were new or changed.</returns>
    public async Task<long> AddAsync(IReadOnlyList<QueuedLine> lines, int last, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);

        var numbers = lines.Select(line => line.Line.Number).ToArray();
        var waiting = -await TakeOutAsync(connection, last, numbers[^1], numbers, cancellationToken)
            .ConfigureAwait(false);
        var failed = 0L;
        var known = await KnownAsync(connection, numbers, cancellationToken).ConfigureAwait(false);
        var fresh = new List<QueuedLine>();
        var changed = 0L;
        foreach (var line in lines)
        {
            if (!known.TryGetValue(line.Line.Number, out var old))
            {
                fresh.Add(Storable(line));
            }
            else if (!old.Equals(line.Line))
            {
                var (moreWaiting, lessFailed) = await ReplaceAsync(connection, Storable(line), cancellationToken)
                    .ConfigureAwait(false);
                (waiting, failed, changed) = (waiting + moreWaiting, failed - lessFailed, changed + 1);
            }
        }

        await CopyAsync(connection, fresh, cancellationToken).ConfigureAwait(false);
        waiting += await MakeItemsAsync(connection, fresh, cancellationToken).ConfigureAwait(false);
        await RepriceAsync(connection, lines, cancellationToken).ConfigureAwait(false);
        await CountAsync(connection, waiting, failed, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return fresh.Count + changed;
    }

    /// <summary>Takes out what waits behind the last line of a list.</summary>
    public async Task EndAsync(int last, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var gone = await TakeOutAsync(connection, last, int.MaxValue, [], cancellationToken).ConfigureAwait(false);
        await CountAsync(connection, -gone, 0, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes out what waits of lines that are no more in the list.</summary>
    /// <returns>How many items.</returns>
    private async Task<long> TakeOutAsync(
        NpgsqlConnection connection,
        int after,
        int to,
        int[] but,
        CancellationToken cancellationToken
    )
    {
        using var items = Command(
            connection,
            $"delete from {schema}.items where state = 0 and line > $1 and line <= $2 and line <> all ($3)",
            after,
            to,
            but
        );
        var gone = await items.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        if (gone > 0)
        {
            using var lines = Command(
                connection,
                $"""
                delete from {schema}.lines l where l.number > $1 and l.number <= $2 and l.number <> all ($3)
                  and not exists (select from {schema}.items i where i.line = l.number)
                """,
                after,
                to,
                but
            );
            await lines.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        return gone;
    }

    /// <summary>Counts, last of all: who has the totals locked waits for no item.</summary>
    private async Task CountAsync(
        NpgsqlConnection connection,
        long waiting,
        long failed,
        CancellationToken cancellationToken
    )
    {
        if ((waiting, failed) == (0, 0))
        {
            return;
        }

        using var count = Command(
            connection,
            $"update {schema}.totals set waiting = waiting + $1, failed = failed + $2",
            waiting,
            failed
        );
        await count.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<Dictionary<int, BatchLine>> KnownAsync(
        NpgsqlConnection connection,
        int[] numbers,
        CancellationToken cancellationToken
    )
    {
        using var find = Command(
            connection,
            $"""
            select l.number, l.prompt, l.images, l.aspect_ratio, l.image_size, l.model, l.count, l.name
            from {schema}.lines l where l.number between $2 and $3 and l.number = any ($1)
            """,
            numbers,
            numbers[0],
            numbers[^1]
        );
        var reader = await find.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var known = new Dictionary<int, BatchLine>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            known.Add(reader.GetInt32(0), EntryRow.ReadLine(reader, 0, 1));
        }

        return known;
    }

    /// <summary>
    /// Puts a line in another's place, and has its items wait. Attempts and costs that they have already stay: no attempt has a
    /// number twice.
    /// </summary>
    /// <returns>How many items wait more than before, and how many failed ones do.</returns>
    private async Task<(long Waiting, long Failed)> ReplaceAsync(
        NpgsqlConnection connection,
        QueuedLine queued,
        CancellationToken cancellationToken
    )
    {
        var line = queued.Line;
        using var change = Command(
            connection,
            $"""
            update {schema}.lines set prompt = $2, images = $3, aspect_ratio = $4, image_size = $5, model = $6, count = $7, name = $8
            where number = $1
            """,
            line.Number,
            line.Prompt,
            EntryRow.WriteImages(line.Images),
            line.AspectRatio,
            line.ImageSize,
            line.Model,
            line.Count,
            line.Name
        );
        await change.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

        // Locked, so that none of them is begun between this look and the end.
        using var look = Command(
            connection,
            $"select state from {schema}.items where line = $1 order by picture for update",
            line.Number
        );
        var states = new List<ItemState>();
        var reader = await look.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                states.Add((ItemState)reader.GetInt16(0));
            }
        }

        if (states.Any(state => state is ItemState.UnderWay or ItemState.Done))
        {
            throw new BatchException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Line {line.Number} was changed, and pictures of it are made already. Put it back as it was and add the new one at the end, or begin another batch."
                )
            );
        }

        using var fewer = Command(
            connection,
            $"delete from {schema}.items where line = $1 and picture > $2",
            line.Number,
            line.Count
        );
        await fewer.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        using var put = Command(
            connection,
            $"""
            insert into {schema}.items as i (line, picture, most) select $1, p, $3 from generate_series(1, $2) p
            on conflict (line, picture) do update set
              state = 0, tries = 0, not_before = null, most = excluded.most,
              messages = case when i.state = 3 then 0 else i.messages end,
              failure_kind = null, failure = null, failure_status = null, failure_request_id = null
            """,
            line.Number,
            line.Count,
            queued.MostMicroUsd
        );
        await put.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return (
            line.Count - states.LongCount(state => state == ItemState.Waiting),
            states.LongCount(state => state == ItemState.Failed)
        );
    }

    private async Task CopyAsync(
        NpgsqlConnection connection,
        List<QueuedLine> lines,
        CancellationToken cancellationToken
    )
    {
        if (lines.Count == 0)
        {
            return;
        }

        var copy = await connection
            .BeginBinaryImportAsync(
                $"copy {schema}.lines (number, prompt, images, aspect_ratio, image_size, model, count, name) from stdin (format binary)",
                cancellationToken
            )
            .ConfigureAwait(false);
        await using var closing = copy.ConfigureAwait(false);
        foreach (var (line, _) in lines)
        {
            await copy.StartRowAsync(cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(line.Number, NpgsqlDbType.Integer, cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(line.Prompt, NpgsqlDbType.Text, cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(EntryRow.WriteImages(line.Images), NpgsqlDbType.Text, cancellationToken)
                .ConfigureAwait(false);
            await WriteAsync(copy, line.AspectRatio, cancellationToken).ConfigureAwait(false);
            await WriteAsync(copy, line.ImageSize, cancellationToken).ConfigureAwait(false);
            await WriteAsync(copy, line.Model, cancellationToken).ConfigureAwait(false);
            await copy.WriteAsync(line.Count, NpgsqlDbType.Integer, cancellationToken).ConfigureAwait(false);
            await WriteAsync(copy, line.Name, cancellationToken).ConfigureAwait(false);
        }

        await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken cancellationToken) =>
        text is null
            ? copy.WriteNullAsync(cancellationToken)
            : copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);

    private async Task RepriceAsync(
        NpgsqlConnection connection,
        IReadOnlyList<QueuedLine> lines,
        CancellationToken cancellationToken
    )
    {
        using var reprice = Command(
            connection,
            $"""
            update {schema}.items i set most = n.most from unnest($1, $2) n (line, most)
            where i.line between $3 and $4 and i.line = n.line and i.state in (0, 3) and i.most <> n.most
            """,
            lines.Select(line => line.Line.Number).ToArray(),
            lines.Select(line => line.MostMicroUsd).ToArray(),
            lines[0].Line.Number,
            lines[^1].Line.Number
        );
        await reprice.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<long> MakeItemsAsync(
        NpgsqlConnection connection,
        List<QueuedLine> lines,
        CancellationToken cancellationToken
    )
    {
        if (lines.Count == 0)
        {
            return 0;
        }

        using var make = Command(
            connection,
            $"""
            insert into {schema}.items (line, picture, most)
            select n.line, p, n.most from unnest($1, $2, $3) n (line, most, count), generate_series(1, n.count) p
            """,
            lines.Select(line => line.Line.Number).ToArray(),
            lines.Select(line => line.MostMicroUsd).ToArray(),
            lines.Select(line => line.Line.Count).ToArray()
        );
        return await make.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }

    /// <summary>Texts of PostgreSQL hold every character but one.</summary>
    private static QueuedLine Storable(QueuedLine line) =>
        line.Line.Prompt.Contains('\0', StringComparison.Ordinal)
        || line.Line.Images.Any(image => image.Contains('\0', StringComparison.Ordinal))
            ? throw new BatchException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Line {line.Line.Number} has a NUL character, which PostgreSQL cannot keep: leave it out."
                )
            )
            : line;
}
