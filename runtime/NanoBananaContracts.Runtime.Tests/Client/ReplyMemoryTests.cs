using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>
/// No reply costs more than four times the largest reply that is allowed, whatever it is made of and by whichever way it
/// is read. What is counted is everything that is allocated, garbage included: no peak is higher.
/// </summary>
[Collection(nameof(ReplyMemoryTests))]
[CollectionDefinition(nameof(ReplyMemoryTests), DisableParallelization = true)]
public sealed class ReplyMemoryTests
{
    private const int Limit = 4 * 1024 * 1024;
    private const int Whole = Limit - 64;

    private const string Parts = """{"candidates":[{"content":{"parts":[""";
    private const string PartsEnd = "{}]}}]}";
    private const string Picture = """{"inlineData":{"mimeType":"image/png","data":" """;

    private static readonly Dictionary<string, (string Before, string Unit, string After)> Shapes = new()
    {
        ["empty objects"] = ("[", "{},", "{}]"),
        ["empty candidates"] = ("""{"candidates":[""", "{},", "{}]}"),
        ["candidates that are none"] = ("""{"candidates":[""", "null,", "null]}"),
        ["candidates of other indexes"] = ("[", """{"candidates":[{"index":#}]},""", "{}]"),
        ["one index after the other"] = ("[", """{"candidates":[{"content":{"parts":[{}]}}]},""", "{}]"),
        ["empty parts"] = (Parts, "{},", PartsEnd),
        ["parts of a text"] = (Parts, """{"text":"a"},""", PartsEnd),
        ["parts with a field nobody knows"] = (Parts, """{"a":0},""", PartsEnd),
        ["parts with an empty picture"] = (Parts, """{"inlineData":{"data":""}},""", PartsEnd),
        ["a call with arguments"] = (Parts + """{"functionCall":{"args":{"a":[""", "{},", "{}]}}}]}}]}"),
        ["numbers nobody can repeat"] = ("""{"usageMetadata":{"x":[""", "1e400,", "0]}}"),
        ["token counts"] = ("""{"usageMetadata":{"promptTokensDetails":[""", "{},", "{}]}}"),
        ["sources"] = ("""{"candidates":[{"groundingMetadata":{"groundingChunks":[""", """{"web":{}},""", "{}]}}]}"),
        ["ratings"] = ("""{"candidates":[{"safetyRatings":[""", """{"category":"a"},""", "{}]}]}"),
        ["a list of numbers"] = ("""{"candidates":[{"x":[""", "1,", "1]}]}"),
        ["lists in lists"] = ("""{"x":[""", "[[[]]],", "[]]}"),
        ["fields nobody knows"] = ("{", "\"a\":0,", "\"a\":0}"),
        ["names with escapes"] = ("{", "\"\\u0061\":0,", "\"a\":0}"),
        ["a long name with escapes"] = ("{\"", "\\u0061", "\":0}"),
        ["a long name"] = ("{\"", "a", "\":0}"),
        ["a long text"] = (Parts + "{\"text\":\"", "long ", "\"}]}}]}"),
        ["a long text with escapes"] = (Parts + "{\"text\":\"", "a\\n", "\"}]}}]}"),
        ["a long reason"] = ("""{"candidates":[{"finishReason":" """, "A", "\"}]}"),
        ["a long number"] = ("""{"candidates":[{"index":1""", "0", "}]}"),
        ["a picture that is none"] = (Parts + Picture, "AAAA", "\"}}]}}]}"),
        ["an error with details"] = ("""{"error":{"details":[""", "{},", "{}]}}"),
        ["an error with a long message"] = ("""{"error":{"message":" """, "no ", "\"}}"),
        ["a broken end"] = ("""{"candidates":[{},{"x":[""", "1,", "]}]}"),
        ["a broken end behind a long name"] = ("{\"", "a", "\":]}"),
        ["a cut end"] = ("""{"x":[""", "\"a\",", ""),
        ["a page"] = ("<html>", "<p>no</p>", "</html>"),
        ["white space"] = ("", "    ", ""),
        ["zeros"] = ("", "\0\0\0\0", ""),
        ["empty events"] = ("", "data: {}\n\n", ""),
        ["events without data"] = ("", "data:\n\n", ""),
        ["events of one part"] = ("", """data: {"candidates":[{"content":{"parts":[{"text":"a"}]}}]}""" + "\n\n", ""),
        ["an event of many lines"] = ("data: [", "\ndata: {},", "\ndata: {}]\n\n"),
        ["a large event"] = ("data: " + Parts + Picture, "AAAA", "\"}}]}}]}\n\n"),
        ["an event that never ends"] = ("data: ", "{", ""),
        ["lines that are no events"] = (": \n", "x\n", ""),
        ["a long line that is no event"] = (": \n", "x", ""),
    };

    public static TheoryData<string> Names => new(Shapes.Keys);

    public static TheoryData<string> SavedInEvents => ["empty events", "events of one part", "an event of many lines"];

