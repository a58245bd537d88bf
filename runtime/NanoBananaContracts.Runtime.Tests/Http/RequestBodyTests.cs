using System.Buffers;
using System.Text;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Http;

/// <summary>A handler that hedges may still send a request when the call is over; it must be the same one.</summary>
public sealed class RequestBodyTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(3_000)]
    [InlineData(100_000)]
    public async Task A_body_stays_what_it_was_after_the_call(int promptLength)
    {
        using var handler = new LateHandler();
        using var http = new HttpClient(handler);
        using var client = new NanoBananaClient(new NanoBananaOptions { ApiKey = TestClient.Key }, http);
        var request = GenerateContentRequest.ForImage(new string('a', promptLength));
        foreach (var call in new[] { Generate, Stream })
        {
            await Should.ThrowAsync<NanoBananaException>(() => call(client, request));
            Spoil();
            Encoding.UTF8.GetString(handler.Late!.Held.Span).ShouldBe(handler.Sent);
            handler.Late.Answer();
        }
    }

    private static Task Generate(NanoBananaClient client, GenerateContentRequest request) =>
        client.GenerateContentAsync(request, CancellationToken.None);

    private static async Task Stream(NanoBananaClient client, GenerateContentRequest request)
    {
        await foreach (var _ in client.StreamGenerateContentAsync(request, CancellationToken.None)) { }
    }

    // What the next call of this thread would do to memory that the last one gave back.
    private static void Spoil()
    {
        for (var length = 4096; length <= 1 << 18; length *= 2)
        {
            var arrays = new List<byte[]>();
            for (var at = 0; at < 16; at++)
            {
                var array = ArrayPool<byte>.Shared.Rent(length);
                array.AsSpan().Fill((byte)'?');
                arrays.Add(array);
            }

            arrays.ForEach(array => ArrayPool<byte>.Shared.Return(array));
        }
    }

    /// <summary>Begins to send the body to a second place, which is slow, and answers with an error at once.</summary>
    private sealed class LateHandler : HttpMessageHandler
    {
        public SlowConnection? Late { get; private set; }

        public string? Sent { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Late = new SlowConnection();
            _ = request.Content!.CopyToAsync(Late, CancellationToken.None);
            Sent = await request.Content.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest)
            {
                Content = new StringContent("{}"),
                RequestMessage = request,
            };
        }
    }

    /// <summary>Holds what is written to it, and has not sent it yet.</summary>
    private sealed class SlowConnection : MemoryStream
    {
        private readonly TaskCompletionSource sending = new();

        public ReadOnlyMemory<byte> Held { get; private set; }

        public void Answer() => sending.SetResult();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Held = buffer;
            return new ValueTask(sending.Task);
        }
    }
}
