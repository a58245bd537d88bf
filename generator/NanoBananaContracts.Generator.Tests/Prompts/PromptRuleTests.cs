using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Prompts;

/// <summary>What is wrong with a prompt is reported where it is written.</summary>
public sealed class PromptRuleTests
{
    [Theory]
    [InlineData("NBC3001", "\"Poster for [|{topci}|] now\"", "string topic")]
    [InlineData("NBC3001", "@\"a \"\"quote\"\" [|{topci}|]\"", "string topic")]
    [InlineData("NBC3001", "\"\\u0041\\n\\x41 [|{topci}|]\"", "string topic")]
    [InlineData("NBC3001", "\"\"\"a \"raw\" [|{topci}|]\"\"\"", "string topic")]
    [InlineData("NBC3001", "\"\"\"\n        First line\n          [|{topci}|] {topic}\n        \"\"\"", "string topic")]
    [InlineData("NBC3001", "\"Poster \" + \"for [|{topci}|]\"", "string topic")]
    [InlineData("NBC3001", "[|Words|]", "")]
    [InlineData("NBC3002", "\"Poster\"", "string [|topic|]")]
    [InlineData("NBC3002", "\"{a}\"", "string a, int [|b|]")]
    [InlineData("NBC3003", "\"Poster [|{|]topic\"", "string topic")]
    [InlineData("NBC3003", "\"{topic} [|}|]\"", "string topic")]
    [InlineData("NBC3003", "\"{topic} [|{ }|] [|{0}|]\"", "string topic")]
    [InlineData("NBC3004", "\"{topic}\"", "object [|topic|]")]
    [InlineData("NBC3004", "\"{topic}\"", "byte[] [|topic|]")]
    [InlineData("NBC3004", "\"{topic}\"", "Part [|topic|]")]
    [InlineData("NBC3005", "\"[|{topic:U}|]\"", "string topic")]
    [InlineData("NBC3005", "\"[|{count:R2D2}|]\"", "Guid count")]
    [InlineData("NBC3005", "\"[|{when:%}|]\"", "DateTime when")]
    [InlineData("NBC3005", "\"a [|{photo:x}|]\"", "InputImage photo")]
    [InlineData("NBC3005", "\"[|{when:zz}|]\"", "DateOnly when")]
    [InlineData("NBC3005", "\"[|{when:HH:mm}|]\"", "DateOnly? when")]
    [InlineData("NBC3005", "\"[|{when:yyyy}|]\"", "TimeOnly when")]
    [InlineData("NBC3005", "\"[|{when:'open}|]\"", "TimeOnly when")]
    [InlineData("NBC3005", "\"[|{when:gg}|]\"", "DateTime when")]
    [InlineData("NBC3005", "\"[|{count:zz}|]\"", "int count")]
    [InlineData("NBC3005", "\"[|{count:zz}|]\"", "double? count")]
    [InlineData("NBC3005", "\"[|{count:D}|]\"", "decimal count")]
    [InlineData("NBC3005", "\"[|{mood:N0}|]\"", "DayOfWeek mood")]
    [InlineData("NBC3012", "\"{topic}\"", "ref string [|topic|]")]
    [InlineData("NBC3012", "\"{topic}\"", "in int [|topic|]")]
    [InlineData("NBC3012", "\"{topic}\"", "string topic, CancellationToken [|token|]")]
    [InlineData("NBC3014", "[|\"\"|]", "")]
    [InlineData("NBC3014", "[|null!|]", "")]
    [InlineData("NBC3014", "[|\"  {photo} \"|]", "InputImage photo")]
    public async Task A_mistake_in_a_prompt_is_reported_at_its_place(string id, string prompt, string parameters) =>
        await PromptRun.Expect(
            id,
            $$"""
            public static partial class Posters
            {
                public const string Words = "A poster of {topic}";

                [ImagePrompt({{prompt}})]
                public static partial GenerateContentRequest Poster({{parameters}});
            }
            """
        );

