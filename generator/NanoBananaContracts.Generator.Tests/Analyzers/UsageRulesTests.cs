using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

public sealed class UsageRulesTests
{
    private const string Head = """
        using System;
        using System.IO;
        using System.Linq;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using NanoBananaContracts;
        using NanoBananaContracts.Serialization;

        public static class Consumer
        {

        """;

    private static string Method(string body) =>
        Head + "    public static void Run()\n    {\n        " + body + "\n    }\n}\n";

    private static string Method(string parameters, string body) =>
        Head + $"    public static void Run({parameters})\n    {{\n        {body}\n    }}\n}}\n";

    [Theory]
    [InlineData("""var size = [|ImageSize.Parse("3K")|];""")]
    [InlineData("""var ratio = [|AspectRatio.Parse("5:7")|];""")]
    [InlineData("""const string Text = "8K"; var size = [|ImageSize.Parse(Text)|];""")]
    public Task An_undocumented_text_is_reported(string body) => AnalyzerRun.Expect("NBC0001", Method(body));

    [Fact]
    public async Task The_message_lists_what_is_documented()
    {
        var found = await AnalyzerRun.Expect("NBC0001", Method("""var size = [|ImageSize.Parse("3K")|];"""));
        found.Single().GetMessage().ShouldContain("512, 1K, 2K, 4K");
        found.Single().GetMessage().ShouldContain("\"3K\"");
    }

    [Fact]
    public async Task The_message_does_not_list_the_value_that_stands_for_none()
    {
        var found = await AnalyzerRun.Expect("NBC0001", Method("""var ratio = [|AspectRatio.Parse("7:5")|];"""));
        found.Single().GetMessage().ShouldContain("16:9");
        found.Single().GetMessage().ShouldNotContain("UNSPECIFIED");
    }

    [Theory]
    [InlineData("""var size = ImageSize.Parse("2K");""")]
    [InlineData("""var size = ImageSize.Parse("0.5K");""")]
    [InlineData("""var size = ImageSize.Parse(Console.ReadLine()!);""")]
    [InlineData("""var size = ImageSize.Undocumented("8K");""")]
    public Task A_documented_or_unknown_text_is_not_reported(string body) => AnalyzerRun.Silent(Method(body));

    [Fact]
    public Task A_documented_value_asked_for_as_undocumented_is_reported() =>
        AnalyzerRun.Expect("NBC0002", Method("""var size = [|ImageSize.Undocumented("4K")|];"""));

    [Theory]
    [InlineData("""var config = [|new GenerationConfig { ImageConfig = new ImageConfig() }|];""")]
    [InlineData(
        """var config = [|new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = new[] { ResponseModality.Text } }|];"""
    )]
    [InlineData(
        """var config = [|new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = [ResponseModality.Text] }|];"""
    )]
    public Task A_shaped_picture_nobody_asks_for_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0003", Method(body));

    [Theory]
    [InlineData("""var config = new GenerationConfig { Temperature = 1 };""")]
    [InlineData(
        """var config = new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = [ResponseModality.Text, ResponseModality.Image] };"""
    )]
    [InlineData(
        """ResponseModality[] all = [ResponseModality.Image]; var config = new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = all };"""
    )]
    [InlineData(
        """ResponseModality[] all = [ResponseModality.Image]; var config = new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = [ResponseModality.Text, .. all] };"""
    )]
    public Task A_picture_that_may_be_asked_for_is_not_reported(string body) => AnalyzerRun.Silent(Method(body));

    [Theory]
    [InlineData("""var options = new NanoBananaOptions { Deadline = [|TimeSpan.FromSeconds(10)|] };""")]
    [InlineData("""var options = new NanoBananaOptions { Deadline = [|TimeSpan.FromMilliseconds(29_999)|] };""")]
    [InlineData("""var options = new NanoBananaOptions { Deadline = [|TimeSpan.FromMinutes(0.25)|] };""")]
    public Task A_deadline_shorter_than_generation_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0004", Method(body));

    [Theory]
    [InlineData("""var options = new NanoBananaOptions { Deadline = TimeSpan.FromSeconds(30) };""")]
    [InlineData("""var options = new NanoBananaOptions { Deadline = TimeSpan.FromMinutes(5) };""")]
    [InlineData("""var options = new NanoBananaOptions { Deadline = TimeSpan.Parse(Console.ReadLine()!) };""")]
    public Task A_deadline_that_suffices_is_not_reported(string body) => AnalyzerRun.Silent(Method(body));

    [Theory]
    [InlineData("""var options = new NanoBananaOptions { ApiKey = [|"not-a-real-key-but-long-enough"|] };""")]
    [InlineData("""var key = new ApiKey([|"not-a-real-key-but-long-enough"|]);""")]
    [InlineData("""var key = ApiKey.FromString([|"not-a-real-key-but-long-enough"|]);""")]
    [InlineData("""ContractEndpoint Of(Uri at) => new(at) { ApiKey = [|"not-a-real-key-but-long-enough"|] };""")]
    [InlineData("""new HttpRequestMessage().Headers.Add("X-Goog-Api-Key", [|"not-a-real-key-but-long-enough"|]);""")]
    public async Task A_key_in_the_source_is_reported_and_not_repeated(string body)
    {
        var found = await AnalyzerRun.Expect("NBC0005", Method(body));
        found.Single().GetMessage().ShouldNotContain("not-a-real-key");
    }

