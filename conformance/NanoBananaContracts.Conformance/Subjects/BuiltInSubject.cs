using System.Reflection;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Running;

namespace NanoBananaContracts.Conformance.Subjects;

/// <summary>This project's own client, in process: <see cref="NanoBananaClient"/> through its public surface.</summary>
public sealed class BuiltInSubject : ISubject
{
    /// <inheritdoc/>
    public Task<SubjectDescription> DescribeAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(
            new SubjectDescription
            {
                Name = "NanoBananaContracts",
                Version = typeof(NanoBananaClient)
                    .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
                    ?.InformationalVersion.Split('+')[0],
                Language = $".NET {Environment.Version.Major}",
                Operations = Enum.GetValues<CaseOperation>(),
                ReportsFailureClass = true,
                ReportsText = true,
                ScalesTime = true,
                TakesDeadline = true,
                TakesRetries = true,
                Parallelism = 64,
            }
        );

    /// <inheritdoc/>
    public async Task<SubjectReport> RunAsync(
        SubjectAssignment assignment,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(assignment);
        try
        {
            using var client = new NanoBananaClient(Options(assignment));
            return await RunAsync(client, assignment, cancellationToken).ConfigureAwait(false);
        }
        catch (NanoBananaException exception)
        {
            return new SubjectFailure
            {
                Class = exception.Kind.ToClass(beforeSending: exception.Attempts == 0),
                Kind = exception.Kind.ToString(),
                Message = exception.Message,
                Retryable = exception.RetryAdvice != RetryAdvice.Never,
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever else the client throws is an accident, which is what a verdict has to say.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new SubjectFailure
            {
                Message = $"{exception.GetType().Name}: {exception.Message}",
                Unexpected = true,
            };
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<SubjectReport> RunAsync(
        NanoBananaClient client,
        SubjectAssignment assignment,
        CancellationToken cancellationToken
    )
    {
        var task = assignment.Task;
        var request = CaseRequest.Of(task);
        switch (task.Operation)
        {
            case CaseOperation.Save:
                var path = Path.Combine(assignment.OutputFolder, task.SaveAs!);
                var saved = await client.SaveImageAsync(request, path, cancellationToken).ConfigureAwait(false);
                var bytes = await File.ReadAllBytesAsync(saved.Path!, cancellationToken).ConfigureAwait(false);
                return new SubjectSuccess
                {
                    Text = saved.Reply.Text,
                    Pictures = [ReportedPicture.Of(bytes, saved.MediaType, Path.GetFileName(saved.Path!))],
                };
            case CaseOperation.Stream:
                var pieces = new List<GenerateContentResponse>();
                await foreach (
                    var piece in client.StreamGenerateContentAsync(request, cancellationToken).ConfigureAwait(false)
                )
                {
                    pieces.Add(piece);
                }

                return StreamedPictures.Of(GenerateContentResponse.Assemble(pieces));
            case CaseOperation.Edit:
                var conversation = new Conversation(client, request with { Contents = [] });
                var reply = await conversation.SendAsync(request.Contents[0], cancellationToken).ConfigureAwait(false);
                foreach (var followUp in task.FollowUps)
                {
                    reply = await conversation.SendAsync(followUp, cancellationToken).ConfigureAwait(false);
                }

                return Success(reply);
            default:
                return Success(await client.GenerateContentAsync(request, cancellationToken).ConfigureAwait(false));
        }
    }

    private static NanoBananaOptions Options(SubjectAssignment assignment)
    {
        var task = assignment.Task;
        var options = new NanoBananaOptions
        {
            Provider =
                ProviderInfo.Find(task.Provider)
                ?? throw new InvalidOperationException($"There is no provider '{task.Provider}'."),
            BaseAddress = assignment.BaseAddress,
            Model = task.Model,
            // Not null where there is no key: the client would then take a real one from the environment.
            ApiKey = new ApiKey(assignment.ApiKey ?? string.Empty),
            TimeProvider = new ScaledTimeProvider(assignment.TimeScale, assignment.Time),
        };
        if (task.Deadline is { } deadline)
        {
            options.Deadline = deadline;
        }

        if (task.Retries is { } retries)
        {
            options.MaxAttempts = retries + 1;
        }

        return options;
    }

    private static SubjectSuccess Success(NanoBananaReply reply)
    {
        // The final picture is what a caller takes; without one this is where the client says why.
        var final = reply.FinalImage;
        return new SubjectSuccess
        {
            Text = reply.Text,
            Pictures =
            [
                .. reply
                    .Images.Where(image => image != final)
                    .Append(final)
                    .Select(image => ReportedPicture.Of(image.ToArray(), image.MediaType)),
            ],
        };
    }
}
