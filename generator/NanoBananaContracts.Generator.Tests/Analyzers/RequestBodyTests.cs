using NanoBananaContracts.CodeFixes;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0010")]
public sealed class RequestBodyTests
{
    private const string Mine = """
        { "id": "mine", "name": "Mine", "dialect": "google", "baseAddress": "https://mine.example", "apiKeyHeader": "x-goog-api-key",
          "refusedFields": ["tools.googleSearch"], "models": [{ "id": "one", "sizes": [], "refusedParameters": ["topK"] }] }
        """;

    private static string Method(string body) =>
        "public static class Consumer\n{\n    public static void Run(string text, int number)\n    {\n        "
        + body
        + "\n    }\n}\n";

    private static string Raw(string json) => Method("var body = \"\"\"" + json + "\"\"\";");

    [Theory]
    // Raw.
    [InlineData(""""var body = """{"contents":[{"parts":[{"text":"x"}]}],"[|aspectRatio|]":"1:1"}""";"""")]
    // Regular: a quote is two characters in the source and one in the JSON.
    [InlineData(
        """"var body = "{\"contents\":[{\"parts\":[{\"text\":\"\u0041\\n\"}]}],\"generationConfig\":{\"imageConfig\":{\"imageSize\":\"[|3K|]\"}}}";""""
    )]
    // Verbatim.
    [InlineData(
        """"var body = @"{""contents"":[{""parts"":[{""text"":""x""}]}],""generationConfig"":{""[|imageSize|]"":""2K""}}";""""
    )]
    // UTF-8.
    [InlineData(
        """"var body = """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"candidateCount":[|0|]}}"""u8.ToArray();""""
    )]
    [InlineData(""""var body = "{\"contents\":[{\"role\":\"[|usr|]\",\"parts\":[{\"text\":\"x\"}]}]}"u8.ToArray();"""")]
    // Answers of functions are a user's turn; this role was taken once.
    [InlineData(""""var body = """{"contents":[{"role":"[|function|]","parts":[{"text":"x"}]}]}""";"""")]
    // Without the brackets of a list.
    [InlineData(""""var body = """{"contents":{"role":"[|usr|]","parts":{"text":"x"}}}""";"""")]
    // Interpolated, with holes for a value and for a part of a text.
    [InlineData(
        """"var body = $$"""{"contents":[{"parts":[{"text":"a {{text}} b"}]}],"generationConfig":{"seed":{{number}},"imageConfig":{"aspectRatio":"[|16x9|]"} } }""";""""
    )]
    [InlineData(
        """"var body = $"{{\"contents\":[{{\"parts\":[{{\"text\":\"{text}\"}}]}}],\"generationConfig\":{{\"[|imageSize|]\":\"2K\"}}}}";""""
    )]
    [InlineData(
        """"var body = $@"{{""contents"":[{{""parts"":[{{""text"":""{text}""}}]}}],""[|generationCofnig|]"":{{}}}}";""""
    )]
    // A constant in a hole is known; what is written for it is the hole.
    [InlineData(
        """"const string Size = "3K"; var body = $$"""{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"imageConfig":{"imageSize":"[|{{Size}}|]"} } }""";""""
    )]
    public Task A_mistake_in_any_kind_of_literal_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0010", Method(body));

    [Theory]
    [InlineData(
        """
            var body = ""\"
                {
                  "contents": [{ "parts": [{ "text": "two
                      lines" }] }],
                  "generationConfig": {
                    "imageConfig": { "imageSize": "[|2k|]" },
                    "[|responseModality|]": ["IMAGE"]
                  }
                }
                ""\";
            """
    )]
    [InlineData(
        """
            var body = $$""\"
                {
                  "contents": [{ "parts": [{{text}}, { "text": "{{text}}" }] }],

                  "generationConfig": { "imageConfig": { "imageSize": "[|2k|]" } },
                  "[|safetySetting|]": []
                }
                ""\";
            """
    )]
    public Task A_mistake_below_the_indentation_of_a_raw_string_is_reported(string body)
    {
        // A line end inside a JSON string is a mistake of its own, and not what this is about.
        var code = Method(
            body.Replace("\"\"\\\"", "\"\"\"").Replace("two\n", "two ").Replace("          lines", "lines")
        );
        return Both(code);

        static async Task Both(string code)
        {
            await AnalyzerRun.Expect("NBC0010", code);
            await AnalyzerRun.Expect("NBC0010", code.Replace("\n", "\r\n"));
        }
    }

    [Theory]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"[|aspectRatio|]":"1:1"}}""",
        "generationConfig.aspectRatio is not a field of GenerationConfig (it belongs to ImageConfig"
    )]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"imageConfig":{"imageSize":"[|3K|]"}}}""",
        "'3K' is not a value of generationConfig.imageConfig.imageSize, which takes 512, 1K, 2K, 4K"
    )]
    [InlineData("""{"contents":"[|x|]","generationConfig":{}}""", "contents must be an array")]
    [InlineData("""{"contents":[{"parts":[{"text":[|5|]}]}]}""", "contents[0].parts[0].text must be a string")]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"safetySettings":[[|{|]"category":"HARM_CATEGORY_HARASSMENT"}]}""",
        "safetySettings[0] lacks the required threshold"
    )]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x","[|inlineData|]":{"mimeType":"image/png","data":"AAAA"}}]}]}""",
        "contents[0].parts[0] has text and inlineData, of which only one may be there"
    )]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"temperature":[|2.5|]}}""",
        "generationConfig.temperature must be at most 2"
    )]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"seed":[|1.5|]}}""",
        "generationConfig.seed must be a whole number"
    )]
    [InlineData("""{"contents":[{"parts":[{"text":"x"}]}[|,|]]}""", "A comma stands before the closing bracket")]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"cachedContent":"[|cache/x|]"}""",
        "cachedContent must match"
    )]
    [InlineData("""[|{|]"generationConfig":{}}""", "the body lacks the required contents")]
    [InlineData("""{"[|content|]":[],"generationConfig":{}}""", "did you mean contents?")]
    public async Task A_body_that_breaks_the_contract_is_reported(string json, string mistake)
    {
        var found = await AnalyzerRun.Expect("NBC0010", Raw(json));
        found.Single().GetMessage().ShouldContain(mistake);
    }

    [Fact]
    public Task Every_mistake_of_a_body_is_reported_at_its_place() =>
        AnalyzerRun.Expect(
            "NBC0010",
            Raw(
                """{"contents":[{"role":"[|usr|]","parts":[{"text":"x"}]}],"generationConfig":{"[|aspectRatio|]":"1:1","imageConfig":{"imageSize":"[|2k|]","aspectRatio":"[|16x9|]"}}}"""
            )
        );

    [Theory]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"tools":[{"google_search":{}}],"generationConfig":{"responseModalities":["TEXT","IMAGE"],"imageConfig":{"aspectRatio":"1:1","imageSize":"2K"}}}"""
    )]
    [InlineData("""{"contents": not json""")]
    [InlineData("""the "contents" of {}""")]
    // Pages of a book, and a cache.
    [InlineData("""{"contents":[{"title":"One","page":3}],"author":"x"}""")]
    [InlineData("""{"contents":[{"parts":[{"text":"x"}]}],"ttl":"300s","displayName":"x"}""")]
    // What a machine is made of.
    [InlineData("""{"contents":[{"parts":[{"id":3,"maker":"x"}]}],"machine":"x"}""")]
    // A list of one without its brackets.
    [InlineData("""{"system_instruction":{"parts":{"text":"x"}},"contents":{"parts":{"text":"x"}}}""")]
    // Templates.
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"imageConfig":{"imageSize":"<SIZE>"}}}"""
    )]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"imageConfig":null,"temperature":"0.5"}}"""
    )]
    // Either spelling where nobody is named.
    [InlineData("""{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"imageConfig":{"imageSize":"0.5K"}}}""")]
    // Bodies of other services that have a generation_config too.
    [InlineData("""{"model":"one","input":"x","generation_config":{"temperature":0.7,"thinking_level":"low"}}""")]
    [InlineData("""{"inputs":"x","generation_config":{"do_sample":true}}""")]
    [InlineData("""{"provider":"google","generationConfig":{"retries":3}}""")]
    // Marks of templates that somebody's own Replace knows.
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"imageConfig":{"imageSize":"__SIZE__"}}}"""
    )]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"imageConfig":{"imageSize":"#size","aspectRatio":"[ratio]"}}}"""
    )]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"responseSchema":{"type":"object","properties":{"a":{"type":"string"}}}}}"""
    )]
    public Task A_good_body_or_another_text_is_not_reported(string json) => AnalyzerRun.Silent(Raw(json));

    [Theory]
    [InlineData(""""var body = $$"""{"contents":[{{text}}],"generationConfig":{{text}}}""";"""")]
    [InlineData(
        """"var body = $$"""{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"imageConfig":{"imageSize":"{{number}}K"} } }""";""""
    )]
    [InlineData(""""var body = $$"""{"contents":[{"role":{{text}},"parts":[{{text}},{{text}}]}],{{text}}}""";"""")]
    [InlineData(""""var body = $$"""{"contents":[{"parts":[{"{{text}}":"x"}]}]}""";"""")]
    // One that brings its comma along.
    [InlineData(""""var body = $$"""{"contents":[{"parts":[{"text":"x"}{{text}}]},{{text}}{"parts":[]}]}""";"""")]
    public Task What_a_hole_may_stand_for_is_not_reported(string body) => AnalyzerRun.Silent(Method(body));

    private const string Google =
        "var url = \"https://generativelanguage.googleapis.com/v1beta/models/gemini-nano-banana-2.1:generateContent\"; ";

    [Theory]
    [InlineData(
        "\"imageConfig\":{\"imageSize\":\"[|512|]\"}",
        "'512' is not a value of generationConfig.imageConfig.imageSize of gemini-nano-banana-2.1, which takes 1K, 2K, 4K"
    )]
    [InlineData("\"[|seed|]\":7", "generationConfig.seed is refused by gemini-nano-banana-2.1")]
    [InlineData(
        "\"imageConfig\":{\"[|personGeneration|]\":\"ALLOW_ALL\"}",
        "personGeneration is not known to Google, only to vertex-express, vertex"
    )]
    [InlineData(
        "\"responseModalities\":[\"IMAGE\",\"[|VIDEO|]\"]",
        "'VIDEO' at generationConfig.responseModalities[1] is not known to Google, only to vertex-express, vertex"
    )]
    public async Task What_the_named_provider_or_model_refuses_is_reported(string config, string mistake)
    {
        var found = await AnalyzerRun.Expect("NBC0010", Method(Google + Body(config)));
        found.Single().GetMessage().ShouldContain(mistake);
    }

    [Theory]
    [InlineData("https://wisgate.ai/v1beta/models/gemini-3.1-flash-image-preview:generateContent", "[|512|]")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent", "[|0.5K|]")]
    public Task A_spelling_of_another_provider_is_reported(string url, string size) =>
        AnalyzerRun.Expect(
            "NBC0010",
            Method($"var url = \"{url}\"; " + Body("\"imageConfig\":{\"imageSize\":\"" + size + "\"}"))
        );

    [Theory]
    [InlineData("\"imageConfig\":{\"imageSize\":\"[|1K|]\"}")]
    [InlineData("\"[|topK|]\":3")]
    public async Task What_a_file_of_the_project_refuses_is_reported(string config)
    {
        const string Url = "var url = \"https://mine.example/v1beta/models/one:generateContent\"; ";
        await AnalyzerRun.Expect("NBC0010", Method(Url + Body(config)), new ProviderItem(Mine));
        await AnalyzerRun.Silent(Method(Url + Body(config)).Replace("[|", "").Replace("|]", ""));
    }

    [Fact]
    public async Task What_was_meant_is_said_in_a_whole_sentence()
    {
        var found = await AnalyzerRun.Expect("NBC0010", Method(Body("\"[|temprature|]\":1")));
        found
            .Single()
            .GetMessage()
            .ShouldContain("is not a field of GenerationConfig (did you mean temperature?). Correct it");
    }

    [Fact]
    public Task A_refused_field_is_reported_by_its_way_from_the_root() =>
        AnalyzerRun.Expect(
            "NBC0010",
            Method(
                "var url = \"https://mine.example/v1beta/models/one:generateContent\"; "
                    + """"var body = """{"contents":[{"parts":[{"text":"x"}]}],"tools":[{"[|google_search|]":{}}]}""";""""
            ),
            new ProviderItem(Mine)
        );

    [Theory]
    [InlineData("https://wisgate.ai/v1beta/models/gemini-3.1-flash-image-preview:generateContent", "0.5K")]
    [InlineData("https://other.example/v1beta/models/one:generateContent", "512")]
    [InlineData(
        "https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-3-pro-image:generateContent",
        "2K"
    )]
    public Task What_the_named_provider_takes_is_not_reported(string url, string size) =>
        AnalyzerRun.Silent(Method($"var url = \"{url}\"; " + Body("\"imageConfig\":{\"imageSize\":\"" + size + "\"}")));

    [Fact]
    public Task Two_providers_in_one_method_leave_it_open_whose_facts_count() =>
        AnalyzerRun.Silent(
            Method(
                Google
                    + "var other = \"https://wisgate.ai/v1beta/models/gemini-3.1-flash-image-preview:generateContent\"; "
                    + Body("\"imageConfig\":{\"imageSize\":\"512\"}")
            )
        );

    private static string Body(string config) =>
        "var body = \"\"\"{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"generationConfig\":{" + config + "}}\"\"\";";

    [Theory]
    [InlineData(
        """"var body = """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"imageConfig":{"imageSize":"2k"}}}""";"""",
        """"var body = """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"imageConfig":{"imageSize":"2K"}}}""";""""
    )]
    [InlineData(
        """"var body = """{"contents":[{"parts":[{"text":"x"}]}],"generationCofnig":{}}""";"""",
        """"var body = """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{}}""";""""
    )]
    // A number that must be a text takes quotes, as the literal writes them.
    [InlineData(
        """"var body = "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"generationConfig\":{\"imageConfig\":{\"imageSize\":512}}}";"""",
        """"var body = "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"generationConfig\":{\"imageConfig\":{\"imageSize\":\"512\"}}}";""""
    )]
    [InlineData(
        """"var body = @"{""contents"":[{""parts"":[{""text"":""x""}]}],""generationConfig"":{""imageConfig"":{""imageSize"":512}}}";"""",
        """"var body = @"{""contents"":[{""parts"":[{""text"":""x""}]}],""generationConfig"":{""imageConfig"":{""imageSize"":""512""}}}";""""
    )]
    [InlineData(
        """"var body = $"{{\"contents\":[{{\"parts\":[{{\"text\":\"{text}\"}}]}}],\"generationConfig\":{{\"temperature\":3}}}}";"""",
        """"var body = $"{{\"contents\":[{{\"parts\":[{{\"text\":\"{text}\"}}]}}],\"generationConfig\":{{\"temperature\":2}}}}";""""
    )]
    public Task Fix_writes_what_was_meant(string before, string after) =>
        AnalyzerRun.Fix(new LiteralTextFix(), Method(before), Method(after));

    [Fact]
    public Task FixAll_writes_each_at_its_place() =>
        AnalyzerRun.FixAll(
            new LiteralTextFix(),
            Raw(
                """{"contents":[{"role":"usr","parts":[{"text":"x","thougth":true}]}],"generationConfig":{"imageConfig":{"imageSize":"2k"}}}"""
            ),
            Raw(
                """{"contents":[{"role":"user","parts":[{"text":"x","thought":true}]}],"generationConfig":{"imageConfig":{"imageSize":"2K"}}}"""
            )
        );
}
