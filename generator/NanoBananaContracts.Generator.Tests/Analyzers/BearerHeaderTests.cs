using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0006")]
public sealed class BearerHeaderTests
{
    [Theory]
    [InlineData(
        """var call = new HttpRequestMessage(HttpMethod.Post, "https://wisgate.ai/v1beta/x"); call.Headers.Authorization = [|new AuthenticationHeaderValue("Bearer", Console.ReadLine())|];"""
    )]
    [InlineData(
        """var call = new HttpRequestMessage(HttpMethod.Post, "https://generativelanguage.googleapis.com/v1beta/x"); [|call.Headers.Add("Authorization", "Bearer " + Console.ReadLine())|];"""
    )]
    [InlineData(
        """var call = new HttpRequestMessage(HttpMethod.Post, "https://wisgate.ai/v1beta/x"); [|call.Headers.Add("authorization", $"bearer {Console.ReadLine()}")|];"""
    )]
    [InlineData(
        """var http = new HttpClient { BaseAddress = new Uri("https://wisgate.ai") }; http.DefaultRequestHeaders.Authorization = [|new AuthenticationHeaderValue("Bearer", Console.ReadLine())|]; var path = "/v1beta/models/x:generateContent";"""
    )]
    [InlineData(
        """var call = new HttpRequestMessage(HttpMethod.Post, "https://wisgate.ai/v1beta/models/x:generateContent"); call.Headers.Authorization = [|new AuthenticationHeaderValue("Bearer", Console.ReadLine())|]; var other = "/v1/chat/completions";"""
    )]
    public Task A_bearer_header_for_a_known_host_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0006", Example.Method(body));

    [Theory]
    [InlineData(
        """var call = new HttpRequestMessage(HttpMethod.Post, "https://example.org/v1"); call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Console.ReadLine());"""
    )]
    [InlineData(
        """var call = new HttpRequestMessage(HttpMethod.Post, "https://wisgate.ai.example.org/v1"); call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Console.ReadLine());"""
    )]
    [InlineData(
        """var call = new HttpRequestMessage(HttpMethod.Post, "https://wisgate.ai/v1"); call.Headers.Add("Authorization", "Basic " + Console.ReadLine());"""
    )]
    [InlineData(
        """var call = new HttpRequestMessage(HttpMethod.Post, "https://wisgate.ai/v1"); call.Headers.Add("Authorization", Console.ReadLine());"""
    )]
    // The same hosts answer in OpenAI's manner too, and take that header there.
    [InlineData(
        """var call = new HttpRequestMessage(HttpMethod.Post, "https://wisgate.ai/v1/chat/completions"); call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Console.ReadLine());"""
    )]
    [InlineData(
        """var call = new HttpRequestMessage(HttpMethod.Post, "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions"); call.Headers.Add("Authorization", "Bearer " + Console.ReadLine());"""
    )]
    // ... also where the path stands apart from the host.
    [InlineData(
        """var http = new HttpClient { BaseAddress = new Uri("https://wisgate.ai") }; http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Console.ReadLine()); http.PostAsync("/v1/chat/completions", null);"""
    )]
    [InlineData(
        """var http = new HttpClient { BaseAddress = new Uri("https://generativelanguage.googleapis.com/v1beta/") }; http.DefaultRequestHeaders.Add("Authorization", $"Bearer {Console.ReadLine()}"); http.PostAsync($"openai/images/generations?x={Console.ReadLine()}", null);"""
    )]
    public Task Another_header_and_a_bearer_header_for_another_host_are_not_reported(string body) =>
        AnalyzerRun.Silent(Example.Method(body));

    [Fact]
    public Task A_service_that_takes_a_Bearer_header_is_not_reported_for_one() =>
        AnalyzerRun.Expect(
            "none",
            Example.Method(
                """
                var url = "https://mine.example/v1beta/models/new:generateContent";
                var header = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", url);
                """
            ),
            new ProviderItem(RetiredModelTests.Mine.Replace("\"models\"", "\"apiKeyScheme\": \"Bearer\", \"models\""))
        );
}
