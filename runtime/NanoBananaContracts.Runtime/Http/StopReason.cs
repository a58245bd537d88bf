namespace NanoBananaContracts.Http;

/// <summary>Which of a call's limits stopped it.</summary>
internal enum StopReason
{
    /// <summary>None: it runs, or the caller cancelled it.</summary>
    None,

    /// <summary>The time for the whole call ran out.</summary>
    Deadline,

    /// <summary>No byte came for too long.</summary>
    Idle,
}
