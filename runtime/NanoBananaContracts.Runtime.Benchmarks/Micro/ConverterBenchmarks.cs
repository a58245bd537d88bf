using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using NanoBananaContracts.Runtime.Benchmarks.Compare;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Benchmarks.Micro;

/// <summary>
/// A request and a reply with a picture of 1 MB in the hands of System.Text.Json, which asks the converter of the contract,
/// beside the contract's own writer and reader. The reader of the contract keeps the text that it is given, and System.Text.Json
/// takes its text back: so what is read here is a copy with both.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class ConverterBenchmarks
{
    private const int PictureLength = 1024 * 1024;

    private readonly GenerateContentRequest request = SmallRequest.Typed() with
    {
        Contents =
        [
            new Content
            {
                Role = Role.User,
                Parts =
                [
                    new Part { Text = Programs.Prompt },
                    new Part
                    {
                        InlineData = new Blob
                        {
                            MimeType = "image/png",
                            Data = Base64Data.FromBytes(PictureReplies.Png(PictureLength)),
                        },
                    },
                ],
            },
        ],
    };

    private readonly byte[] replyJson = PictureReplies.Make(PictureLength);
    private byte[] requestJson = [];
    private GenerateContentResponse reply = new();

    [GlobalSetup]
    public void Setup()
    {
        requestJson = ContractWriter.ToUtf8Json(request);
        reply = GenerateContentResponse.Parse(replyJson);
    }

    [Benchmark(Baseline = true, Description = "Own")]
    [BenchmarkCategory("Write request")]
    public byte[] WriteRequest() => ContractWriter.ToUtf8Json(request);

    [Benchmark(Description = "JsonSerializer")]
    [BenchmarkCategory("Write request")]
    public byte[] SerializeRequest() => JsonSerializer.SerializeToUtf8Bytes(request);

    [Benchmark(Baseline = true, Description = "Own")]
    [BenchmarkCategory("Write reply")]
    public byte[] WriteReply() => ContractWriter.ToUtf8Json(reply);

    [Benchmark(Description = "JsonSerializer")]
    [BenchmarkCategory("Write reply")]
    public byte[] SerializeReply() => JsonSerializer.SerializeToUtf8Bytes(reply);

    [Benchmark(Baseline = true, Description = "Own")]
    [BenchmarkCategory("Read request")]
    public object ReadRequest() => GenerateContentRequest.Parse(requestJson.AsSpan().ToArray());

    [Benchmark(Description = "JsonSerializer")]
    [BenchmarkCategory("Read request")]
    public object? DeserializeRequest() => JsonSerializer.Deserialize<GenerateContentRequest>(requestJson);

    [Benchmark(Baseline = true, Description = "Own")]
    [BenchmarkCategory("Read reply")]
    public object ReadReply() => GenerateContentResponse.Parse(replyJson.AsSpan().ToArray());

    [Benchmark(Description = "JsonSerializer")]
    [BenchmarkCategory("Read reply")]
    public object? DeserializeReply() => JsonSerializer.Deserialize<GenerateContentResponse>(replyJson);
}
