using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>A reply of another API is named as one, at every door, and nobody is told to ask again or to change the prompt.</summary>
public sealed class OtherDialectTests
{
    public static TheoryData<string, string> Bodies
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (name, _, body, _) in OwnDialectBodies.All)
            {
                data.Add(name, body);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Another_dialect_is_named(string name, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var failure = ReplyDiagnosis.Diagnose(bytes).Outcome.Failure.ShouldNotBeNull(name);

        failure.Kind.ShouldBe(FailureKind.OtherDialect);
        failure.RetryAdvice.ShouldBe(RetryAdvice.Never);
        failure.Message.ShouldNotContain("prompt");
        failure.Cure.ShouldContain("https://wisgate.ai");
        failure.Cure.ShouldContain("https://generativelanguage.googleapis.com");
        await OneOutcome.HoldsAsync(bytes, "application/json", name);
        await OneOutcome.HoldsAsync(bytes, "application/json", name, 1);
    }

    [Theory]
    [InlineData("""{"choices":[],"error":{"code":429,"message":"slowly"}}""", FailureKind.RateLimited)]
    [InlineData(
        """{"object":"x","error":{"message":"insufficient","code":"insufficient_quota"}}""",
        FailureKind.QuotaExhausted
    )]
    [InlineData("""{"message":"Invalid token"}""", FailureKind.Unauthorized)]
    [InlineData("""{"code":500,"msg":"broken","data":null}""", FailureKind.ServerError)]
    [InlineData("""{"candidates":[],"choices":[]}""", FailureKind.NoCandidates)]
    [InlineData("""{"candidates":null,"response":{}}""", FailureKind.NoCandidates)]
    [InlineData("""{"promptFeedback":{"blockReason":"SAFETY"},"choices":[]}""", FailureKind.PromptBlocked)]
    [InlineData("""{"usageMetadata":{"promptTokenCount":3}}""", FailureKind.NoCandidates)]
    [InlineData("{}", FailureKind.NoCandidates)]
    [InlineData("""{"candidates":[]} {"candidates":[}""", FailureKind.OtherDialect)]
    [InlineData("""{"candidates":[} {}""", FailureKind.NotJson)]
    [InlineData("""{"candidates":[]} x""", FailureKind.NotJson)]
    public async Task What_is_ours_or_an_error_stays_what_it_is(string body, FailureKind kind)
    {
        var bytes = Encoding.UTF8.GetBytes(body);

        ReplyOutcome.Classify(200, null, bytes).Failure!.Kind.ShouldBe(kind);
        await OneOutcome.HoldsAsync(bytes, "application/json");
    }
}
