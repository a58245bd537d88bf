namespace NanoBananaContracts.Emulator;

/// <summary>One request of a batch: what it asks for, or what is wrong with it.</summary>
/// <param name="Key">Its key; <see langword="null"/> for none.</param>
/// <param name="Request">What it asks for; <see langword="null"/> where something is wrong.</param>
/// <param name="Error">What is wrong; <see langword="null"/> where nothing is.</param>
internal sealed record BatchedRequest(string? Key, EmulatedRequest? Request, EmulatedError? Error);

/// <summary>A batch. It is done when its time has come: nothing runs for it until then, nor afterwards.</summary>
/// <param name="Id">Its id, which is also that of the file of its results.</param>
/// <param name="DisplayName">The name its creator gave it.</param>
/// <param name="Model">The model's id.</param>
/// <param name="IsByFile">Whether its requests came in a file, and its results go into one.</param>
/// <param name="Requests">Its requests.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Done">When it is done.</param>
/// <param name="BilledImages">How many pictures it costs.</param>
internal sealed record EmulatedBatch(
    string Id,
    string DisplayName,
    string Model,
    bool IsByFile,
    IReadOnlyList<BatchedRequest> Requests,
    DateTimeOffset Created,
    DateTimeOffset Done,
    int BilledImages
)
{
    /// <summary>When it was cancelled; <see langword="null"/> where it was not, or was done before.</summary>
    public DateTimeOffset? Cancelled { get; init; }

    /// <summary>Whether it has its results.</summary>
    public bool IsDone(DateTimeOffset now) => Cancelled is null && now >= Done;

    /// <summary>Its state as the reference writes it.</summary>
    public string State(DateTimeOffset now) =>
        Cancelled is not null ? "BATCH_STATE_CANCELLED"
        : IsDone(now) ? "BATCH_STATE_SUCCEEDED"
        : now > Created ? "BATCH_STATE_RUNNING"
        : "BATCH_STATE_PENDING";
}
