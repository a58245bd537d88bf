namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>What is to become of a message when its item was worked on.</summary>
internal enum ItemEnd
{
    /// <summary>Its picture was made here.</summary>
    Made,

    /// <summary>There is nothing to do for it, any more or for now.</summary>
    Nothing,

    /// <summary>It has failed: it needs a dead letter.</summary>
    Failed,

    /// <summary>It waits for long, and a broker has only so much patience: a new message is to take its place.</summary>
    Requeue,

    /// <summary>Another worker is to have it.</summary>
    GiveBack,
}
