using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NanoBananaContracts.Http;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>One streamed call. Its failures pass through here on their way out, so that each is observed once.</summary>
internal sealed class StreamedCall(HttpCall call, CallClock clock, CallRunner runner, CallObserver observer)
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
            throw ReplyOutcome.Broken(pieces!.Form, reply!.StatusCode, exception, assembler.Assemble(), []).Failure!;
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
