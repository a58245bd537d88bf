namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0009")]
public sealed class UncheckedCandidateTests
{
    [Theory]
    [InlineData("""Console.WriteLine([|reply.Candidates[0]|].Content);""")]
    [InlineData("""Console.WriteLine([|reply.Candidates.First()|].Content);""")]
    [InlineData("""var first = [|reply.Candidates[0]|];""")]
    public Task The_first_candidate_taken_blindly_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0009", Example.Method("GenerateContentResponse reply", body));

    [Theory]
    [InlineData("""if (reply.Candidates.Count > 0) { Console.WriteLine(reply.Candidates[0].Content); }""")]
    [InlineData("""if (reply.Candidates.Any()) { Console.WriteLine(reply.Candidates.First().Content); }""")]
    [InlineData("""Console.WriteLine(reply.Candidates.First(candidate => candidate.Content is not null));""")]
    [InlineData(
        """if (reply.Candidates.Any(one => one.Content is not null)) { Console.WriteLine(reply.Candidates[0]); }"""
    )]
    [InlineData("""foreach (var candidate in reply.Candidates) { Console.WriteLine(candidate.Content); }""")]
    [InlineData("""if (reply.PromptFeedback is null) { Console.WriteLine(reply.Candidates[0].Content); }""")]
    public Task A_candidate_that_was_looked_for_is_not_reported(string body) =>
        AnalyzerRun.Silent(Example.Method("GenerateContentResponse reply", body));
}
