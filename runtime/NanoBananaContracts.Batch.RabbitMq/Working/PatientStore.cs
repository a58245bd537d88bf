namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>
/// Asks a store again that did not answer, for half a minute by default: what is to go there is paid for, and a service that
/// is away for some seconds is no reason for all workers to end.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="delay">How long is waited before it is asked again; doubled each time.</param>
/// <param name="time">The clock.</param>
internal sealed class PatientStore(IPictureStore store, TimeSpan delay, TimeProvider time) : IPictureStore
{
    private const int MostTries = 6;

    public Task PutAsync(
        string name,
        string path,
        string sha256,
        string mediaType,
        CancellationToken cancellationToken = default
    ) =>
        RunAsync(
            async () =>
            {
                await store.PutAsync(name, path, sha256, mediaType, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    public Task<StoredPicture?> FindAsync(string stem, CancellationToken cancellationToken = default) =>
        RunAsync(() => store.FindAsync(stem, cancellationToken), cancellationToken);

    private async Task<T> RunAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var (tries, wait) = (1, delay); ; tries++, wait *= 2)
        {
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (IOException) when (tries < MostTries)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