    [Theory]
    [InlineData("NBC3006", "AspectRatio = [|\"17:9\"|]")]
    [InlineData("NBC3006", "ImageSize = [|\"4k\"|], AspectRatio = \"16:9\"")]
    [InlineData("NBC3006", "ThinkingLevel = [|\"DEEP\"|]")]
    [InlineData("NBC3007", "Model = \"gemini-nano-banana-2.1\", ImageSize = [|\"512\"|]")]
    [InlineData("NBC3007", "Model = \"models/gemini-nano-banana-2.1\", Temperature = [|0.5|], Seed = [|7|]")]
    [InlineData("NBC3007", "Provider = \"google\", Model = \"gemini-nano-banana-2.1\", ThinkingLevel = [|\"LOW\"|]")]
    [InlineData("NBC3008", "Provider = \"google\", Model = [|\"gemini-3.1-flash-image-preview\"|]")]
    [InlineData("NBC3009", "Provider = [|\"gogle\"|], Model = \"gemini-nano-banana-2.1\"")]
    [InlineData("NBC3017", "Model = [|\"\"|]")]
    [InlineData("NBC3017", "Model = [|\"../gemini-nano-banana-2.1\"|]")]
    [InlineData("NBC3017", "Model = [|\"models/\"|], Provider = \"google\"")]
    [InlineData("NBC3017", "Model = [|\"a model\"|]")]
    [InlineData("NBC3017", "Model = [|\"a?key=1\"|]")]
    [InlineData("NBC3017", "Provider = \"google\", Model = [|\"google/gemini-3-pro-image:free\"|]")]
    [InlineData("NBC3018", "Model = [|\"gemini-nano-bananna-2.1\"|]")]
    [InlineData("NBC3018", "Model = [|\"Gemini-3-Pro-Image\"|], ImageSize = \"512\"")]
    [InlineData("NBC3018", "Provider = \"google\", Model = [|\"models/gemini-pro-image\"|]")]
    [InlineData("NBC3018", "Model = [|\"gemini-nano-banana-2\"|]")]
    [InlineData("NBC3018", "Provider = \"google\", Model = [|\"gemini-2.9-pro-image\"|]")]
    [InlineData("NBC3018", "Provider = \"google\", Model = [|\"gemini-3.0-pro-imege\"|]")]
    [InlineData("NBC3019", "Provider = \"google\", Model = [|\"gemini-nano-banana-2.10\"|]")]
    [InlineData("NBC3019", "Model = [|\"a-model-of-tomorrow\"|], ImageSize = \"512\", Seed = 1")]
    [InlineData("NBC3019", "Provider = \"google\", Model = [|\"gemini-9-pro-image\"|]")]
    [InlineData("NBC3019", "Model = [|\"google/gemini-3-pro-image:free\"|]")]
    [InlineData("NBC3020", "Temperature = [|2.01|]")]
    [InlineData("NBC3020", "Temperature = [|-1|], Seed = 1")]
    [InlineData("NBC3020", "Temperature = [|double.NaN|]")]
    public async Task A_value_that_is_refused_is_reported_at_its_place(string id, string values) =>
        await PromptRun.Expect(id, Poster(values));

    [Theory]
    [InlineData("Model = \"gemini-nano-banana-2.1\", AspectRatio = \"16:9\", ImageSize = \"4K\"")]
    [InlineData("Provider = \"google\", Model = \"gemini-3-pro-image\", Temperature = 1")]
    [InlineData("Temperature = 0")]
    [InlineData("Temperature = 2.0")]
    [InlineData("Model = null")]
    [InlineData("Model = \"models/gemini-3-pro-image\"")]
    // Gateways serve it still.
    [InlineData("Model = \"gemini-3.1-flash-image-preview\"")]
    // One idea, another spelling.
    [InlineData("Provider = \"wisgate\", Model = \"gemini-3.1-flash-image-preview\", ImageSize = \"512\"")]
    [InlineData("ImageSize = \"512\"")]
    public Task A_value_that_somebody_takes_is_not_reported(string values) => PromptRun.Silent(Poster(values));

