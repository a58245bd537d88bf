using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>
/// A second, independent client, written with nothing but the framework. Without a defect it passes every case, which
/// shows that the cases ask for nothing only our runtime can do; with one, it makes exactly that mistake.
/// </summary>
internal sealed class PlainClient(Defect defect) : ISubject
{
    private readonly HttpClient http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public Task<SubjectDescription> DescribeAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(
            new SubjectDescription
            {
                Name = $"plain client ({defect})",
                Operations = Enum.GetValues<CaseOperation>(),
                ReportsFailureClass = true,
                ReportsText = true,
                ScalesTime = true,
                TakesDeadline = true,
                TakesRetries = true,
                Parallelism = 64,
            }
        );

    public async Task<SubjectReport> RunAsync(
        SubjectAssignment assignment,
        CancellationToken cancellationToken = default
    )
    {
        var log = new StringWriter();
        var time = new ScaledTimeProvider(assignment.TimeScale, assignment.Time);
        try
        {
            var reply = await AnswerAsync(assignment, time, log, cancellationToken);
            return Report(reply) with { Log = log.ToString() };
        }
        catch (ClientFailure failure)
        {
            var failureClass = defect == Defect.OneClassForAll ? FailureClass.Server : failure.Class;
            var message = failure.Message;
            if (defect != Defect.PassesKeyOn && assignment.ApiKey is { } key)
            {
                message = message.Replace(key, "***", StringComparison.Ordinal);
            }

            return new SubjectFailure
            {
                Class = failureClass,
                Kind = defect == Defect.NamesOneKind ? "Overloaded" : null,
                Message = message,
                Retryable = failure.Retryable,
                Log = log.ToString(),
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What a user would see as a stack trace.
            return new SubjectFailure
            {
                Class = FailureClass.MalformedReply,
                Message = $"{exception.GetType().Name}: {exception.Message}",
                Unexpected = true,
            };
        }
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<PlainReply> AnswerAsync(
        SubjectAssignment assignment,
        TimeProvider time,
        TextWriter log,
        CancellationToken cancellationToken
    )
    {
        var task = assignment.Task;
        if (assignment.ApiKey is null)
        {
            throw new ClientFailure(FailureClass.Configuration, "There is no API key. Set the key first.", false);
        }

        var request = new PlainRequest(defect, task);
        request.Check();
        var transport = new PlainTransport(defect, http, assignment, time, log);
        JsonArray contents = [request.UserTurn(task.Prompt, task.InputImages)];
        var reply = await transport.CallAsync(request.Body(contents), cancellationToken);
        if (defect == Defect.SendsTwice)
        {
            reply = await transport.CallAsync(request.Body(contents), cancellationToken);
        }

        foreach (var followUp in task.FollowUps)
        {
            if (defect != Defect.ForgetsModelTurn)
            {
                contents.Add(ModelTurn(reply));
            }

            contents.Add(request.UserTurn(followUp, []));
            reply = await transport.CallAsync(request.Body(contents), cancellationToken);
        }

        if (task.SaveAs is { } name)
        {
            await SaveAsync(reply.Pictures[^1], Path.Combine(assignment.OutputFolder, name), cancellationToken);
        }

        return reply;
    }

    private JsonObject ModelTurn(PlainReply reply)
    {
        var turn = (JsonObject)reply.ModelTurn!.DeepClone();
        foreach (var part in defect == Defect.DropsSignatures ? PlainAnswer.Items(turn["parts"]) : [])
        {
            part.Remove("thoughtSignature");
        }

        return turn;
    }

    /// <summary>Saves a picture under a name whose extension follows its bytes.</summary>
    private static async Task SaveAsync(PlainPicture picture, string path, CancellationToken cancellationToken)
    {
        path += PictureInspector.Inspect(picture.Bytes).Format.FileExtension();
        await File.WriteAllBytesAsync(path, picture.Bytes, cancellationToken);
        picture.FileName = Path.GetFileName(path);
    }

    private static SubjectSuccess Report(PlainReply reply) =>
        new()
        {
            Text = reply.Text,
            Pictures =
            [
                .. reply.Pictures.Select(picture => new ReportedPicture
                {
                    Sha256 = Convert.ToHexStringLower(SHA256.HashData(picture.Bytes)),
                    Size = picture.Bytes.Length,
                    MediaType = picture.MediaType,
                    FileName = picture.FileName,
                    Bytes = picture.Bytes,
                }),
            ],
        };
}

/// <summary>A picture as <see cref="PlainClient"/> hands it over.</summary>
internal sealed record PlainPicture(byte[] Bytes, string? MediaType)
{
    public string? FileName { get; set; }
}

/// <summary>An answer as <see cref="PlainClient"/> hands it over.</summary>
internal sealed record PlainReply(IReadOnlyList<PlainPicture> Pictures, string? Text, JsonObject? ModelTurn);
