namespace NanoBananaContracts;

/// <summary>Makes one reply of a streamed one.</summary>
public static class StreamedReplyExtensions
{
    /// <summary>Reads a streamed reply to its end.</summary>
    /// <param name="pieces">What <see cref="NanoBananaClient.StreamGenerateContentAsync"/> returns.</param>
    /// <param name="request">The request they answer, as for <see cref="NanoBananaReply.FromPieces"/>.</param>
    /// <param name="cancellationToken">Stops reading, and cancels the call.</param>
    /// <returns>The reply that the pieces are together, with its final image, time and price.</returns>
    /// <exception cref="NanoBananaException">Every failure of the stream, and of all pieces together.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <example>
    /// <code>
    /// var reply = await client.StreamGenerateContentAsync(request).ToReplyAsync();
    /// await reply.FinalImage.SaveAsync("fox");
    /// </code>
    /// </example>
    public static async Task<NanoBananaReply> ToReplyAsync(
        this IAsyncEnumerable<GenerateContentResponse> pieces,
        GenerateContentRequest? request = null,
        CancellationToken cancellationToken = default
    )
    {
        if (pieces is null)
        {
            throw new ArgumentNullException(nameof(pieces));
        }

        var all = new List<GenerateContentResponse>();
        await foreach (var piece in pieces.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            all.Add(piece);
        }

        return NanoBananaReply.FromPieces(all, request);
    }
}
