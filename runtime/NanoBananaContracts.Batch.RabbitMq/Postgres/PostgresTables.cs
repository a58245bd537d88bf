using Npgsql;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>The tables of one batch, in a schema of its own: what ends a batch for good is <c>drop schema</c>.</summary>
internal sealed class PostgresTables(string batch)
{
    private const int Version = 1;

    /// <summary>The schema, quoted for SQL. <see cref="BatchName"/> lets nothing in that could end the quotes.</summary>
    public string Schema { get; } = $"\"nanobanana_{BatchName.Check(batch)}\"";

    /// <summary>Makes the tables where there are none. Workers that start at once make them once.</summary>
    /// <exception cref="BatchException">They are those of another version.</exception>
    public async Task CreateAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        using var create = new NpgsqlCommand(Definition, connection, transaction);
        var version = (int)(await create.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        if (version != Version)
        {
            throw new BatchException(
                FormattableString.Invariant(
                    $"The journal of batch {batch} is of version {version}, and this program knows version {Version}: run it with the version that made it, or begin another batch."
                )
            );
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    // The counts are kept, not counted: a worker asks for them whenever it finds nothing to do.
    private string Definition =>
        $"""
            do $$ begin perform pg_advisory_xact_lock(hashtextextended('{Schema}', 0)); end $$;
            set local client_min_messages = warning;
            create schema if not exists {Schema};
            create table if not exists {Schema}.about (version int not null);
            insert into {Schema}.about select {Version} where not exists (select from {Schema}.about);
            create table if not exists {Schema}.lines (
              number int primary key, prompt text not null, images text not null, aspect_ratio text, image_size text,
              model text, count int not null, name text);
            create table if not exists {Schema}.items (
              line int not null references {Schema}.lines, picture int not null, most bigint not null,
              state smallint not null default 0, attempt int not null default 0, tries int not null default 0,
              interrupted int not null default 0, cost bigint not null default 0, reserved bigint not null default 0,
              messages int not null default 0, not_before timestamptz, worker text, claim uuid, since timestamptz,
              file text, sha256 text, bytes bigint, width int, height int, media_type text, picture_cost bigint,
              prompt_tokens int, output_tokens int, request_id text, elapsed interval, adopted boolean,
              failure_kind text, failure text, failure_status int, failure_request_id text,
              primary key (line, picture));
            create index if not exists items_waiting on {Schema}.items (line, picture) include (most, not_before)
              where state = 0;
            create index if not exists items_under_way on {Schema}.items (line, picture) where state = 1;
            create table if not exists {Schema}.totals (
              one boolean primary key default true check (one), budget bigint,
              waiting bigint not null default 0, under_way bigint not null default 0, done bigint not null default 0,
              failed bigint not null default 0, interrupted bigint not null default 0, spent bigint not null default 0,
              reserved bigint not null default 0, interrupted_cost bigint not null default 0);
            insert into {Schema}.totals (one) values (true) on conflict do nothing;
            create table if not exists {Schema}.workers (
              name text primary key, until timestamptz not null, lease interval not null);
            create table if not exists {Schema}.gate (
              one boolean primary key default true check (one), next_at timestamptz not null default '-infinity',
              paused_until timestamptz not null default '-infinity', in_a_row int not null default 0);
            insert into {Schema}.gate (one) values (true) on conflict do nothing;
            select version from {Schema}.about
            """;
}
