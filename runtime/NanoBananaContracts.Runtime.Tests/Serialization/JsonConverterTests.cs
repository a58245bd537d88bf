using System.Buffers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Serialization;

/// <summary>Contract types in the hands of System.Text.Json: the JSON of the contract, and no other.</summary>
public sealed partial class JsonConverterTests
{
    private const string Body =
        """{"contents":[{"role":"user","parts":[{"text":"A <red> füchsin & \"co\""},{"inlineData":{"mimeType":"image/png","data":"AAEC"}}],"later":{"x":[1,2.50,null]}}],"generationConfig":{"imageConfig":{"aspectRatio":"16:9","imageSize":"9K"}},"own":[{}]}""";

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 200 };

    private static readonly Dictionary<string, JsonSerializerOptions?> Options = new()
    {
        ["none"] = null,
        ["web"] = JsonSerializerOptions.Web,
        ["own"] = Indented,
    };

    [Theory]
    [InlineData("none")]
    [InlineData("web")]
    [InlineData("own")]
    public void A_message_is_written_and_read_as_the_contract_does(string name)
    {
        var options = Options[name];
        var request = GenerateContentRequest.Parse(Body);

        JsonSerializer.Serialize(request, options).ShouldBe(request.ToJson());
        var read = JsonSerializer.Deserialize<GenerateContentRequest>(Body, options)!;
        read.ShouldBe(request);
        read.ToJson().ShouldBe(Body);
        read.UnknownFields!.Find("own").ToString().ShouldBe("[{}]");
        read.Contents[0].UnknownFields!.Find("later").ToString().ShouldBe("""{"x":[1,2.50,null]}""");
        read.GenerationConfig!.ImageConfig!.ImageSize!.Value.IsDocumented.ShouldBeFalse();
    }

    [Fact]
    public void Snake_case_is_read_and_written_as_camelCase() =>
        JsonSerializer
            .Serialize(JsonSerializer.Deserialize<Part>("""{"inline_data":{"mime_type":"image/png","data":"AA=="}}"""))
            .ShouldBe("""{"inlineData":{"mimeType":"image/png","data":"AA=="}}""");

    [Fact]
    public void White_space_comments_and_trailing_commas_are_not_part_of_what_is_kept()
    {
        var read = JsonSerializer.Deserialize<Part>(
            """
            /* a */ { "text" : "a" , // b
              "own" : [ 1 , /* c */ { "d" : [ ] , "e" : { } , } , "\u00e4\\" , ] , }
            """,
            Indented
        )!;
        read.ToJson().ShouldBe("""{"text":"a","own":[1,{"d":[],"e":{}},"\u00e4\\"]}""");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task A_message_is_read_of_a_stream_in_pieces(int piece)
    {
        await using var stream = new PiecewiseStream(Encoding.UTF8.GetBytes($"[ {Body} , {Body} ]"), piece);
        var options = new JsonSerializerOptions { DefaultBufferSize = piece };
        var count = 0;
        await foreach (
            var read in JsonSerializer.DeserializeAsyncEnumerable<GenerateContentRequest>(
                stream,
                options,
                TestContext.Current.CancellationToken
            )
        )
        {
            read!.ToJson().ShouldBe(Body);
            count++;
        }

        count.ShouldBe(2);
    }

    [Fact]
    public void What_was_read_does_not_depend_on_the_readers_buffer()
    {
        var bytes = Encoding.UTF8.GetBytes(Body);
        var read = JsonSerializer.Deserialize<GenerateContentRequest>(bytes)!;
        bytes.AsSpan().Fill((byte)'x');
        read.ToJson().ShouldBe(Body);
    }

    [Fact]
    public void Segments_of_a_pipe_are_put_together()
    {
        var bytes = Encoding.UTF8.GetBytes(Body);
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var first = new Segment(bytes.AsMemory(0, cut), null);
            var last = new Segment(bytes.AsMemory(cut), first);
            var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(first, 0, last, bytes.Length - cut));
            JsonSerializer.Deserialize<GenerateContentRequest>(ref reader)!.ToJson().ShouldBe(Body);
        }
    }

    [Fact]
    public void Values_stand_in_records_lists_dictionaries_and_keys()
    {
        var album = new Album(
            "fox",
            new Part { Text = "a" },
            new() { [ImageSize.Size4K] = ImageSize.Size512, [ImageSize.Undocumented("9K")] = ImageSize.Size2K },
            [AspectRatio.Ratio16x9, AspectRatio.Undocumented("7:5")],
            RawJson.Parse("""{"a":[1]}"""),
            default,
            Base64Data.FromBytes([1, 2, 3]),
            Timestamp.Parse("2026-08-22T09:30:00.123456789Z"),
            Duration.Parse("1.5s"),
            new() { ["x"] = new Content { Parts = new[] { new Part { Text = "b" } } } },
            null
        );
        const string Json =
            """{"Name":"fox","First":{"text":"a"},"Sizes":{"4K":"512","9K":"2K"},"Ratios":["16:9","7:5"],"Raw":{"a":[1]},"Absent":null,"Bytes":"AQID","At":"2026-08-22T09:30:00.123456789Z","Took":"1.5s","Named":{"x":{"parts":[{"text":"b"}]}},"None":null}""";

        JsonSerializer.Serialize(album).ShouldBe(Json);
        JsonSerializer.Serialize(album, AlbumContext.Default.Album).ShouldBe(Json);
        foreach (
            var read in new[]
            {
                JsonSerializer.Deserialize<Album>(Json)!,
                JsonSerializer.Deserialize(Json, AlbumContext.Default.Album)!,
            }
        )
        {
            JsonSerializer.Serialize(read).ShouldBe(Json);
            read.First.ShouldBe(album.First);
            read.Sizes.ShouldBe(album.Sizes);
            read.None.ShouldBeNull();
            read.Absent.ValueKind.ShouldBe(JsonValueKind.Null);
        }
    }

    /// <summary>
    /// A converter of a generic type is made by reflection, which a native program has not; whoever reads is told, and nothing is
    /// lost in silence.
    /// </summary>
    [Fact]
    public void A_list_or_map_of_a_contract_outside_of_a_message_is_written_and_not_read()
    {
        var shelf = new Shelf(
            new[] { new Part { Text = "a" } },
            new([KeyValuePair.Create("k", new Part { Text = "b" })]),
            default
        );
        const string Json = """{"Parts":[{"text":"a"}],"Named":{"k":{"text":"b"}},"Absent":[]}""";

        JsonSerializer.Serialize(shelf).ShouldBe(Json);
        JsonSerializer.Serialize(shelf, AlbumContext.Default.Shelf).ShouldBe(Json);
        Should
            .Throw<NotSupportedException>(() => JsonSerializer.Deserialize<Shelf>(Json))
            .Message.ShouldContain("$.Parts");
        Should
            .Throw<NotSupportedException>(() => JsonSerializer.Deserialize(Json, AlbumContext.Default.Shelf))
            .Message.ShouldContain("$.Parts");
        Should.Throw<NotSupportedException>(() => JsonSerializer.Deserialize<ValueMap<Part>>("""{"k":{}}"""));
    }

    [Theory]
    [InlineData("""{"Ratios":[5]}""", "$.Ratios[0]", "text")]
    [InlineData("""{"Sizes":{"4K":{}}}""", "$.Sizes.4K", "text")]
    [InlineData("""{"Bytes":5}""", "$.Bytes", "Base64")]
    [InlineData("""{"At":"noon"}""", "$.At", "RFC 3339")]
    [InlineData("""{"Took":"long"}""", "$.Took", "1.5s")]
    [InlineData("""{"First":{"text":"a" "b"}}""", "$.First", "'\"'")]
    public void What_cannot_be_read_is_an_exception_with_its_path(string json, string path, string says)
    {
        var failure = Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Album>(json));
        failure.Path.ShouldBe(path);
        failure.Message.ShouldContain(says);
    }

    [Fact]
    public void What_the_contract_refuses_is_inside_the_exception()
    {
        Should
            .Throw<JsonException>(() => JsonSerializer.Deserialize<ImageSize>("{}"))
            .InnerException.ShouldBeOfType<ContractFormatException>();
        var deep = "{\"own\":" + new string('[', 100) + new string(']', 100) + "}";
        Should
            .Throw<JsonException>(() =>
            {
                var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(deep), new JsonReaderOptions { MaxDepth = 200 });
                reader.Read();
                new Part.asJson().Read(ref reader, typeof(Part), JsonSerializerOptions.Default);
            })
            .InnerException.ShouldBeOfType<ContractFormatException>()
            .Message.ShouldContain("64 levels");
        JsonSerializer.Deserialize<Part>(deep, Deep)!.ToJson().ShouldBe(deep);
    }

    [Fact]
    public void Null_is_no_message_and_no_value_of_an_enum()
    {
        JsonSerializer.Deserialize<Part>("null").ShouldBeNull();
        JsonSerializer.Deserialize<ImageSize?>("null").ShouldBeNull();
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<ImageSize>("null"));
        JsonSerializer.Deserialize<RawJson>("null").ToString().ShouldBe("null");
    }

    [Fact]
    public void A_key_is_not_serialised()
    {
        const string Secret = "AIzaSyA-0123456789abcdefghijklmnopqrstu";
        var options = new NanoBananaOptions { ApiKey = Secret };
        JsonSerializer.Serialize(new ApiKey(Secret)).ShouldBe("{}");
        JsonSerializer.Serialize(options.ApiKey).ShouldBe("{}");
    }

    [Fact]
    public async Task A_minimal_API_takes_and_gives_messages()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost("/echo", (GenerateContentRequest request) => request with { Model = "models/mine" });
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var reply = await http.PostAsJsonAsync(
            "/echo",
            GenerateContentRequest.Parse(Body),
            TestContext.Current.CancellationToken
        );
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        text.ShouldBe((GenerateContentRequest.Parse(Body) with { Model = "models/mine" }).ToJson());
        using var broken = await http.PostAsync(
            "/echo",
            new StringContent("{\"contents\":", Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken
        );
        ((int)broken.StatusCode).ShouldBe(StatusCodes.Status400BadRequest);
    }

    /// <summary>A record of a user's own.</summary>
    internal sealed record Album(
        string Name,
        Part First,
        Dictionary<ImageSize, ImageSize> Sizes,
        List<AspectRatio> Ratios,
        RawJson Raw,
        RawJson Absent,
        Base64Data Bytes,
        Timestamp At,
        Duration Took,
        Dictionary<string, Content> Named,
        GenerateContentResponse? None
    );

    /// <summary>One that holds lists of the contract itself.</summary>
    internal sealed record Shelf(ValueList<Part> Parts, ValueMap<Part> Named, ValueList<Part> Absent);

    [JsonSerializable(typeof(Album))]
    [JsonSerializable(typeof(Shelf))]
    [JsonSerializable(typeof(GenerateContentRequest))]
    internal sealed partial class AlbumContext : JsonSerializerContext;

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is not null)
            {
                before.Next = this;
                RunningIndex = before.RunningIndex + before.Memory.Length;
            }
        }
    }

    private sealed class PiecewiseStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
