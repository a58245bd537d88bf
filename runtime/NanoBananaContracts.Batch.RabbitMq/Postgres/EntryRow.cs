using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>One item with its line, as a row.</summary>
internal sealed record EntryRow(JournalEntry Entry, int Tries, string? Worker, long Reserved, PictureEntry? Noted)
{
    /// <summary>
    /// Whether its worker still says that it is there. While the database was away it could not: it is given its time from when that
    /// is back.
    /// </summary>
    public bool IsHeldByTheLiving { get; init; }

    /// <summary>How long it is until it may be taken again, where that is later than now.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Whether it would fit into what is left of the budget if nothing else were under way.</summary>
    public bool CanFit { get; init; }

    /// <summary>Whether it fits beside what is under way.</summary>
    public bool FitsNow { get; init; }

    /// <summary>The claim that is held of it.</summary>
    public BatchClaim Claim => new(Entry.Item, Entry.Line, Entry.Attempts, Tries, Worker ?? "", Reserved);

    /// <summary>Rows of items and lines, <c>i</c> and <c>l</c>; what follows may have a place and an order for them.</summary>
    public static string Select(string schema, string now, string rest) =>
        $"""
            select i.line, i.picture, i.state, i.attempt, i.interrupted, i.cost, i.tries, i.worker, i.reserved,
              l.prompt, l.images, l.aspect_ratio, l.image_size, l.model, l.count, l.name,
              i.file, i.sha256, i.bytes, i.width, i.height, i.media_type, i.picture_cost, i.prompt_tokens, i.output_tokens,
              i.request_id, i.elapsed, i.adopted, i.failure_kind, i.failure, i.failure_status, i.failure_request_id,
              exists (select from {schema}.workers w where w.name = i.worker
                and greatest(w.until, pg_postmaster_start_time() + w.lease) > clock_timestamp()),
              case when i.not_before > {now} then i.not_before - {now} end,
              (select t.budget is null or t.spent + i.most <= t.budget from {schema}.totals t),
              (select t.budget is null or t.spent + t.reserved + i.most <= t.budget from {schema}.totals t)
            from {schema}.items i join {schema}.lines l on l.number = i.line {rest}
            """;

    public static EntryRow Read(NpgsqlDataReader row)
    {
        var state = (ItemState)row.GetInt16(2);
        var picture = row.IsDBNull(16) ? null : ReadPicture(row);
        var line = ReadLine(row, 0, 9);
        return new(
            new(new(row.GetInt32(0), row.GetInt32(1)), line, state)
            {
                Attempts = row.GetInt32(3),
                Interrupted = row.GetInt32(4),
                CostMicroUsd = row.GetInt64(5),
                Picture = state == ItemState.Done ? picture : null,
                Failure = row.IsDBNull(28) ? null : ReadFailure(row),
            },
            row.GetInt32(6),
            row.MaybeText(7),
            row.GetInt64(8),
            picture
        )
        {
            IsHeldByTheLiving = row.GetBoolean(32),
            Wait = row.Maybe<TimeSpan>(33),
            CanFit = row.GetBoolean(34),
            FitsNow = row.GetBoolean(35),
        };
    }

    /// <summary>A line whose number and other columns stand at two places.</summary>
    public static BatchLine ReadLine(NpgsqlDataReader row, int number, int rest) =>
        new(row.GetInt32(number), row.GetString(rest))
        {
            Images = ReadImages(row.GetString(rest + 1)),
            AspectRatio = row.MaybeText(rest + 2),
            ImageSize = row.MaybeText(rest + 3),
            Model = row.MaybeText(rest + 4),
            Count = row.GetInt32(rest + 5),
            Name = row.MaybeText(rest + 6),
        };

    public static string WriteImages(IReadOnlyList<string> images) =>
        JsonSerializer.Serialize([.. images], TextsContext.Default.StringArray);

    private static string[] ReadImages(string text) =>
        JsonSerializer.Deserialize(text, TextsContext.Default.StringArray) ?? [];

    private static PictureEntry ReadPicture(NpgsqlDataReader row) =>
        new()
        {
            File = row.GetString(16),
            Sha256 = row.GetString(17),
            Bytes = row.GetInt64(18),
            Width = row.GetInt32(19),
            Height = row.GetInt32(20),
            MediaType = row.GetString(21),
            CostMicroUsd = row.GetInt64(22),
            PromptTokens = row.Maybe<int>(23),
            OutputTokens = row.Maybe<int>(24),
            RequestId = row.MaybeText(25),
            Elapsed = row.Maybe<TimeSpan>(26),
            Adopted = row.GetBoolean(27),
        };

    private static FailureEntry ReadFailure(NpgsqlDataReader row) =>
        new(Enum.Parse<FailureKind>(row.GetString(28)), row.GetString(29))
        {
            StatusCode = row.Maybe<int>(30),
            RequestId = row.MaybeText(31),
        };
}

[JsonSerializable(typeof(string[]))]
internal sealed partial class TextsContext : JsonSerializerContext;
