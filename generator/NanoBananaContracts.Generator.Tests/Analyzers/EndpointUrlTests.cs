using NanoBananaContracts.CodeFixes;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0024")]
public sealed class EndpointUrlTests
{
    private const string Google = "https://generativelanguage.googleapis.com";

    private static string Method(string body) =>
        "public static class Consumer\n{\n    public static void Run(string model, string key, string host, System.Net.Http.HttpRequestMessage call)\n    {\n        "
        + body
        + "\n    }\n}\n";

    private static string Url(string url) => Method("var url = \"" + url + "\";");

    [Theory]
    // The model.
    [InlineData(
        Google + "/v1beta/models/[|gemini-nano-banana-2|]:generateContent",
        "write gemini-nano-banana-2.1, or suppress this if the model is newer than the file"
    )]
    [InlineData("https://wisgate.ai/v1beta/models/[|gemini-3.1-flash-image-preveiw|]:streamGenerateContent", "WisGate")]
    [InlineData("/v1beta/models/[|gemini-3-pro-imagee|]:generateContent", "unknown to all provider files, ")]
    [InlineData(Google + "/v1beta/models/[|gemini-2.9-pro-image|]:generateContent", "write gemini-3-pro-image")]
    [InlineData("/v1beta/models/[|gemini-pro-image|]:generateContent", "write gemini-3-pro-image")]
    // The method.
    [InlineData(Google + "/v1beta/models/gemini-nano-banana-2.1:[|generateImage|]", "write generateContent")]
    [InlineData(Google + "/v1beta/models/gemini-nano-banana-2.1:[|generatecontent|]", "write generateContent")]
    [InlineData(Google + "/v1beta/models/gemini-nano-banana-2.1[|/generateContent|]", "write :generateContent")]
    // The path.
    [InlineData(Google + "[|/v1/models/|]gemini-nano-banana-2.1:generateContent", "write /v1beta/models/")]
    [InlineData(Google + "[|/models/|]gemini-nano-banana-2.1:generateContent", "write /v1beta/models/")]
    [InlineData(Google + "[|/v1beta/|]gemini-nano-banana-2.1:generateContent", "write /v1beta/models/")]
    [InlineData(
        "https://aiplatform.googleapis.com[|/v1beta/models/|]gemini-3-pro-image:generateContent",
        "write /v1/publishers/google/models/"
    )]
    // The key.
    [InlineData(
        Google + "/v1beta/models/gemini-nano-banana-2.1:generateContent[|?key=|]abcdefgh12345678abcdefgh",
        "send it in the header x-goog-api-key"
    )]
    [InlineData(
        "https://elsewhere.example/v1beta/models/any:streamGenerateContent?alt=sse[|&api_key=|]x",
        "send it in the header x-goog-api-key"
    )]
    public async Task An_address_that_misses_the_endpoint_is_reported(string url, string message)
    {
        var found = await AnalyzerRun.Expect("NBC0024", Url(url));
        found.Single().GetMessage().ShouldContain(message);
        found.Single().GetMessage().ShouldNotContain("abcdefgh");
    }

    [Theory]
    [InlineData("var url = $\"" + Google + "[|/v1/models/|]{model}:generateContent\";")]
    [InlineData("var url = $\"" + Google + "/v1beta/models/{model}:[|generateImage|]\";")]
    [InlineData("var url = $\"" + Google + "/v1beta/models/{model}:generateContent[|?key=|]{key}\";")]
    [InlineData("var url = $\"{host}/v1beta/models/[|gemini-nano-banana-2|]:generateContent\";")]
    [InlineData("var url = $\"{host}/v1beta/models/gemini-nano-banana-2.1:[|generateImage|]\";")]
    [InlineData("var url = $\"{host}/v1beta/models/{model}:generateContent[|?key=|]{key}\";")]
    [InlineData("var url = \"" + Google + "/v1beta/models/gemini-nano-banana-2.1:generateContent[|?key=|]\" + key;")]
    [InlineData(
        "const string Model = \"gemini-nano-banana-2\"; var url = $\""
            + Google
            + "/v1beta/models/[|{Model}|]:generateContent\";"
    )]
    public Task A_fixed_part_that_misses_the_endpoint_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0024", Method(body));

    [Fact]
    public Task A_host_that_takes_another_header_is_reported() =>
        AnalyzerRun.Expect(
            "NBC0024",
            Method(
                "call.RequestUri = new System.Uri(\"https://[|europe-west1-aiplatform.googleapis.com|]/v1/projects/p/locations/europe-west1/publishers/google/models/gemini-3-pro-image:generateContent\"); call.Headers.Add(\"x-goog-api-key\", key);"
            )
        );

    [Theory]
    [InlineData("call.Headers.Add(\"Authorization\", \"Bearer \" + key);")]
    [InlineData(
        "call.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue(\"Bearer\", key); var other = \"x-goog-api-key\";"
    )]
    [InlineData("")]
    public Task A_host_with_the_header_it_takes_is_not_reported(string header) =>
        AnalyzerRun.Silent(
            Method(
                "call.RequestUri = new System.Uri(\"https://europe-west1-aiplatform.googleapis.com/v1/projects/p/locations/europe-west1/publishers/google/models/gemini-3-pro-image:generateContent\"); "
                    + header
            )
        );