    [Fact]
    public async Task A_refused_size_comes_with_those_and_the_models_that_do()
    {
        var found = await PromptRun.Expect(
            "NBC3007",
            Poster("Provider = \"google\", Model = \"gemini-nano-banana-2.1\", Temperature = [|1|]")
        );

        found
            .Single()
            .GetMessage(null)
            .ShouldBe(
                "gemini-nano-banana-2.1 of Google does not take temperature, so the request fails before it is sent. Leave Temperature out, or a model of Google that takes it: gemini-3-pro-image, gemini-3.1-flash-lite-image, gemini-2.5-flash-image."
            );
    }

    [Theory]
    [InlineData(
        "NBC3010",
        "public static class Posters { [ImagePrompt(\"A\")] public static GenerateContentRequest [|Poster|]() => null!; }"
    )]
    [InlineData(
        "NBC3010",
        "public static partial class Posters { [ImagePrompt(\"A\")] static partial GenerateContentRequest [|Poster|](); }"
    )]
    [InlineData(
        "NBC3010",
        "public static class Posters { [ImagePrompt(\"A\")] public static partial GenerateContentRequest [|Poster|](); }"
    )]
    [InlineData(
        "NBC3010",
        "class Outer { partial class Posters { [ImagePrompt(\"A\")] public static partial GenerateContentRequest [|Poster|](); } }"
    )]
    [InlineData(
        "NBC3010",
        "file partial class Posters { [ImagePrompt(\"A\")] public static partial GenerateContentRequest [|Poster|](); }"
    )]
    [InlineData(
        "NBC3010",
        "partial class Posters { [ImagePrompt(\"A\")] public static partial GenerateContentRequest [|Poster|](); public static partial GenerateContentRequest Poster() => null!; }"
    )]
    [InlineData("NBC3011", "partial class Posters { [ImagePrompt(\"A\")] public static partial string [|Poster|](); }")]
    [InlineData(
        "NBC3011",
        "partial class Posters { [ImagePrompt(\"A\")] public static partial Task<GeneratedImage> [|Poster|](); }"
    )]
    [InlineData(
        "NBC3012",
        "partial class Posters { [ImagePrompt(\"A\")] public static partial GenerateContentRequest [|Poster|]<T>(); }"
    )]
    [InlineData(
        "NBC3011",
        "[NanoBananaContract] public interface IPosters { [ImagePrompt(\"A\")] GeneratedImage [|Poster|](); }"
    )]
    [InlineData(
        "NBC3011",
        "[NanoBananaContract] public interface IPosters { [ImagePrompt(\"A\")] ValueTask<GeneratedImage> [|Poster|](); }"
    )]
    [InlineData(
        "NBC3010",
        "[NanoBananaContract] public interface IPosters { [ImagePrompt(\"A\")] Task<GeneratedImage> [|Poster|]() => null!; }"
    )]
    [InlineData(
        "NBC3012",
        "[NanoBananaContract] public interface IPosters { [ImagePrompt(\"A\")] Task<GeneratedImage> Poster(CancellationToken a, CancellationToken [|b|]); }"
    )]
    [InlineData(
        "NBC3015",
        "[NanoBananaContract] public interface [|IPosters|]<T> { [ImagePrompt(\"A\")] Task<GeneratedImage> Poster(); }"
    )]
    [InlineData("NBC3015", "[NanoBananaContract] public interface IPosters { Task<GeneratedImage> [|Poster|](); }")]
    [InlineData("NBC3015", "[NanoBananaContract] public interface IPosters { int [|Count|] { get; } }")]
    [InlineData("NBC3015", "[NanoBananaContract] public interface [|IPosters|] : IDisposable { }")]
    [InlineData("NBC3015", "class Outer { [NanoBananaContract] private interface [|IPosters|] { } }")]
    [InlineData("NBC3015", "[NanoBananaContract] public interface [|IPosters|] { } public class NanoBananaPosters { }")]
    [InlineData("NBC3016", "public interface IPosters { [ImagePrompt(\"A\")] Task<GeneratedImage> [|Poster|](); }")]
    public async Task A_shape_that_no_body_fits_is_reported(string id, string code) => await PromptRun.Expect(id, code);

