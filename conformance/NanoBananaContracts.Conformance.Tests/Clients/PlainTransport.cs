using System.Net.Http.Headers;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Subjects;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>Sends the calls of <see cref="PlainClient"/>: time limits, lost connections, tries.</summary>
internal sealed class PlainTransport(
    Defect defect,
    HttpClient http,
    SubjectAssignment assignment,
    TimeProvider time,
    TextWriter log
)
{
    private const int MostTries = 3;

    public async Task<PlainReply> CallAsync(byte[] body, CancellationToken cancellationToken)
    {
        var limit =
            defect == Defect.GivesUpAtTenSeconds ? TimeSpan.FromSeconds(10)
            : defect == Defect.IgnoresDeadline ? TimeSpan.FromMinutes(10)
            : assignment.Task.Deadline ?? TimeSpan.FromMinutes(5);
        var start = time.GetTimestamp();
        var tries =
            defect == Defect.NeverRetries ? 1
            : defect == Defect.RetriesForEver ? 40
            : 1 + (assignment.Task.Retries ?? (MostTries - 1));
        for (var attempt = 1; ; attempt++)
        {
            var left = defect == Defect.DeadlineForEachAttempt ? limit : limit - time.GetElapsedTime(start);
            try
            {
                return await TryAsync(body, left, cancellationToken);
            }
            catch (ClientFailure failure) when (attempt < tries && MayRetry(failure))
            {
                var wait = Wait(failure, attempt);
                var inTime = time.GetElapsedTime(start) + wait < limit;
                if (!inTime && defect != Defect.DeadlineForEachAttempt)
                {
                    throw;
                }

                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    private bool MayRetry(ClientFailure failure) => failure.NothingWasGenerated || defect == Defect.RetriesEverything;

    private TimeSpan Wait(ClientFailure failure, int attempt) =>
        defect == Defect.RetriesForEver ? TimeSpan.FromMilliseconds(50)
        : failure.Advice is { } advice ? advice + TimeSpan.FromMilliseconds(300)
        : TimeSpan.FromSeconds(1 << (attempt - 1));

    private async Task<PlainReply> TryAsync(byte[] body, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(
            limit > TimeSpan.Zero ? limit : TimeSpan.FromMilliseconds(1),
            time
        );
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var request = Request(body);
            if (defect == Defect.PrintsKey)
            {
                await log.WriteLineAsync($"POST {request.RequestUri} x-goog-api-key: {assignment.ApiKey}");
            }

            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            var reply = await ReadAsync(response, both.Token);
            return PlainReading.Read(defect, assignment.Task, (int)response.StatusCode, response, reply);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ClientFailure(
                FailureClass.Timeout,
                $"The time limit of {limit.TotalSeconds:0} s was hit. Generation takes 20 s and more.",
                true
            );
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new ClientFailure(FailureClass.Connection, $"The connection was lost: {exception.Message}", true);
        }
    }

    private HttpRequestMessage Request(byte[] body)
    {
        var verb = assignment.Task.Operation == CaseOperation.Stream ? "streamGenerateContent" : "generateContent";
        var query = verb == "generateContent" || defect == Defect.AsksWithoutSse ? "" : "?alt=sse";
        var model = defect == Defect.FixedModel ? "gemini-2.5-flash-image" : assignment.Task.Model;
        if (defect == Defect.KeyInUrl)
        {
            query += (query.Length == 0 ? "?" : "&") + "key=" + Uri.EscapeDataString(assignment.ApiKey!);
        }

        var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{assignment.BaseAddress.GetLeftPart(UriPartial.Authority)}/v1beta/models/{model}:{verb}{query}"
        )
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(
            defect == Defect.FormContentType ? "application/x-www-form-urlencoded" : "application/json"
        );
        if (defect is Defect.SendsBearerInstead or Defect.SendsBearerBeside)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {assignment.ApiKey}");
        }

        if (defect is not (Defect.SendsBearerInstead or Defect.KeyInUrl) && assignment.ApiKey is { } key)
        {
            request.Headers.TryAddWithoutValidation("x-goog-api-key", key);
        }

        return request;
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            while (true)
            {
                var read = await stream.ReadAsync(buffer, cancellationToken);
                if (read == 0)
                {
                    break;
                }

                whole.Write(buffer, 0, read);
                if (defect == Defect.OneReadOnly)
                {
                    break;
                }
            }
        }
        catch (Exception exception)
            when (exception is IOException or HttpRequestException && !response.IsSuccessStatusCode)
        {
            // The status has been read; it says more than the rest of the body would.
        }

        return whole.ToArray();
    }
}
