using Microsoft.CodeAnalysis;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0020")]
public sealed class OneByOneTests
{
    private static string Method(string body) =>
        ConsumerCode.Method("NanoBananaClient client, GenerateContentRequest request, string[] prompts", body);

    [Theory]
    [InlineData(
        "foreach (var prompt in prompts) { var saved = await [|client.SaveImageAsync(GenerateContentRequest.ForImage(prompt), prompt)|]; }"
    )]
    [InlineData(
        "for (var i = 0; i < 4; i++) { var reply = await [|client.GenerateContentAsync(request)|].ConfigureAwait(false); await reply.FinalImage.SaveAsync(\"fox\" + i); }"
    )]
    [InlineData(
        "var replies = new List<NanoBananaReply>(); foreach (var prompt in prompts) { replies.Add(await [|client.GenerateContentAsync(GenerateContentRequest.ForImage(prompt))|]); }"
    )]
    [InlineData(
        "var count = 0; foreach (var prompt in prompts.Where(one => one.Length > 0)) { try { await [|client.SaveImageAsync(request, prompt)|]; count++; } catch (NanoBananaException failure) { Console.WriteLine(failure.Message); } }"
    )]
    public async Task Calls_that_need_nothing_of_each_other_are_reported(string body) =>
        (await AnalyzerRun.Expect("NBC0020", Method(body))).Single().Severity.ShouldBe(DiagnosticSeverity.Info);

    [Theory]
    // Each needs the one before it, or decides whether there is another.
    [InlineData(
        "NanoBananaReply? last = null; foreach (var prompt in prompts) { var next = last is null ? request : request with { Contents = [Content.User(Part.FromImage(last.FinalImage))] }; last = await client.GenerateContentAsync(next); }"
    )]
    [InlineData(
        "decimal spent = 0; foreach (var prompt in prompts) { var reply = await client.GenerateContentAsync(request); spent += reply.CostUsd ?? 0; if (spent > 1) { throw new InvalidOperationException(); } }"
    )]
    [InlineData(
        "for (var attempt = 0; attempt < 3; attempt++) { var reply = await client.GenerateContentAsync(request); if (reply.HasImage) { break; } }"
    )]
    [InlineData(
        "foreach (var prompt in prompts) { var reply = await client.GenerateContentAsync(request); if (reply.HasImage) { return; } }"
    )]
    [InlineData(
        "foreach (var prompt in prompts) { await client.SaveImageAsync(request, prompt); await Task.Delay(1000); }"
    )]
    [InlineData(
        "var conversation = new Conversation(client); foreach (var prompt in prompts) { var turn = Content.User(prompt); var reply = await client.GenerateContentAsync(conversation.Next(turn)); conversation.Append(turn, reply.Response); }"
    )]
    [InlineData(
        "var conversation = new Conversation(client); foreach (var prompt in prompts) { await conversation.SendAsync(prompt); }"
    )]
    // A round decides whether there is a next one.
    [InlineData(
        "var isDone = false; for (var i = 0; i < 3 && !isDone; i++) { try { await client.SaveImageAsync(request, \"fox\"); isDone = true; } catch (NanoBananaException failure) { Console.WriteLine(failure.Message); } }"
    )]
    [InlineData(
        "for (var left = 3; left > 0; left--) { await client.SaveImageAsync(request, \"fox\"); left = Console.Read(); }"
    )]
    [InlineData("while (Console.ReadLine() is { } prompt) { await client.SaveImageAsync(request, prompt); }")]
    [InlineData(
        "await Parallel.ForEachAsync(prompts, async (prompt, token) => await client.SaveImageAsync(request, prompt, token));"
    )]
    [InlineData("await Task.WhenAll(prompts.Select(prompt => client.SaveImageAsync(request, prompt)));")]
    public Task A_loop_with_an_order_or_none_are_not_reported(string body) => AnalyzerRun.Silent(Method(body));

    [Fact]
    public Task A_field_that_a_method_of_the_same_class_may_look_at_is_not_reported() =>
        AnalyzerRun.Silent(
            """
            using System.Threading.Tasks;
            using NanoBananaContracts;

            public sealed class Budget(NanoBananaClient client)
            {
                private decimal spent;

                public async Task RunAsync(string[] prompts)
                {
                    foreach (var prompt in prompts)
                    {
                        if (!IsSpent())
                        {
                            spent += (await client.GenerateContentAsync(GenerateContentRequest.ForImage(prompt))).PriceUsd ?? 0;
                        }
                    }
                }

                private bool IsSpent() => spent > 5;
            }
            """
        );
}