    [Theory]
    [InlineData("{@event}", "a parameter is named without the @ of C#, {event}.")]
    [InlineData("{ event}", "there is a blank beside the name of {event}.")]
    [InlineData("{event.Name}", "what stands in it is no name of a parameter.")]
    [InlineData("{}", "it names no parameter.")]
    public async Task What_is_no_place_holder_is_said_with_the_one_that_was_meant(string written, string said)
    {
        var found = await PromptRun.Expect(
            "NBC3003",
            $$"""
            public static partial class Posters
            {
                [ImagePrompt("Poster of [|{{written}}|]")]
                public static partial GenerateContentRequest Poster(string @event);
            }
            """
        );

        found.Single().GetMessage(null).ShouldStartWith("This brace is no place-holder: " + said);
    }

    [Theory]
    [InlineData("DateOnly", "dddd d MMMM yyyy")]
    [InlineData("DateOnly?", "O")]
    [InlineData("DateOnly", "'HH' d")]
    [InlineData("TimeOnly", "HH:mm:ss.fff")]
    [InlineData("TimeOnly", "h tt")]
    [InlineData("DateTime", "yyyy-MM-dd'T'HH:mm")]
    [InlineData("DateTimeOffset", "zz")]
    [InlineData("TimeSpan", "hh\\:mm")]
    [InlineData("int", "B")]
    [InlineData("int", "yes;;no")]
    [InlineData("long", "N999999999")]
    [InlineData("decimal", "R")]
    [InlineData("nint", "X8")]
    [InlineData("Guid", "N")]
    [InlineData("DayOfWeek", "D")]
    [InlineData("System.Numerics.BigInteger", "zz")]
    public Task A_format_that_says_something_of_the_value_is_not_reported(string type, string format) =>
        PromptRun.Silent(
            $$"""
            public static partial class Posters
            {
                [ImagePrompt(@"Poster for {value:{{format}}}")]
                public static partial GenerateContentRequest Poster({{type}} value);
            }
            """
        );

    [Theory]
    [InlineData("[ImagePrompt(\"A\")] GenerateContentRequest [|Poster|]() => null!; Poster();")]
    [InlineData("[ImagePrompt(\"A\")] static GenerateContentRequest [|Poster|]() { return null!; } Poster();")]
    [InlineData("var poster = [[|ImagePrompt(\"A\")|]] () => 1; poster();")]
    [InlineData("} static int Count { [ImagePrompt(\"A\")] [|get|] => 1;")]
    [InlineData("} [[|ImagePrompt(\"A\")|]] public static Posters operator +(Posters a) { return a;")]
    public async Task A_function_that_has_no_other_half_is_reported(string body) =>
        (await PromptRun.Expect("NBC3010", $$"""public class Posters { void Run() { {{body}} } }"""))
            .Single()
            .GetMessage(null)
            .ShouldEndWith("which needs a method of a type: make it a partial method there.");

    /// <summary>The compiler stops at the half that is missing, before any analyzer could say why it is.</summary>
    [Theory]
    [InlineData("\"{topci}\"", "string topic")]
    [InlineData("\"{topic\"", "string topic")]
    [InlineData("\"{topic}\"", "object topic")]
    [InlineData("\"{topic}\"", "in int topic")]
    [InlineData("\"{topic}\"", "string topic, System.Threading.CancellationToken token = default")]
    [InlineData("\"\"", "")]
    public void A_prompt_that_cannot_be_made_compiles_and_throws(string prompt, string parameters)
    {
        PromptRun
            .Of(
                $$"""
                public static partial class Posters
                {
                    [ImagePrompt({{prompt}})]
                    public static partial GenerateContentRequest Poster({{parameters}});

                    [ImagePrompt({{prompt}})]
                    public static partial string Other({{parameters}});
                }
                """
            )
            .Compile();
    }

    [Fact]
    public void A_prompt_of_an_interface_that_cannot_be_made_throws_too() =>
        PromptRun
            .Of(
                """
                [NanoBananaContract]
                public interface IPosters
                {
                    [ImagePrompt("{topci}")]
                    Task<GeneratedImage> PosterAsync(string topic);
                }

                public static class Probe
                {
                    public static string Run()
                    {
                        try
                        {
                            ((IPosters)new NanoBananaPosters(new Fake())).PosterAsync("");
                            return "";
                        }
                        catch (Exception exception)
                        {
                            return exception.GetType().Name;
                        }
                    }
                }


                public sealed class Fake : NanoBananaClient { }
                """
            )
            .Probe()
            .ShouldBe("NotSupportedException");

