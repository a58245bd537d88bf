using System.Globalization;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>
/// The bodies of real failures, outside of the repository. <see cref="OwnBodiesTests"/> has bodies of our own for the
/// same.
/// </summary>
public sealed class RecordedBodiesTests
{
    /// <summary>The number of each body in <c>failures/</c>, and its kind; null for a success.</summary>
    private static readonly Dictionary<int, FailureKind?> Expected = new()
    {
        [1] = FailureKind.Unauthorized,
        [2] = FailureKind.Unauthorized,
        [3] = FailureKind.Unauthorized,
        [4] = FailureKind.PermissionDenied,
        [5] = FailureKind.UnsupportedLocation,
        [6] = FailureKind.ModelNotFound,
        [7] = FailureKind.RateLimited,
        [8] = FailureKind.QuotaExhausted,
        [9] = FailureKind.ServerError,
        [10] = FailureKind.Overloaded,
        [11] = FailureKind.UpstreamTimeout,
        [12] = FailureKind.UpstreamTimeout,
        [13] = FailureKind.InvalidAspectRatio,
        [14] = FailureKind.InvalidRequest,
        [15] = FailureKind.UnknownField,
        [16] = FailureKind.InvalidAspectRatio,
        [17] = FailureKind.MissingThoughtSignature,
        [18] = FailureKind.InvalidInputImage,
        [19] = FailureKind.InvalidInputImage,
        [20] = FailureKind.PromptBlocked,
        [21] = FailureKind.NoCandidates,
        [22] = FailureKind.ImageRefused,
        [23] = FailureKind.NoImage,
        [24] = FailureKind.ImageRefused,
        [25] = FailureKind.ImageRefused,
        [26] = FailureKind.NoImage,
        [27] = FailureKind.TextInsteadOfImage,
        [28] = FailureKind.ImageInText,
        [29] = FailureKind.Overloaded,
        [30] = null,
        [31] = null,
        [32] = null,
        // Noted with nothing but the head and the end of their JPEG: a whole picture has pixels.
        [33] = FailureKind.TruncatedImage,
        [34] = FailureKind.TruncatedImage,
        [35] = null,
        [36] = FailureKind.EmptyImage,
        [37] = FailureKind.TruncatedBase64,
        [38] = FailureKind.TruncatedImage,
        [39] = FailureKind.TruncatedReply,
        [40] = null,
        [41] = FailureKind.GenerationStopped,
        [42] = FailureKind.TokenLimitReached,
        [43] = FailureKind.GenerationStopped,
        [44] = null,
        [45] = FailureKind.Unauthorized,
        [46] = FailureKind.ModelNotFound,
        [47] = FailureKind.InvalidAspectRatio,
        [48] = FailureKind.MissingThoughtSignature,
        [49] = FailureKind.Overloaded,
        [50] = FailureKind.InvalidRequest,
        [51] = FailureKind.GatewayError,
        [52] = FailureKind.Cancelled,
        [53] = null,
    };

