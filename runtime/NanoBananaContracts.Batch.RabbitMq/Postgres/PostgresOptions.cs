namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>How a shared journal is used.</summary>
public sealed record PostgresOptions
{
    /// <summary>How long it is waited for a database that does not answer. Default: 2 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The clock by which items wait for their time. <see langword="null"/>, the default: the database's, because those of several
    /// machines differ.
    /// </summary>
    public TimeProvider? Time { get; init; }

    /// <summary>The clock of this machine, by which callers say when something is to be.</summary>
    internal TimeProvider Here { get; init; } = TimeProvider.System;
}