    public static TheoryData<string> Saved => new(Shapes.Keys.Except(SavedInEvents.Select(row => row.Data)));

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_whole_reply(string shape) => CostsAtMostFourfold(shape, 200, Generate);

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_reply_in_pieces(string shape) => CostsAtMostFourfold(shape, 200, Stream);

    [Theory]
    [MemberData(nameof(Saved))]
    public Task A_reply_that_is_saved(string shape) => CostsAtMostFourfold(shape, 200, Save);

    [Theory]
    [MemberData(nameof(SavedInEvents))]
    public async Task A_reply_of_many_events_that_is_saved(string shape)
    {
        // Every event has a reader, which is garbage once it is over: what counts is what is kept while events come, and
        // what is made of that at the end.
        long kept = 0;
        long atLastRead = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var reply = Reply(
            shape,
            200,
            () =>
            {
                kept = Math.Max(kept, GC.GetTotalMemory(forceFullCollection: true) - before);
                atLastRead = GC.GetAllocatedBytesForCurrentThread();
            }
        );
        using var http = new HttpClient(reply);
        await Failure(Save(http)); // compiles, and fills the pools
        kept = 0;
        before = GC.GetTotalMemory(forceFullCollection: true);

        var calling = Save(http);
        var madeAtEnd = GC.GetAllocatedBytesForCurrentThread() - atLastRead;

        calling.IsCompleted.ShouldBeTrue("otherwise another thread allocated, uncounted");
        (kept + madeAtEnd).ShouldBeLessThan(4 * Limit);
        (await Failure(calling)).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_reply_of_somebody_elses_contract(string shape) => CostsAtMostFourfold(shape, 200, Send);

    [Theory]
    [MemberData(nameof(Names))]
    public Task An_error(string shape) => CostsAtMostFourfold(shape, 400, Generate);

    [Theory]
    [InlineData(null)]
    [InlineData(2L * 1024 * 1024 * 1024)]
    [InlineData(3L * 1024 * 1024)]
    public async Task A_reply_without_end(long? announced)
    {
        foreach (var call in new[] { Generate, Stream, Save, Send })
        {
            using var reply = new RepeatedText("{\"a\":[", "[],", "", long.MaxValue) { Announced = announced };
            (await Cost(reply, call)).Failure!.Kind.ShouldBe(FailureKind.ResponseTooLarge);
        }
    }

    [Fact]
    public async Task A_length_that_is_announced_and_does_not_come()
    {
        using var reply = new RepeatedText("{", " ", "}", 100) { Announced = Limit };

        var (allocated, failure) = await Cost(reply, Generate);

        failure!.Kind.ShouldBe(FailureKind.NoCandidates);
        allocated.ShouldBeLessThan(Limit / 2);
    }

    private static async Task CostsAtMostFourfold(string shape, int status, Func<HttpClient, Task> call)
    {
        using var reply = Reply(shape, status);
        await Cost(reply, call);
    }

    private static RepeatedText Reply(string shape, int status, Action? reading = null)
    {
        var (before, unit, after) = Shapes[shape];
        return new RepeatedText(before.TrimEnd(), unit, after, Whole) { Status = status, Reading = reading };
    }

    private static async Task<(long Allocated, NanoBananaException? Failure)> Cost(
        RepeatedText reply,
        Func<HttpClient, Task> call
    )
    {
        using var http = new HttpClient(reply);
        await Failure(call(http)); // compiles, and fills the pools

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var calling = call(http);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        calling.IsCompleted.ShouldBeTrue("otherwise another thread allocated, uncounted");
        allocated.ShouldBeLessThan(4 * Limit);
        return (allocated, await Failure(calling));
    }

    private static async Task<NanoBananaException?> Failure(Task call)
    {
        try
        {
            await call;
            return null;
        }
        catch (NanoBananaException failure)
        {
            return failure;
        }
    }

    private static NanoBananaClient Client(HttpClient http) =>
        new(
            new NanoBananaOptions
            {
                ApiKey = TestClient.Key,
                MaxAttempts = 1,
                MaxResponseBytes = Limit,
            },
            http
        );

    private static async Task Generate(HttpClient http)
    {
        using var client = Client(http);
        await client.GenerateContentAsync(TestClient.Request, CancellationToken.None);
    }

    private static async Task Stream(HttpClient http)
    {
        using var client = Client(http);
        await foreach (var _ in client.StreamGenerateContentAsync(TestClient.Request, CancellationToken.None)) { }
    }

    private static async Task Save(HttpClient http)
    {
        using var client = Client(http);
        await client.SaveImageAsync(TestClient.Request, new MemoryStream(), null, CancellationToken.None);
    }

    private static async Task Send(HttpClient http)
    {
        var endpoint = new ContractEndpoint(new Uri("https://own.example/"), false) { ApiKey = TestClient.Key };
        using var client = new ContractClient(
            endpoint,
            new CallOptions { MaxAttempts = 1, MaxResponseBytes = Limit },
            http
        );
        await client.SendAsync(
            ContractOperations.GenerateContent,
            new GenerateContentRequest { Contents = [Content.User("Hello")] },
            new Dictionary<string, string> { ["model"] = "mine" },
            CancellationToken.None
        );
    }
}
