namespace NanoBananaContracts.Batch;

/// <summary>Makes what waits in a journal, several at a time.</summary>
/// <param name="client">
/// Who is called. Make it with <see cref="CallOptions.MaxAttempts"/> and <see cref="CallOptions.MaxBilledAttempts"/> of 1: the
/// batch does the repeating, and counts it.
/// </param>
/// <param name="journal">What is to be done.</param>
/// <param name="store">Where the pictures go.</param>
/// <param name="gate">How fast calls may begin.</param>
/// <param name="options">How it is run.</param>
public sealed class BatchRun(
    NanoBananaClient client,
    IBatchJournal journal,
    IPictureStore store,
    IRateGate gate,
    BatchOptions options
)
{
    /// <summary>
    /// Puts in order what a killed run left, then makes what waits until nothing is left, nothing fits, a failure would have met
    /// every call, or <paramref name="ending"/> asks for it. No picture is lost on any of these ways.
    /// </summary>
    /// <param name="progress">Told when something has ended, from any thread; <see langword="null"/> for nobody.</param>
    /// <param name="ending">No call begins any more; those under way are waited for.</param>
    /// <param name="givingUp">
    /// Those under way are given up as well. Each may have been billed: it is counted so, and made again by the next run.
    /// </param>
    /// <returns>Why it ended, and how the batch stands.</returns>
    /// <exception cref="BatchException">The batch cannot be run as it is.</exception>
    public Task<BatchResult> RunAsync(
        IProgress<BatchProgress>? progress = null,
        CancellationToken ending = default,
        CancellationToken givingUp = default
    ) =>
        throw new NotImplementedException(
            $"{client} {journal} {store} {gate} {options} {progress} {ending} {givingUp}"
        );
}
