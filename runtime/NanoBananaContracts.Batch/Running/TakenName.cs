namespace NanoBananaContracts.Batch;

/// <summary>A name that is taken in the store is found before anything is paid for it.</summary>
internal static class TakenName
{
    /// <summary>The failure of an item whose name is taken; <see langword="null"/> where it is free.</summary>
    public static async Task<CallFailed?> OfAsync(IPictureStore store, BatchClaim claim)
    {
        var stem = PictureNames.StemOf(claim.Line, claim.Item.Picture);
        return await store.FindAsync(stem, CancellationToken.None).ConfigureAwait(false) is { } taken
            ? new CallFailed(
                new(
                    FailureKind.FileNotWritten,
                    $"There is a picture {taken.Name} already that is not of this batch; nothing was sent. Move it away, or give the line another name."
                ),
                0
            )
            : null;
    }
}
