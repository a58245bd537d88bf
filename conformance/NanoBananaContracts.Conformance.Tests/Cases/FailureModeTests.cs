using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Cases;

/// <summary>Every failure mode that was collected from the field has a case, with a body of our own.</summary>
public sealed class FailureModeTests
{
    /// <summary>By number of the collection, the case that plays it.</summary>
    private static readonly IReadOnlyDictionary<int, string> CaseOfMode = new Dictionary<int, string>
    {
        [1] = "auth/google-bad-key-400",
        [2] = "auth/google-wrong-credential-401",
        [3] = "auth/google-no-key-403",
        [4] = "auth/service-disabled-403",
        [5] = "auth/location-400",
        [6] = "http/model-not-found",
        [7] = "http/quota-with-retry-info",
        [8] = "http/quota-limit-zero",
        [9] = "http/internal-500",
        [10] = "http/overloaded-503",
        [11] = "http/deadline-503",
        [12] = "http/deadline-504",
        [13] = "http/aspect-ratio-400",
        [14] = "http/image-size-400",
        [15] = "http/unknown-field-400",
        [16] = "http/response-format-enum-400",
        [17] = "http/missing-signature-400",
        [18] = "http/mime-mismatch-400",
        [19] = "http/bad-input-image-400",
        [20] = "response/prompt-blocked",
        [21] = "response/candidates-null",
        [22] = "response/image-safety",
        [23] = "response/image-other",
        [24] = "response/image-prohibited",
        [25] = "response/image-recitation",
        [26] = "response/no-image",
        [27] = "response/text-instead",
        [28] = "response/text-data-url",
        [29] = "response/error-body",
        [30] = "response/draft-first",
        [31] = "response/several-pictures",
        [32] = "response/only-draft",
        [33] = "response/jpeg",
        [34] = "response/mime-lies",
        [35] = "response/empty-part",
        [36] = "payload/empty-data",
        [37] = "payload/cut-base64",
        [38] = "payload/cut-base64-valid-length",
        [39] = "http/json-broken-200",
        [40] = "response/snake-case",
        [41] = "response/malformed-function-call",
        [42] = "response/max-tokens",
        [43] = "response/unknown-finish-reason",
        [44] = "response/wrong-model",
        [45] = "auth/gateway-401-newapi",
        [46] = "http/no-channel-503",
        [47] = "http/nested-json-error",
        [48] = "http/message-is-object",
        [49] = "http/code-is-string",
        [50] = "http/error-array",
        [51] = "http/html-502",
        [52] = "stream/mid-stream-error",
        [53] = "stream/image-then-empty-end",
    };

    [Fact]
    public void Every_mode_has_a_case()
    {
        CaseOfMode.Keys.Order().ShouldBe(Enumerable.Range(1, 53));
        CaseOfMode.Values.Except(SuiteRun.Cases.Select(c => c.Id)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("401 Unauthorized")]
    [InlineData("Response contains no image data")]
    [InlineData("jq: cannot index null with string \"candidates\"")]
    [InlineData("Request times out after 10 seconds")]
    [InlineData("Invalid value for imageSize")]
    [InlineData("Invalid value for aspectRatio")]
    [InlineData("Base64 decode produces corrupted image")]
    public void Every_row_of_the_articles_error_table_has_a_scored_case_in_its_own_words(string symptom) =>
        SuiteRun
            .Cases.Where(c => c.Scored && c.Tags.Contains("article"))
            .SelectMany(c => c.Sources)
            .ShouldContain(s => s.Where.StartsWith("article, error table") && s.Note == symptom);

    [Fact]
    public void The_collection_has_no_mode_without_a_case()
    {
        var failures = TestData.Path("failures");

        foreach (
            var file in Directory
                .EnumerateFiles(failures)
                .Select(Path.GetFileName)
                .OfType<string>()
                .Where(f => char.IsAsciiDigit(f[0]))
        )
        {
            CaseOfMode.Keys.ShouldContain(
                int.Parse(file[..2], System.Globalization.CultureInfo.InvariantCulture),
                file
            );
        }
    }

    [Fact]
    public void No_body_is_copied_from_the_collection()
    {
        string[] bodies =
        [
            .. SuiteRun
                .Cases.SelectMany(c => c.Stubs.Mappings)
                .Select(m => Squeezed(System.Text.Encoding.UTF8.GetString(m.Response.Body.Span))),
        ];

        foreach (var file in Directory.EnumerateFiles(TestData.Path("failures"), "*-*"))
        {
            var body = Squeezed(File.ReadAllText(file));
            bodies.ShouldNotContain(body, Path.GetFileName(file));
        }
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