    [Theory]
    [InlineData(
        "public class Posters { public GenerateContentRequest Poster(string topic) => GenerateContentRequest.ForImage(topic); }"
    )]
    [InlineData(
        "[NanoBananaContract] public interface IPosters { [ImagePrompt(\"A\")] Task<GeneratedImage> Poster(); Task Other() => Task.CompletedTask; int One => 1; static int Two() => 2; interface INested { void Three(); } }"
    )]
    [InlineData(
        "public class ImagePromptTextAttribute : Attribute { } public class Posters { [ImagePromptText] public object Poster(object topic) => topic; }"
    )]
    [InlineData(
        "namespace Mine { public class ImagePromptAttribute : Attribute { } public class Posters { [Mine.ImagePrompt] public object Poster(object topic) => topic; } }"
    )]
    public Task What_is_no_prompt_is_not_reported(string code) => PromptRun.Silent(code);

    [Fact]
    public async Task A_language_that_is_too_old_is_reported()
    {
        var old = new ConsumerProject { Language = LanguageVersion.CSharp10 };

        await PromptRun.Expect(
            "NBC3013",
            "partial class Posters { [ImagePrompt(\"A\")] public static partial GenerateContentRequest [|Poster|](); }",
            old
        );
        await PromptRun.Expect("NBC3013", "[NanoBananaContract] public interface [|IPosters|] { }", old);
    }

    [Fact]
    public async Task A_pragma_is_honoured() =>
        await PromptRun.Expect(
            "none",
            """
            public static partial class Posters
            {
            #pragma warning disable NBC3007
                [ImagePrompt("A", Model = "gemini-nano-banana-2.1", Seed = 1)]
            #pragma warning restore NBC3007
                public static partial GenerateContentRequest Poster();
            }
            """
        );

    [Fact]
    public async Task A_project_says_how_much_it_matters()
    {
        var run = PromptRun.Of(Poster("Model = \"gemini-nano-banana-2.1\", Seed = 1"));
        var options = run.Output.Options.WithSpecificDiagnosticOptions([
            KeyValuePair.Create("NBC3007", ReportDiagnostic.Suppress),
        ]);
        var silent = run.Output.WithOptions(options);

        (await PromptRun.Analyze(run)).Length.ShouldBe(1);
        var found = await Microsoft
            .CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions.WithAnalyzers(
                silent,
                [new Generator.Analyzers.PromptAnalyzer()]
            )
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        found.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_of_the_project_counts()
    {
        const string Mine = """
            { "id": "mine", "name": "Mine", "models": [{ "id": "m1", "sizes": ["2K"], "retired": { "since": "2026-01-01", "use": "m2" } }, { "id": "m2", "sizes": ["2K"] }] }
            """;

        (await Found("Provider = \"mine\", Model = \"m2\", ImageSize = \"4K\"")).ShouldBe("NBC3007");
        (await Found("Model = \"m2\", ImageSize = \"4K\"")).ShouldBe("NBC3007");
        (await Found("Provider = \"mine\", ImageSize = \"4K\"")).ShouldBe("NBC3007");
        (await Found("Provider = \"mine\", Model = \"m1\"")).ShouldBe("NBC3008");
        (await Found("Provider = \"mine\", Model = \"m2\", ImageSize = \"2K\"")).ShouldBe("");

        async Task<string> Found(string values) =>
            string.Join(
                ", ",
                (await PromptRun.Analyze(PromptRun.Of(Poster(values)), [new ProviderItem(Mine)])).Select(one => one.Id)
            );
    }

    private static string Poster(string values) =>
        $$"""
            public static partial class Posters
            {
                [ImagePrompt("A fox", {{values}})]
                public static partial GenerateContentRequest Poster();
            }
            """;
}
