namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0021")]
public sealed class SwallowedFailureTests
{
    private static string Method(string body) =>
        ConsumerCode.Method("NanoBananaClient client, GenerateContentRequest request, string[] prompts", body);

    [Theory]
    [InlineData("try { await client.SaveImageAsync(request, \"x\"); } [|catch|] (NanoBananaException) { }")]
    [InlineData(
        "try { Console.WriteLine(); await client.SaveImageAsync(request, \"x\"); } [|catch|] (NanoBananaException failure) { /* whatever */ }"
    )]
    [InlineData("try { await client.SaveImageAsync(request, \"x\"); } [|catch|] (Exception) { }")]
    [InlineData("try { await client.SaveImageAsync(request, \"x\"); } [|catch|] { }")]
    [InlineData(
        "var reply = default(NanoBananaReply); try { reply = await new Conversation(client).SendAsync(\"x\"); } [|catch|] (Exception) { ; }"
    )]
    public Task A_failure_nobody_hears_of_is_reported(string body) => AnalyzerRun.Expect("NBC0021", Method(body));

    [Fact]
    public Task One_that_a_loop_goes_on_after_is_reported() =>
        AnalyzerRun.Expect(
            "NBC0021",
            Method(
                "while (Console.ReadLine() is { } path) { try { await client.SaveImageAsync(request, path); } [|catch|] (NanoBananaException) { continue; } }"
            )
        );

    [Theory]
    [InlineData(
        "try { await client.SaveImageAsync(request, \"x\"); } catch (NanoBananaException failure) when (failure.Kind == FailureKind.PromptBlocked) { }"
    )]
    [InlineData(
        "try { await client.SaveImageAsync(request, \"x\"); } catch (NanoBananaException failure) { Console.WriteLine(failure.Cure); }"
    )]
    [InlineData("try { await client.SaveImageAsync(request, \"x\"); } catch (NanoBananaException) { throw; }")]
    [InlineData("try { await client.SaveImageAsync(request, \"x\"); } catch (NanoBananaException) { return; }")]
    [InlineData("try { await client.SaveImageAsync(request, \"x\"); } catch (OperationCanceledException) { }")]
    [InlineData("try { await client.SaveImageAsync(request, \"x\"); File.Delete(\"y\"); } catch (Exception) { }")]
    [InlineData("try { File.Delete(\"x\"); } catch (Exception) { }")]
    public Task A_failure_that_is_heard_of_or_another_is_not_reported(string body) => AnalyzerRun.Silent(Method(body));
}
