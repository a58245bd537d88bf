using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Disguises;

/// <summary>A key that nobody told us: somebody else's, or that of a caller who brings a body himself.</summary>
public sealed class KeyShapesTests
{
    public static TheoryData<string> Shapes => new([.. KeyDisguises.Shapes, "Bearer abc.DEF-123_~/+x="]);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_is_shaped_like_a_key_is_masked_and_nothing_else_is(string shape)
    {
        var shown = shape.StartsWith("Bearer", StringComparison.Ordinal) ? "Bearer [API key]" : "[API key]";

        KeyShapes.Mask($"The key '{shape}', {shape}, is bad.").ShouldBe($"The key '{shown}', {shown}, is bad.");
        KeyShapes.Mask(shape).ShouldBe(shown);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void An_excerpt_does_not_cut_through_one(string shape)
    {
        var secret = shape.Split(' ', '.')[^1];
        for (var before = 180; before <= 200; before++)
        {
            var words = new string('#', before) + " " + shape + " #";
            ApiKey.Excerpt(null, words, 200).ShouldNotContain(secret[..4]);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void No_failure_shows_one_though_no_key_is_known(string shape)
    {
        var error = """
            {"error":{"code":400,"status":"SHAPE","message":"Bad SHAPE there.","details":[
              {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"SHAPE"},
              {"@type":"type.googleapis.com/google.rpc.RequestInfo","requestId":"SHAPE"},
              {"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"SHAPE","description":"SHAPE"}]},
              {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"SHAPE","quotaId":"SHAPE","quotaValue":"SHAPE"}]},
              {"@type":"type.googleapis.com/google.rpc.Help","links":[{"url":"https://host/?key=SHAPE"}]}]}}
            """.Replace("SHAPE", shape, StringComparison.Ordinal);
        var text =
            """{"responseId":"SHAPE","candidates":[{"finishReason":"STOP","finishMessage":"No SHAPE","content":{"parts":[{"text":"I saw SHAPE."}]}}]}""".Replace(
                "SHAPE",
                shape,
                StringComparison.Ordinal
            );
        var secret = shape.Split(' ')[^1];

        foreach (
            var (status, body) in new[]
            {
                (400, error),
                (200, text),
                (200, $"<p>{shape}"),
                (502, $"<title>{shape}</title>"),
            }
        )
        {
            var failure = ReplyOutcome.Classify(status, null, Encoding.UTF8.GetBytes(body)).Failure.ShouldNotBeNull();

            ShouldNotShow(failure, secret);
        }

        ShouldNotShow(
            Should.Throw<NanoBananaException>(() => NanoBananaReply.FromPieces([GenerateContentResponse.Parse(text)])),
            secret
        );
    }

    [Theory]
    [InlineData("AIza, AQ., ya29., sk-, eyJ, ghp_, AKIA and Bearer are beginnings.")]
    [InlineData("Bearer authentication is not supported; Bearer tokens2 neither.")]
    [InlineData("task-0123456789abcdefghij and risk-0123456789abcdefghij")]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    [InlineData("see FAQ.html and eyJhbGciOiJIUzI1NiJ9")]
    [InlineData("-sk-")]
    [InlineData("")]
    public void Innocent_words_are_left_alone(string words) => KeyShapes.Mask(words).ShouldBeSameAs(words);

    [Fact]
    public void Of_a_private_key_more_is_masked_than_its_heading() =>
        KeyShapes
            .Mask("{\"m\":\"-----BEGIN RSA PRIVATE KEY-----\\nMIIEow+IBAA/K=\\nCAQEA\\n-----END\"")
            .ShouldBe("{\"m\":\"[API key]-----END\"");

    [Fact]
    public void No_half_of_a_key_is_left_that_has_more_characters_than_its_shape() =>
        KeyShapes.Mask("of sk-0123456789abcdefghij.more/of+it== there").ShouldBe("of [API key] there");

    [Theory]
    [InlineData("sk-0123456789abcdefghij-AIzaSyA1234567890abcdefghijklmnopqrstu")]
    [InlineData("ghp_0123456789abcdefghijABCDEFGHIJ-eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLWhlcmU")]
    [InlineData("AKIAIOSFODNN7EXAMPLE-sk-0123456789abcdefghij")]
    [InlineData("sk-0123456789abcdefghij.-----BEGIN PRIVATE KEY-----MIIEow")]
    [InlineData("Bearer-----BEGIN EC PRIVATE KEY-----gho_0123456789abcdefghijABCDEFGHIJ")]
    public void Of_two_in_one_word_none_is_left(string two) =>
        KeyShapes.Mask($"of {two}, there").Replace("Bearer", "").ShouldBe("of [API key], there");

    [Theory]
    [InlineData("id-AKIAIOSFODNN7EXAMPLE", "id-[API key]")]
    [InlineData("AKIA-AKIAIOSFODNN7EXAMPLE-7", "AKIA-[API key]")]
    [InlineData("-----BEGIN ABCDEFGHIJKLMNOPQRSTUVWXYZ ABCDEFGHIJKL PRIVATE KEY-----\nMIIE", "[API key]")]
    public void One_is_found_where_a_search_of_recordings_finds_it(string text, string masked) =>
        KeyShapes.Mask(text).ShouldBe(masked);

    [Theory]
    [InlineData("-eyJaaaaaaaaaaaa")]
    [InlineData("-eyJaaaaaaaaaaaa.aaaaaaaaaaaa")]
    [InlineData("sk-")]
    [InlineData("AKIA-")]
    [InlineData("AKIAIOSFODNN7EXAMPLE-")]
    [InlineData("ya29.")]
    [InlineData("-----BEGIN ")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a1/")]
    [InlineData("A ")]
    public void Every_character_of_a_hostile_text_is_read_a_few_times_however_long_it_is(string piece)
    {
        foreach (var pieces in (int[])[1_000, 100_000])
        {
            var text = string.Concat(Enumerable.Repeat(piece, pieces));

            KeyShapes.Find(text, isCut: false, out var read).Count.ShouldBeLessThanOrEqualTo(pieces);

            // Each beginning is looked for by itself, and a web token has three parts.
            read.ShouldBeInRange(text.Length, 20L * text.Length);
        }
    }

    private static void ShouldNotShow(NanoBananaException failure, string secret)
    {
        var error = failure.Error;
        string?[] shown =
        [
            failure.ToString(),
            failure.WhatHappened,
            failure.Cure,
            failure.ProviderCode,
            failure.ProviderStatus,
            failure.ProviderMessage,
            failure.RequestId,
            error?.Message,
            error?.Status,
            error?.Type,
            error?.Reason,
            error?.RequestId,
            .. error?.FieldViolations.SelectMany(one => new[] { one.Field, one.Description }) ?? [],
            .. error?.QuotaViolations.SelectMany(one => new[] { one.Metric, one.Id, one.Value }) ?? [],
            .. error?.HelpLinks ?? [],
        ];
        shown.ShouldAllBe(text => text == null || !text.Contains(secret));
    }
}
