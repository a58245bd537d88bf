using System.Buffers.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using NanoBananaContracts.Runtime.Benchmarks.Compare;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Benchmarks.Micro;

/// <summary>
/// A reply with a picture of 24 MB, in memory: the framework's Base64 decoder alone (what nobody can beat), our readers
/// that also check the JSON, and the picture, on the way, and System.Text.Json.
/// </summary>
[MemoryDiagnoser]
public class DecoderBenchmarks
{
    private const int PictureLength = 24 * 1024 * 1024;
    private const int BufferLength = 64 * 1024;

    private readonly byte[] input = new byte[BufferLength];
    private readonly byte[] output = new byte[Base64StringReader.OutputLength(BufferLength)];
    private readonly byte[] picture = new byte[PictureLength];
    private byte[] reply = [];
    private byte[] text = [];
    private byte[] escapedReply = [];

    [GlobalSetup]
    public void Setup()
    {
        reply = PictureReplies.Make(PictureLength);
        var start = reply.AsSpan().IndexOf("\"data\": \""u8) + 9;
        text = reply.AsSpan(start, Base64.GetMaxEncodedToUtf8Length(PictureLength)).ToArray();
        escapedReply = System.Text.Encoding.ASCII.GetBytes(
            System.Text.Encoding.ASCII.GetString(reply).Replace("/", "\\/", StringComparison.Ordinal)
        );
    }

    [Benchmark(Baseline = true, Description = "Base64.DecodeFromUtf8 alone, in pieces")]
    public int Framework()
    {
        var total = 0;
        for (var at = 0; at < text.Length; at += BufferLength)
        {
            var length = Math.Min(BufferLength, text.Length - at);
            Base64.DecodeFromUtf8(text.AsSpan(at, length), output, out _, out var written);
            total += written;
        }

        return total;
    }

    [Benchmark(Description = "Incremental reader")]
    public long Incremental() => Read(reply, inspector: null);

    [Benchmark(Description = "Incremental reader and picture inspector")]
    public long IncrementalInspected() => Read(reply, new PictureInspector());

    [Benchmark(Description = "Incremental reader, every slash escaped")]
    public long IncrementalEscaped() => Read(escapedReply, inspector: null);

    [Benchmark(Description = "Typed value, TryDecode")]
    public int Typed()
    {
        var image = GenerateContentResponse.Parse(reply).Candidates[0].Content!.Parts[1].InlineData!.Data!.Value;
        image.TryDecode(picture, out var written);
        return written;
    }

    [Benchmark(Description = "System.Text.Json, source-generated, byte[]")]
    public int SystemTextJson() =>
        JsonSerializer
            .Deserialize(reply, PocoContext.Default.PocoReply)!
            .Candidates![0]
            .Content!.Parts[1]
            .InlineData!.Data!.Length;

    private long Read(byte[] body, PictureInspector? inspector)
    {
        using var reader = new ReplyStreamReader(output);
        long total = 0;
        for (var at = 0; at < body.Length; at += BufferLength)
        {
            var length = Math.Min(BufferLength, body.Length - at);
            body.AsSpan(at, length).CopyTo(input); // as the network does
            reader.Feed(input, 0, length);
            ReplyEvent next;
            while ((next = reader.Next()) != ReplyEvent.NeedInput)
            {
                if (next == ReplyEvent.PictureBytes)
                {
                    total += reader.PictureBytes;
                    inspector?.Append(output.AsSpan(0, reader.PictureBytes));
                }
            }
        }

        return total;
    }
}
