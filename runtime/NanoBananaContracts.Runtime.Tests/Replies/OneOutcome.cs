using System.Globalization;
using System.Net.Http.Headers;
using NanoBananaContracts.Http;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>A reply is the same whole, piece by piece, and on its way to a file.</summary>
internal static class OneOutcome
{
    /// <summary>Holds a reply of status 200 to one outcome.</summary>
    public static async Task HoldsAsync(byte[] body, string contentType, string? name = null, int pieces = int.MaxValue)
    {
        var typed = ReplyOutcome.Classify(200, contentType, body);
        using var clock = new CallClock(
            TimeProvider.System,
            TimeSpan.FromMinutes(1),
            TimeSpan.FromMinutes(1),
            CancellationToken.None
        );
        using var message = new HttpResponseMessage { Content = new StreamContent(new PiecewiseStream(body, pieces)) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        var reply = await HttpResponse.OpenAsync(message, clock, long.MaxValue, long.MaxValue, clock.Token);
        var arriving = new ImageReceiver(_ => new NoSink(), progress: null);
        ReplyOutcome? streamed = null;
        await arriving.ReadAsync(
            reply,
            new CallContext(),
            outcome =>
            {
                streamed = outcome;
                if (typed.Failure is null && ImageParts.Of(typed.Response!).Final is { } final)
                {
                    var image = arriving.Take(ImageParts.Of(outcome.Response!).Final!.InlineData!);
                    image.Verdict.Inspection.ShouldBe(PictureInspector.Inspect(final.InlineData!.Data!.Value), name);
                    image.Length.ShouldBe(final.InlineData.Data.Value.ToArray().Length, name);
                }

                return Task.FromResult<IReadOnlyList<SavedImage>>([]);
            },
            clock.Token
        );
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: typed {typed.Failure?.Message}, streamed {streamed!.Failure?.Message}"
        );
        (streamed.Failure?.Kind).ShouldBe(typed.Failure?.Kind, what);
        (streamed.Failure?.RetryAdvice).ShouldBe(typed.Failure?.RetryAdvice, what);
        streamed.Form.ShouldBe(typed.Form, what);
        var inPieces = await FailureOfPieces(body, contentType, pieces);
        (inPieces?.Kind).ShouldBe(typed.Failure?.Kind, what);
        (inPieces?.RetryAdvice).ShouldBe(typed.Failure?.RetryAdvice, what);
        var diagnosed = ReplyDiagnosis.Diagnose(body, 200, contentType);
        (diagnosed.Outcome.Failure?.Kind).ShouldBe(typed.Failure?.Kind, what);
        if (typed.Failure is null)
        {
            diagnosed.Pictures.ShouldAllBe(picture => !picture.IsFinal || picture.Inspection.IsWhole, what);
        }
    }

    /// <summary>The outcome for who streams it piece by piece.</summary>
    private static async Task<NanoBananaException?> FailureOfPieces(byte[] body, string contentType, int pieces)
    {
        var handler = new StubHandler(
            StubHandler.Reply(200, () => new StreamContent(new PiecewiseStream(body, pieces)), contentType)
        );
        using var client = TestClient.Create(handler);
        try
        {
            await foreach (var piece in client.StreamGenerateContentAsync(TestClient.Request))
            {
                piece.ShouldNotBeNull();
            }

            return null;
        }
        catch (NanoBananaException failure)
        {
            return failure;
        }
    }

    /// <summary>Gives no more bytes at once than these.</summary>
    public sealed class PiecewiseStream(byte[] content, int pieces) : MemoryStream(content, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, pieces)], cancellationToken);
    }

    private sealed class NoSink : ImageSink
    {
        public override ValueTask WriteAsync(byte[] buffer, int count, CancellationToken cancellationToken) => default;

        public override void Dispose() { }
    }
}
