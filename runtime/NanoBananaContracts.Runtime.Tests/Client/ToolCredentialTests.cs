using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>A service that quotes what it was sent quotes the keys of tools too.</summary>
public class ToolCredentialTests
{
    [Theory]
    [InlineData("""{"exaAiSearch":{"apiKey":"own-secret-word"}}""")]
    [InlineData("""{"retrieval":{"externalApi":{"apiAuth":{"apiKeyConfig":{"apiKeyString":"own-secret-word"}}}}}""")]
    public async Task No_failure_quotes_them(string tool)
    {
        const string Error = """
            {"error":{"code":400,"status":"INVALID_ARGUMENT","message":"Invalid value at 'tools[0]', \"own-secret-word\"",
            "details":[{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"tools[0]","description":"own-secret-word is no key"}]}]}}
            """;
        using var http = new HttpClient(new StubHandler(StubHandler.Reply(400, Error)));
        using var client = new NanoBananaClient(
            new NanoBananaOptions { Provider = ProviderInfo.VertexExpress, ApiKey = "any-key-will-do" },
            http
        );
        var request = GenerateContentRequest.ForImage("A red fox") with { Tools = [Tool.Parse(tool)] };

        var failure = await Should.ThrowAsync<NanoBananaException>(() =>
            client.GenerateContentAsync(request, TestContext.Current.CancellationToken)
        );

        failure.ToString().ShouldNotContain("secret");
        failure.ProviderMessage.ShouldNotBeNull().ShouldNotContain("secret");
        failure.Error.ShouldNotBeNull().FieldViolations.ShouldHaveSingleItem().Description.ShouldNotContain("secret");
    }
}