    public static TheoryData<int> Numbers => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_failure_body_has_its_kind(int number)
    {
        var (_, file, status, contentType) = Index().Single(row => row.Number == number);
        var body = File.ReadAllBytes(file);

        var outcome = ReplyOutcome.Classify(status, contentType, body);

        (outcome.Failure?.Kind).ShouldBe(Expected[number], outcome.Failure?.Message);
        outcome.IsSuccess.ShouldBe(Expected[number] is null);
        outcome.Failure?.Cure.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void The_table_has_every_body()
    {
        Index().Select(row => row.Number).ShouldBe(Expected.Keys);
    }

    [Theory]
    [InlineData("pydantic+pydantic-ai__001.json", 200, null)]
    [InlineData("pydantic+pydantic-ai__002.json", 404, FailureKind.ModelNotFound)]
    [InlineData("pydantic+pydantic-ai__015.json", 200, null)]
    [InlineData("pydantic+pydantic-ai__124.json", 200, null)]
    [InlineData("vercel+ai__001.json", 429, FailureKind.RateLimited)]
    [InlineData("pydantic+pydantic-ai__029.json", 200, FailureKind.ImageRefused)]
    [InlineData("pydantic+pydantic-ai__047.json", 200, FailureKind.TokenLimitReached)]
    [InlineData("pydantic+pydantic-ai__067.json", 200, FailureKind.OtherDialect)] // countTokens
    [InlineData("pydantic+pydantic-ai__121.json", 200, FailureKind.OtherDialect)] // countTokens
    [InlineData("pydantic+pydantic-ai__125.json", 200, FailureKind.OtherDialect)] // countTokens
    public void Recorded_replies_that_are_not_plain_text_have_their_kind(string file, int status, FailureKind? kind)
    {
        var body = File.ReadAllBytes(TestData.Path("recorded/" + file));

        var outcome = ReplyOutcome.Classify(status, "application/json; charset=UTF-8", body);

        (outcome.Failure?.Kind).ShouldBe(kind, outcome.Failure?.Message);
    }

    [Fact]
    public void A_recorded_wait_is_read()
    {
        var body = File.ReadAllBytes(TestData.Path("recorded/vercel+ai__001.json"));

        var failure = ReplyOutcome.Classify(429, null, body).Failure.ShouldNotBeNull();

        failure.RetryAfter.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        failure.RetryAdvice.ShouldBe(RetryAdvice.Safe);
    }

    /// <summary>A recorded text reply, event stream or array is what it is: text, or a function call; nothing breaks.</summary>
    [Fact]
    public void Every_recorded_reply_is_text_or_a_call_or_one_of_the_odd_ones()
    {
        var folder = TestData.Path("recorded");
        var bodies = Directory
            .GetFiles(folder)
            .Where(file => !file.Contains(".meta.", StringComparison.Ordinal))
            .Where(file => !file.Contains(".shape.", StringComparison.Ordinal))
            .Where(file => !file.EndsWith(".md", StringComparison.Ordinal))
            .ToArray();
        FailureKind?[] expected =
        [
            null,
            FailureKind.TextInsteadOfImage,
            FailureKind.ModelNotFound,
            FailureKind.RateLimited,
            FailureKind.ImageRefused,
            FailureKind.TokenLimitReached,
            FailureKind.OtherDialect, // Replies of countTokens.
            FailureKind.TruncatedReply, // Streams that were recorded until their client left.
            FailureKind.NoImage, // A candidate with code and nothing else.
        ];
        foreach (var file in bodies)
        {
            var outcome = ReplyOutcome.Classify(Status(file), null, File.ReadAllBytes(file));

            expected.ShouldContain(outcome.Failure?.Kind, Path.GetFileName(file) + ": " + outcome.Failure?.Message);
        }

        bodies.Length.ShouldBeGreaterThan(100);
    }

    private static int Status(string file) =>
        file.Contains("ai__002.json", StringComparison.Ordinal) && file.Contains("pydantic", StringComparison.Ordinal)
            ? 404
        : file.Contains("vercel+ai__001.json", StringComparison.Ordinal) ? 429
        : 200;

    /// <summary>The rows of the index: number, file, status and media type.</summary>
    private static IEnumerable<(int Number, string File, int Status, string ContentType)> Rows() =>
        TestData
            .Text("failures/INDEX.md")
            .Split('\n')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length > 3 && cells[1].Length > 2 && char.IsDigit(cells[1][0]))
            .Select(cells =>
                (
                    int.Parse(cells[1].AsSpan(0, 2), CultureInfo.InvariantCulture),
                    TestData.Path("failures/" + cells[1]),
                    int.Parse(cells[2], CultureInfo.InvariantCulture),
                    cells[3]
                )
            );

    private static List<(int Number, string File, int Status, string ContentType)> Index() => [.. Rows()];
}
