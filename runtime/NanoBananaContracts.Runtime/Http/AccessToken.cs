namespace NanoBananaContracts.Http;

/// <summary>Gets the access token of one call from whoever has it, before anything is sent.</summary>
internal static class AccessToken
{
    /// <summary>The token, as a key that cannot be printed.</summary>
    /// <param name="provider">Gives it.</param>
    /// <param name="clock">The time of the call, which runs already.</param>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.MissingApiKey"/>: it failed, or what it gave is none;
    /// <see cref="FailureKind.Timeout"/>: the deadline passed. Nothing was sent.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    internal static async Task<ApiKey> OfAsync(Func<CancellationToken, ValueTask<string>> provider, CallClock clock)
    {
        const string Cure = "It is asked once a call, and gives the token alone: no \"Bearer\", no quotation marks.";
        string? text;
        try
        {
            text = await UntilAsync(provider(clock.Token).AsTask(), clock.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (clock.Caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(
                "The call was cancelled by its caller before it was sent.",
                exception,
                clock.Caller
            );
        }
        catch (Exception exception) when (clock.Reason == StopReason.Deadline)
        {
            throw new NanoBananaException(
                FailureKind.Timeout,
                FormattableString.Invariant(
                    $"The deadline of {clock.Deadline.TotalSeconds:0.###} s for the whole call (the option Deadline) passed before AccessTokenProvider gave a token; nothing was sent."
                ),
                innerException: exception
            )
            {
                RetryAdvice = RetryAdvice.Safe,
            };
        }
        catch (Exception exception)
        {
            // Its words can hold anything, and messages are logged: they stay with the cause.
            throw new NanoBananaException(
                FailureKind.MissingApiKey,
                $"There is no access token: AccessTokenProvider failed ({exception.GetType().Name}). Nothing was sent.",
                "Look at the inner exception.",
                exception
            );
        }

        return ApiKey.FromConfiguration(text) is not { } token
                ? throw new NanoBananaException(
                    FailureKind.MissingApiKey,
                    "There is no access token: AccessTokenProvider gave none. Nothing was sent.",
                    Cure
                )
            : token.Problem is { } problem
                ? throw new NanoBananaException(
                    FailureKind.MissingApiKey,
                    $"What AccessTokenProvider gave is no access token. {problem.WhatHappened} Nothing was sent.",
                    Cure
                )
            : token;
    }

    /// <summary>Waits no longer than the call may last, also for one who does not look at the token it was given.</summary>
    private static async Task<string?> UntilAsync(Task<string> task, CancellationToken cancellationToken)
    {
        if (!task.IsCompleted)
        {
            var over = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = cancellationToken.Register(() => over.TrySetCanceled(cancellationToken));
            task = await Task.WhenAny(task, over.Task).ConfigureAwait(false);
        }

        return await task.ConfigureAwait(false);
    }
}
