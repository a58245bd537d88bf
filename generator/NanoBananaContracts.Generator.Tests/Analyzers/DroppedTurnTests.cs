namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0019")]
public sealed class DroppedTurnTests
{
    private static string Method(string body) =>
        ConsumerCode.Method(
            "NanoBananaClient client, Conversation conversation, GenerateContentRequest request, string[] edits",
            body
        );

    [Theory]
    [InlineData(
        "var first = await client.SaveImageAsync([|conversation.Next(Content.User(\"a fox\"))|], \"1\"); await conversation.SendAsync(\"at night\");"
    )]
    [InlineData(
        "foreach (var edit in edits) { await client.SaveImageAsync([|conversation.Next(Content.User(edit))|], edit); }"
    )]
    [InlineData(
        "foreach (var edit in edits) { var next = [|conversation.Next(Content.User(edit))|]; var reply = await client.GenerateContentAsync(next); }"
    )]
    public Task A_turn_of_a_conversation_that_is_not_kept_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0019", Method(body));

    [Theory]
    [InlineData(
        "var fox = await client.GenerateContentAsync(request); var night = await client.GenerateContentAsync(request with { Contents = [|[.. request.Contents, Content.User(\"at night\")]|] });"
    )]
    [InlineData(
        "var fox = await client.GenerateContentAsync(request); var next = request with { Contents = [|request.Contents.Add(Content.User(\"at night\"))|] };"
    )]
    [InlineData(
        "var history = new List<Content>(); foreach (var edit in edits) { [|history.Add(Content.User(edit))|]; var reply = await client.GenerateContentAsync(new GenerateContentRequest { Contents = history }); }"
    )]
    [InlineData(
        "var history = new List<Content>(); foreach (var edit in edits) { [|history.Add(Content.User(edit))|]; var next = request with { Contents = history }; await client.SaveImageAsync(next, edit); }"
    )]
    public Task Contents_without_the_turn_of_the_model_are_reported(string body) =>
        AnalyzerRun.Expect("NBC0019", Method(body));

    [Theory]
    [InlineData("await conversation.SendAsync(\"a fox\"); var night = await conversation.SendAsync(\"at night\");")]
    [InlineData(
        "foreach (var edit in edits) { var turn = Content.User(edit); var saved = await client.SaveImageAsync(conversation.Next(turn), edit); conversation.Append(turn, saved.Reply.Response); }"
    )]
    [InlineData("await client.SaveImageAsync(conversation.Next(Content.User(\"the last one\")), \"last\");")]
    [InlineData(
        "var size = conversation.Next(Content.User(\"x\")).ToJson().Length; await conversation.SendAsync(\"x\");"
    )]
    [InlineData(
        "void Keep(Conversation kept) { } await client.SaveImageAsync(conversation.Next(Content.User(\"x\")), \"x\"); Keep(conversation); await conversation.SendAsync(\"y\");"
    )]
    [InlineData(
        "var fox = await client.GenerateContentAsync(request); var night = request with { Contents = [.. request.Contents, fox.Response.Candidates[0].Content!, Content.User(\"at night\")] };"
    )]
    [InlineData(
        "var two = request with { Contents = [.. request.Contents, Content.User(\"and a hat\")] }; var fox = await client.GenerateContentAsync(two);"
    )]
    [InlineData(
        "var history = new List<Content>(); foreach (var edit in edits) { history.Add(Content.User(edit)); var reply = await client.GenerateContentAsync(new GenerateContentRequest { Contents = history }); history.Add(reply.Response.Candidates[0].Content!); }"
    )]
    [InlineData(
        "var turns = new List<Content>(); foreach (var edit in edits) { turns.Add(Content.User(edit)); } var reply = await client.GenerateContentAsync(new GenerateContentRequest { Contents = turns });"
    )]
    public Task A_turn_that_is_kept_or_the_last_is_not_reported(string body) => AnalyzerRun.Silent(Method(body));
}
