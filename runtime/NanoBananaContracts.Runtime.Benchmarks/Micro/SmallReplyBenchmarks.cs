using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using NanoBananaContracts.Runtime.Benchmarks.Compare;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Benchmarks.Micro;

/// <summary>The small reply and the small request, ours and by source-generated System.Text.Json on equal objects.</summary>
[MemoryDiagnoser]
public class ReaderBenchmarks
{
    private readonly byte[] reply = PictureReplies.Make(Child.SmallPicture);

    [Benchmark(Baseline = true, Description = "System.Text.Json")]
    public object? SystemTextJson() => JsonSerializer.Deserialize(reply, PocoContext.Default.PocoReply);

    [Benchmark(Description = "Ours")]
    public object Ours() => GenerateContentResponse.Parse(reply);
}

/// <summary>Writing a small request, and the next turn of an edit with a signature of 3 MB.</summary>
[MemoryDiagnoser]
public class WriterBenchmarks : IDisposable
{
    private readonly ContractWriter writer = new("wisgate");
    private readonly ArrayBufferWriter<byte> buffer = new(8 * 1024 * 1024);
    private readonly GenerateContentRequest request = SmallRequest.Typed();
    private readonly PocoRequest poco = SmallRequest.Poco();
    private readonly GenerateContentRequest edit = SmallRequest.Typed() with
    {
        Contents =
        [
            Content.User(Programs.Prompt),
            new Content
            {
                Role = Role.Model,
                Parts = [new Part { Text = "A fox.", ThoughtSignature = Base64Data.FromBytes(new byte[3_000_000]) }],
            },
            Content.User("Now at night"),
        ],
    };

    private Utf8JsonWriter? utf8;

    [GlobalCleanup]
    public void Dispose()
    {
        writer.Dispose();
        utf8?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "System.Text.Json")]
    public long SystemTextJson()
    {
        utf8 ??= new Utf8JsonWriter(buffer);
        buffer.ResetWrittenCount();
        utf8.Reset();
        JsonSerializer.Serialize(utf8, poco, PocoContext.Default.PocoRequest);
        utf8.Flush();
        return buffer.WrittenCount;
    }

    [Benchmark(Description = "Ours")]
    public int Ours()
    {
        writer.Reset();
        request.WriteTo(writer);
        return writer.WrittenSpan.Length;
    }

    [Benchmark(Description = "Ours, a turn with a 3 MB signature")]
    public int Edit()
    {
        writer.Reset();
        edit.WriteTo(writer);
        return writer.WrittenSpan.Length;
    }
}

/// <summary>A whole call with the small reply, without a network: what the client itself costs.</summary>
[MemoryDiagnoser]
public class CallBenchmarks : IDisposable
{
    private readonly GenerateContentRequest request = GenerateContentRequest.ForImage(
        Programs.Prompt,
        AspectRatio.Ratio16x9,
        ImageSize.Size2K
    );

    private readonly NanoBananaClient client = new(
        new NanoBananaOptions { Provider = ProviderInfo.WisGate, ApiKey = "a-key" },
        new HttpClient(new Canned())
    );

    private readonly HttpClient http = new(new Canned());

    [Benchmark(Baseline = true, Description = "HttpClient and System.Text.Json")]
    public async Task<object?> Poco()
    {
        using var content = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(SmallRequest.Poco(), PocoContext.Default.PocoRequest)
        );
        using var message = new HttpRequestMessage(
            HttpMethod.Post,
            "https://wisgate.ai/v1beta/models/m:generateContent"
        )
        {
            Content = content,
        };
        message.Headers.Add("x-goog-api-key", "a-key");
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        return await JsonSerializer.DeserializeAsync(body, PocoContext.Default.PocoReply);
    }

    [Benchmark(Description = "NanoBananaClient")]
    public async Task<object> Ours() => await client.GenerateContentAsync(request);

    public void Dispose()
    {
        client.Dispose();
        http.Dispose();
        GC.SuppressFinalize(this);
    }

    private sealed class Canned : HttpMessageHandler
    {
        private readonly byte[] reply = PictureReplies.Make(Child.SmallPicture);

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var content = new ByteArrayContent(reply);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            return Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request }
            );
        }
    }
}