    [Theory]
    [InlineData("""var options = new NanoBananaOptions { ApiKey = Environment.GetEnvironmentVariable("KEY") };""")]
    [InlineData("""var options = new NanoBananaOptions { ApiKey = "test" };""")]
    [InlineData("""new HttpRequestMessage().Headers.Add("x-request-id", "0123456789012345678901234567890");""")]
    public Task A_key_from_elsewhere_or_a_stand_in_is_not_reported(string body) => AnalyzerRun.Silent(Method(body));

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
    public Task A_bearer_header_for_a_known_host_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0006", Method(body));

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
    public Task Another_header_and_a_bearer_header_for_another_host_are_not_reported(string body) =>
        AnalyzerRun.Silent(Method(body));

    [Theory]
    [InlineData(
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = [|"gemini-3.1-flash-image-preview"|] };"""
    )]
    [InlineData(
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = [|"gemini-3.1-flash-image"|] };"""
    )]
    [InlineData(
        """var url = [|"https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro-image-preview:generateContent"|];"""
    )]
    public Task A_retired_model_is_reported(string body) => AnalyzerRun.Expect("NBC0007", Method(body));

    [Theory]
    [InlineData(
        """var options = new NanoBananaOptions { Provider = ProviderInfo.WisGate, Model = "gemini-3.1-flash-image-preview" };"""
    )]
    [InlineData(
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "gemini-nano-banana-2.1" };"""
    )]
    [InlineData(
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "gemini-2.5-flash-image" };"""
    )]
    [InlineData("""var url = "https://wisgate.ai/v1beta/models/gemini-3.1-flash-image-preview:generateContent";""")]
    public Task A_model_that_is_served_is_not_reported(string body) => AnalyzerRun.Silent(Method(body));

    private const string Mine = """
        { "id": "mine", "name": "Mine", "baseAddress": "https://mine.example", "apiKeyHeader": "x-goog-api-key",
          "models": [{ "id": "old", "retired": { "since": "2026-10-01", "use": "new" } }, { "id": "new" }] }
        """;

    [Theory]
    [InlineData(
        "NBC0007",
        """var options = new NanoBananaOptions { Provider = ProviderInfo.FromFile("mine.json"), Model = [|"old"|] };"""
    )]
    [InlineData(
        "NBC0007",
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Parse("own/mine.json"), Model = [|"old"|] };"""
    )]
    [InlineData("NBC0007", """var url = [|"https://mine.example/v1beta/models/old:generateContent"|];""")]
    [InlineData(
        "NBC0006",
        """
            var url = "https://mine.example/v1beta/models/new:generateContent";
            var header = [|new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", url)|];
            """
    )]
    [InlineData(
        "none",
        """var options = new NanoBananaOptions { Provider = ProviderInfo.FromFile("mine.json"), Model = "new" };"""
    )]
    [InlineData(
        "none",
        """var options = new NanoBananaOptions { Provider = ProviderInfo.FromFile("other.json"), Model = "old" };"""
    )]
    public async Task What_a_file_of_the_project_says_of_a_provider_is_held_to_code_too(string id, string body)
    {
        await AnalyzerRun.Expect(id, Method(body), new ProviderItem(Mine));
        await AnalyzerRun.Silent(Method(body.Replace("[|", "").Replace("|]", "")));
    }

    [Theory]
    [InlineData("{ \"id\": ")]
    [InlineData("[]")]
    [InlineData("{ \"baseAddress\": \"https://{region}-x.mine.example\", \"models\": 7 }")]
    [InlineData("")]
    public Task A_file_that_is_none_stops_no_build(string text) =>
        AnalyzerRun.Expect(
            "none",
            Method("""var url = "https://mine.example/v1beta/models/old:generateContent";"""),
            new ProviderItem(text)
        );

    [Fact]
    public Task A_service_that_takes_a_Bearer_header_is_not_reported_for_one() =>
        AnalyzerRun.Expect(
            "none",
            Method(
                """
                var url = "https://mine.example/v1beta/models/new:generateContent";
                var header = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", url);
                """
            ),
            new ProviderItem(Mine.Replace("\"models\"", "\"apiKeyScheme\": \"Bearer\", \"models\""))
        );

    [Fact]
    public Task A_fixed_extension_is_reported() =>
        AnalyzerRun.Expect(
            "NBC0008",
            Method("GeneratedImage image", """[|File.WriteAllBytes("fox.png", image.ToArray())|];""")
        );

    [Theory]
    [InlineData("GeneratedImage image", """File.WriteAllBytes("fox.bin", image.ToArray());""")]
    [InlineData("MemoryStream image", """File.WriteAllBytes("fox.png", image.ToArray());""")]
    [InlineData("GeneratedImage image, string path", """File.WriteAllBytes(path, image.ToArray());""")]
    public Task Bytes_of_another_kind_or_an_open_path_are_not_reported(string parameters, string body) =>
        AnalyzerRun.Silent(Method(parameters, body));

    [Theory]
    [InlineData("""Console.WriteLine([|reply.Candidates[0]|].Content);""")]
    [InlineData("""Console.WriteLine([|reply.Candidates.First()|].Content);""")]
    public Task The_first_candidate_taken_blindly_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0009", Method("GenerateContentResponse reply", body));

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
        AnalyzerRun.Silent(Method("GenerateContentResponse reply", body));

    [Fact]
    public void Every_rule_has_a_page_with_its_id_and_title()
    {
        foreach (
            var rule in AnalyzerRun
                .All.SelectMany(analyzer => analyzer.SupportedDiagnostics)
                .DistinctBy(rule => rule.Id)
        )
        {
            var page = Path.Combine(Repository.Root, "docs", "rules", rule.Id + ".md");
            File.Exists(page).ShouldBeTrue(page);
            File.ReadAllText(page).ShouldStartWith($"# {rule.Id}: {rule.Title}");
            rule.HelpLinkUri.ShouldEndWith(rule.Id + ".md");
        }
    }
}
