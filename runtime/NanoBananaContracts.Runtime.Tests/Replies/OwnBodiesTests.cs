using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Replies;

public sealed class OwnBodiesTests
{
    public static TheoryData<int, string> Bodies
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var i = 0; i < OwnBodies.All.Count; i++)
            {
                data.Add(i, OwnBodies.All[i].Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Every_body_has_its_kind(int index, string name)
    {
        var (_, status, body, kind) = OwnBodies.All[index];

        var outcome = ReplyOutcome.Classify(status, contentType: null, Encoding.UTF8.GetBytes(body));

        (outcome.Failure?.Kind).ShouldBe(kind, name + ": " + outcome.Failure?.Message);
        if (outcome.Failure is { } failure)
        {
            failure.StatusCode.ShouldBe(status);
            failure.Message.ShouldStartWith(failure.WhatHappened);
            failure.Message.ShouldEndWith(failure.Cure);
            failure.WhatHappened[^1].ShouldBeOneOf('.', '!', '?');
            var page = new Uri(failure.HelpLink!, UriKind.Absolute);
            page.AbsolutePath.ShouldEndWith("/docs/failures.md");
            page.Fragment.ShouldBe("#" + failure.Kind.ToString().ToLowerInvariant());
        }
    }

    /// <summary>Kinds that no reply body can have: they are found before sending, or on the way.</summary>
    [Fact]
    public void Every_kind_that_a_body_can_have_is_among_them()
    {
        FailureKind[] without =
        [
            FailureKind.MissingApiKey,
            FailureKind.Timeout,
            FailureKind.IdleTimeout,
            FailureKind.ConnectionLost,
            FailureKind.ResponseTooLarge,
            FailureKind.InsecureEndpoint,
            FailureKind.FileNotWritten,
            FailureKind.ResendRefused,
            FailureKind.MissingImageModality, // Depends on the request.
        ];

        Enum.GetValues<FailureKind>()
            .Except(without)
            .Except(OwnBodies.All.Where(body => body.Kind is not null).Select(body => body.Kind!.Value))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_request_decides_whether_text_is_a_failure_and_which()
    {
        var body = Encoding.UTF8.GetBytes(
            """{"candidates":[{"content":{"parts":[{"text":"A fox."}]},"finishReason":"STOP"}]}"""
        );

        KindFor(GenerateContentRequest.ForImage("fox")).ShouldBe(FailureKind.TextInsteadOfImage);
        KindFor(new() { Contents = [Content.User("fox")] }).ShouldBeNull();
        KindFor(
                new()
                {
                    Contents = [Content.User("fox")],
                    GenerationConfig = new() { ResponseModalities = [ResponseModality.Text] },
                }
            )
            .ShouldBeNull();

        FailureKind? KindFor(GenerateContentRequest request) =>
            ReplyOutcome.Classify(200, null, body, request).Failure?.Kind;
    }

    [Fact]
    public void A_refusal_that_names_nothing_is_told_by_the_request()
    {
        var body =
            """{"error":{"code":400,"message":"Request contains an invalid argument.","status":"INVALID_ARGUMENT"}}"""u8.ToArray();

        KindFor(null, ImageSize.Undocumented("512px")).ShouldBe(FailureKind.InvalidImageSize);
        KindFor(AspectRatio.Undocumented("7:3"), null).ShouldBe(FailureKind.InvalidAspectRatio);
        KindFor(AspectRatio.Ratio1x1, ImageSize.Size1K).ShouldBe(FailureKind.InvalidRequest);

        FailureKind? KindFor(AspectRatio? ratio, ImageSize? size) =>
            ReplyOutcome.Classify(400, null, body, GenerateContentRequest.ForImage("fox", ratio, size)).Failure?.Kind;
    }

    [Fact]
    public void A_call_of_a_function_is_no_failure()
    {
        var body =
            """{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f"}}]},"finishReason":"STOP"}]}"""u8.ToArray();

        ReplyOutcome.Classify(200, null, body).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void A_token_limit_is_named_with_the_number_that_was_asked_for()
    {
        var body = """{"candidates":[{"content":{"role":"model"},"finishReason":"MAX_TOKENS"}]}"""u8.ToArray();
        var request = GenerateContentRequest.ForImage("A fox");
        request = request with { GenerationConfig = request.GenerationConfig! with { MaxOutputTokens = 64 } };

        var told = ReplyOutcome.Classify(200, "application/json", body, request).Failure!;

        told.Kind.ShouldBe(FailureKind.TokenLimitReached);
        told.Message.ShouldContain("MAX_TOKENS, maxOutputTokens 64");
        told.Message.ShouldContain("Raise maxOutputTokens in generationConfig");
        ReplyOutcome.Classify(200, "application/json", body).Failure!.Message.ShouldContain("MAX_TOKENS)");
    }

    [Fact]
    public void An_error_that_is_not_UTF_8_is_told_as_far_as_it_is()
    {
        var body = Encoding.Latin1.GetBytes("""{"error":{"code":400,"message":"Ungültig: das Bild"}}""");
        ReplyOutcome
            .Classify(400, "application/json", body)
            .Failure!.ProviderMessage.ShouldBe("Ung\uFFFDltig: das Bild");
    }

    [Theory]
    [InlineData("iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB", "a bare Png image of 24 bytes")]
    [InlineData("AAECAw==", "4 bytes that are no text")]
    [InlineData("H4sIAAAAAAAA", "gzip data")]
    [InlineData("bnVsbA==", "something that is no JSON object: \"null\"")]
    public void A_body_that_is_no_reply_is_said_to_be_what_it_is(string base64, string expected)
    {
        var failure = ReplyOutcome.Classify(200, null, Convert.FromBase64String(base64)).Failure!;
        failure.Kind.ShouldBe(FailureKind.NotJson);
        failure.Message.ShouldContain(expected);
    }
}
