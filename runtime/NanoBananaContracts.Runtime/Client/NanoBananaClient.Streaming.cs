using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Http;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <content>Replies that come in pieces.</content>
public sealed partial class NanoBananaClient
{
    /// <summary>
    /// Sends a request and returns the pieces of the reply as they come: words first, the image in one piece when it
    /// is done. <see cref="NanoBananaReply.FromPieces"/> and <see cref="StreamedReplyExtensions.ToReplyAsync"/> make one
    /// reply of them, with its final image; <see cref="GenerateContentResponse.Assemble"/> puts the bare message together.
    /// </summary>
    /// <param name="request">What to generate.</param>
    /// <param name="cancellationToken">Cancels the call; so does leaving the loop.</param>
    /// <returns>The pieces. A request is sent for every enumeration.</returns>
    /// <exception cref="NanoBananaException">
    /// Every failure of <see cref="GenerateContentAsync"/>. One in mid-stream, and one that only the whole reply shows
    /// (no image came, or a cut one), is thrown after the pieces that came before it. A stream is retried only until
    /// it begins.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async IAsyncEnumerable<GenerateContentResponse> StreamGenerateContentAsync(
        GenerateContentRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var writer = new ContractWriter(Provider.Dialect);
        var call = CreateCall(ContractOperations.StreamGenerateContent, request, writer);
        using var clock = runner.StartClock(cancellationToken);
        using var observer = CallObserver.Start(call, clock, runner.Logger);
        var stream = new ResponseStream(call, clock, runner, observer);
        await using (stream.ConfigureAwait(false))
        {
            while (await stream.NextAsync().ConfigureAwait(false) is { } piece)
            {
                yield return piece;
            }
        }
    }

    /// <summary>One streamed call. Its failures pass through here on their way out, so that each is observed once.</summary>
    private sealed class ResponseStream(HttpCall call, CallClock clock, CallRunner runner, CallObserver observer)
        : IAsyncDisposable
    {
        private readonly PieceAssembler assembler = new();
        private HttpResponse? reply;
        private PieceReader? pieces;
        private IAsyncEnumerator<ReadOnlyMemory<byte>>? enumerator;
        private PieceClassifier? streamed;
        private bool isOver;

        /// <summary>The next piece; <see langword="null"/> at the end of a reply that is no failure.</summary>
        internal async Task<GenerateContentResponse?> NextAsync()
        {
            try
            {
                if (enumerator is null)
                {
                    await OpenAsync().ConfigureAwait(false);
                }

                if (await enumerator!.MoveNextAsync().ConfigureAwait(false))
                {
                    return Read(enumerator.Current);
                }

                Finish();
                return null;
            }
            catch (Exception exception)
                when (HttpFailure.Translate(exception, clock, runner.ClientTimeout, reply is not null) is { } found)
            {
                isOver = true;
                var translated = found;
                if (translated is NanoBananaException failure)
                {
                    failure.Attempts = call.Attempts;
                    translated = failure.With(reply?.RequestId).WithoutKey(runner.Endpoint.ApiKey);
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

            if (enumerator is not null)
            {
                await enumerator.DisposeAsync().ConfigureAwait(false);
            }

            reply?.Dispose();
        }

        private async Task OpenAsync()
        {
            reply = await runner.RunAsync(call, clock, Task.FromResult).ConfigureAwait(false);
            pieces = new PieceReader(reply.Body, reply.ContentType);
            enumerator = pieces.ReadAsync(clock.Token).GetAsyncEnumerator(clock.Token);
        }

        private GenerateContentResponse Read(ReadOnlyMemory<byte> piece)
        {
            streamed ??= new PieceClassifier(pieces!.Form, reply!.StatusCode, call.Context);
            if (streamed.Error(piece, anyObject: false) is { } failure)
            {
                throw failure;
            }

            try
            {
                var response = streamed.Parse(piece);
                assembler.Add(response);
                return response;
            }
            catch (ContractFormatException exception)
            {
                throw ReplyOutcome
                    .Broken(pieces!.Form, reply!.StatusCode, exception, assembler.Assemble(), [])
                    .Failure!;
            }
        }

        private void Finish()
        {
            var status = reply!.StatusCode;
            if (pieces!.Form == ReplyForm.Other)
            {
                throw ReplyOutcome.Classify(status, reply.ContentType, pieces.Start, call.Context).Failure!;
            }

            streamed ??= new PieceClassifier(pieces.Form, status, call.Context);
            if ((streamed.Stray(pieces.Stray) ?? streamed.Whole(assembler, judge: null)) is { } failure)
            {
                throw failure;
            }

            var response = assembler.Assemble()!;
            isOver = true;
            observer.Succeeded(response, status, ImageParts.Of(response).Finished);
        }
    }
}