    [Theory]
    [InlineData(Google + "/v1beta/models/gemini-nano-banana-2.1:generateContent")]
    [InlineData(Google + "/v1beta/models/gemini-nano-banana-2.1:streamGenerateContent?alt=sse")]
    [InlineData(Google + "/v1alpha/models/gemini-nano-banana-2.1:generateContent")]
    [InlineData("https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-3-pro-image:generateContent")]
    [InlineData(
        "https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google/models/gemini-3-pro-image:generateContent"
    )]
    [InlineData("https://wisgate.ai/v1/chat/completions")]
    // Other models, other methods, lists, and another service.
    [InlineData(Google + "/v1beta/models/gemini-2.5-flash:generateContent")]
    [InlineData(Google + "/v1beta/models/gemini-nano-banana-2.1:countTokens")]
    [InlineData(Google + "/v1beta/models/imagen-4.0-generate-001:predict")]
    [InlineData(Google + "/v1beta/models?pageSize=50")]
    [InlineData(Google + "/v1/models/gemini-nano-banana-2.1")]
    [InlineData("https://elsewhere.example/v2/models/gemini-nano-banana-2:generateContent")]
    [InlineData("See /v1/models/gemini-nano-banana-2:generateImage for more")]
    // A newer version of a known model.
    [InlineData(Google + "/v1beta/models/gemini-nano-banana-2.2:generateContent")]
    [InlineData(Google + "/v1beta/models/gemini-nano-banana-3:generateContent")]
    [InlineData(Google + "/v1beta/models/gemini-9-pro-image:generateContent")]
    [InlineData("/v1beta/models/gemini-9-pro-image:generateContent")]
    // Collections beside the models, and routes of somebody's own.
    [InlineData(Google + "/v1beta/tunedModels/mine:generateContent")]
    [InlineData(
        "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/endpoints/1:generateContent"
    )]
    [InlineData("/api/models/fox/generate")]
    [InlineData("/api/models/fox/generate-thumbnail")]
    [InlineData("/api/models/fox:generate")]
    [InlineData("https://elsewhere.example/models/fox/generate?key=3")]
    public Task An_address_that_is_right_or_of_something_else_is_not_reported(string url) =>
        AnalyzerRun.Silent(Url(url));

    [Theory]
    [InlineData("var url = $\"{host}/{model}:generateContent\";")]
    [InlineData("var url = $\"" + Google + "/{host}/models/{model}:generateContent\";")]
    [InlineData("var url = $\"" + Google + "/v1beta/models/{model}:{host}\";")]
    [InlineData("var url = $\"" + Google + "/v1beta/models/gemini-{model}:generateContent\";")]
    public Task What_a_hole_may_stand_for_is_not_reported(string body) => AnalyzerRun.Silent(Method(body));

    [Fact]
    public Task A_retired_model_is_left_to_the_rule_of_its_own() =>
        AnalyzerRun.Expect(
            "NBC0007",
            Method("var url = [|\"" + Google + "/v1beta/models/gemini-3-pro-image-preview:generateContent\"|];")
        );

    [Fact]
    public Task A_file_of_the_project_says_where_its_models_are() =>
        AnalyzerRun.Expect(
            "NBC0024",
            Url("https://mine.example[|/v1beta/models/|]one:generateContent"),
            new ProviderItem(
                """
                { "id": "mine", "name": "Mine", "baseAddress": "https://mine.example", "pathTemplate": "/api/{model}",
                  "apiKeyHeader": "x-goog-api-key", "models": [{ "id": "one" }] }
                """
            )
        );

    [Theory]
    [InlineData(
        Google + "/v1beta/models/gemini-nano-banana-2:generateContent",
        Google + "/v1beta/models/gemini-nano-banana-2.1:generateContent"
    )]
    [InlineData(
        Google + "/v1/models/gemini-nano-banana-2.1:generateContent",
        Google + "/v1beta/models/gemini-nano-banana-2.1:generateContent"
    )]
    [InlineData(
        Google + "/v1beta/models/gemini-nano-banana-2.1/generateContent",
        Google + "/v1beta/models/gemini-nano-banana-2.1:generateContent"
    )]
    [InlineData(
        Google + "/v1beta/models/gemini-nano-banana-2.1:generateImage",
        Google + "/v1beta/models/gemini-nano-banana-2.1:generateContent"
    )]
    public Task Fix_writes_what_was_meant(string before, string after) =>
        AnalyzerRun.Fix(new LiteralTextFix(), Url(before), Url(after));

    [Fact]
    public Task FixAll_mends_model_path_and_method() =>
        AnalyzerRun.FixAll(
            new LiteralTextFix(),
            Url(Google + "/v1/models/gemini-nano-banana-2:generateImages"),
            Url(Google + "/v1beta/models/gemini-nano-banana-2.1:generateContent")
        );
}
