using NanoBananaContracts.Http;

namespace NanoBananaContracts;

/// <summary>One streamed call. Its failures pass through here on their way out, so that each is observed once.</summary>
internal sealed class StreamedCall(HttpCall call, CallClock clock, CallRunner runner, CallObserver observer)
    : IAsyncDisposable
{
    private HttpResponse? reply;
    private DocumentFraming? framing;
    private DocumentClassifier? classifier;
    private IAsyncEnumerator<ReadOnlyMemory<byte>>? documents;
    private PieceOrigin? origin;
    private bool isOver;

    /// <summary>The next piece; <see langword="null"/> at the end of a reply that is no failure.</summary>
    internal async Task<GenerateContentResponse?> NextAsync()
    {
        try
        {
            if (documents is null)
            {
                await OpenAsync().ConfigureAwait(false);
            }

            // A document that is a failure is the end, and Finish says which.
            if (
                await documents!.MoveNextAsync().ConfigureAwait(false)
                && classifier!.Add(framing!.Form, documents.Current) is { } piece
            )
            {
                origin!.Elapsed = clock.Elapsed;
                origin.Mark(piece);
                return piece;
            }

            Finish();
            return null;
        }
        catch (Exception exception) when (runner.Translate(exception, clock, reply is not null) is { } found)
        {
            isOver = true;
            var translated = found;
            if (translated is NanoBananaException failure)
            {
                translated = Told(failure);
            }

            observer.Failed(translated);
            if (ReferenceEquals(translated, exception))
            {
                throw;
            }

            throw translated;
        }
        catch (Exception exception)
        {
            isOver = true;
            observer.Failed(exception);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!isOver)
        {
            isOver = true;
            observer.Failed(new OperationCanceledException("The caller left the stream."));
        }

        if (documents is not null)
        {
            await documents.DisposeAsync().ConfigureAwait(false);
        }

        reply?.Dispose();
    }

    private async Task OpenAsync()
    {
        reply = await runner.RunAsync(call, clock, Task.FromResult).ConfigureAwait(false);
        framing = new DocumentFraming(reply.ContentType);
        classifier = new DocumentClassifier(reply.StatusCode, reply.ContentType, call.Context, judge: null);
        documents = DocumentReader.ReadAsync(reply.Body, framing, clock.Token).GetAsyncEnumerator(clock.Token);
        origin = new PieceOrigin
        {
            Context = call.Context,
            StatusCode = reply.StatusCode,
            Tier = reply.Tier,
            RequestId = reply.RequestId,
            Attempts = call.Attempts,
            Told = Told,
        };
    }

    private NanoBananaException Told(NanoBananaException failure)
    {
        failure.Attempts = call.Attempts;
        return failure.With(reply?.RequestId, reply?.StatusCode).WithoutKeys(call.Context);
    }

    private void Finish()
    {
        var outcome = classifier!.Finish(framing!, [], framing!.Start);
        if (outcome.Failure is { } failure)
        {
            throw failure;
        }

        isOver = true;
        origin!.Elapsed = clock.Elapsed;
        observer.Succeeded(outcome.Response!, outcome.StatusCode, ImageParts.Of(outcome.Response!).Finished);
    }
}
