namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0009")]
public sealed class BlindCandidateTests
{
    private static string Method(string body) => ConsumerCode.Method("GenerateContentResponse reply", body);

    [Theory]
    [InlineData("var first = [|reply.Candidates[0]|];")]
    [InlineData("var first = [|reply.Candidates.First()|];")]
    [InlineData("var only = [|reply.Candidates.Single()|];")]
    [InlineData("var last = [|reply.Candidates[^1]|];")]
    [InlineData("var first = [|reply.Candidates.ElementAt(0)|];")]
    [InlineData("var parts = [|reply.Candidates[0]|].Content!.Parts[0];")]
    [InlineData("var candidates = reply.Candidates; var text = [|candidates[0]|].Content?.Parts.First().Text;")]
    public Task A_candidate_taken_blindly_is_reported(string body) => AnalyzerRun.Expect("NBC0009", Method(body));

    [Theory]
    [InlineData("foreach (var candidate in reply.Candidates) { var text = [|candidate.Content!.Parts[0]|].Text; }")]
    [InlineData("if (reply.Candidates.Count > 0) { var part = [|reply.Candidates[0].Content!.Parts.First()|]; }")]
    [InlineData("if (reply.Candidates is [var one, ..]) { var part = one.Content?[|.Parts[0]|]; }")]
    [InlineData(
        "foreach (var candidate in reply.Candidates) { var content = candidate.Content!; var part = [|content.Parts[0]|]; }"
    )]
    public Task A_part_taken_blindly_is_reported(string body) => AnalyzerRun.Expect("NBC0009", Method(body));

    [Theory]
    [InlineData("if (reply is { Candidates.Count: > 0 }) { var first = reply.Candidates[0]; }")]
    [InlineData("if (reply.Candidates is [var one, ..]) { var first = reply.Candidates[0]; }")]
    [InlineData("var candidates = reply.Candidates; if (candidates.IsEmpty) { return; } var first = candidates[0];")]
    [InlineData("for (var i = 0; i < reply.Candidates.Count; i++) { var each = reply.Candidates[i]; }")]
    [InlineData("var first = reply.Candidates.FirstOrDefault();")]
    [InlineData(
        "void Assert(IEnumerable<Candidate> all) { } Assert(reply.Candidates); var first = reply.Candidates[0];"
    )]
    [InlineData("void Check(GenerateContentResponse one) { } Check(reply); var first = reply.Candidates[0];")]
    [InlineData("var made = NanoBananaModelFactory.Response(); var first = made.Candidates[0];")]
    [InlineData(
        "foreach (var one in reply.Candidates) { if (one.FinishReason == FinishReason.Stop) { var part = one.Content!.Parts[0]; } }"
    )]
    [InlineData(
        "foreach (var one in reply.Candidates) { var parts = one.Content!.Parts; if (parts.Count > 0) { var part = parts[0]; } }"
    )]
    [InlineData("var request = GenerateContentRequest.ForImage(\"x\"); var part = request.Contents[0].Parts[0];")]
    public Task A_candidate_or_part_that_was_looked_for_is_not_reported(string body) =>
        AnalyzerRun.Silent(Method(body));

    [Theory]
    [InlineData("var reply = await client.GenerateContentAsync(request); var first = reply.Response.Candidates[0];")]
    [InlineData(
        "var reply = await client.GenerateContentAsync(request); var response = reply.Response; var parts = response.Candidates[0].Content!.Parts[0];"
    )]
    [InlineData(
        "var saved = await client.SaveImageAsync(request, \"x\"); var first = saved.Reply.Response.Candidates.First();"
    )]
    public Task The_response_of_a_reply_that_is_no_failure_is_not_reported(string body) =>
        AnalyzerRun.Silent(ConsumerCode.Method("NanoBananaClient client, GenerateContentRequest request", body));

    [Fact]
    public async Task The_message_says_what_to_look_at()
    {
        var found = await AnalyzerRun.Expect(
            "NBC0009",
            Method("foreach (var one in reply.Candidates) { var part = [|one.Content!.Parts[0]|]; }")
        );
        found.Single().GetMessage().ShouldContain("Parts.Count and FinishReason");
    }
}
