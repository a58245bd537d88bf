using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Prompts;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Prompts;

/// <summary>What is emitted for a prompt, and where it compiles.</summary>
public sealed class PromptEmissionTests
{
    private const string Method = """
        namespace Studio;

        public static partial class Posters
        {
            [ImagePrompt("Minimalist poster for {topic}, {count:N0} copies of {{1}} by {year}", Model = "gemini-3-pro-image",
                         AspectRatio = "16:9", ImageSize = "4K", Temperature = 0.5, Seed = -1, ThinkingLevel = "HIGH")]
            public static partial GenerateContentRequest Poster(string topic, int count, System.DateTime? year, params InputImage[] photos);
        }
        """;

    private const string Interface = """
        namespace Studio;

        [NanoBananaContract]
        public interface IPosterStudio
        {
            [ImagePrompt("Poster for {topic}", AspectRatio = "16:9")]
            Task<GeneratedImage> PosterAsync(string topic, CancellationToken token);

            [ImagePrompt("Put {logo} on {product}")]
            Task<NanoBananaReply> BrandAsync(InputImage product, InputImage logo);
        }
        """;

    public static TheoryData<string, bool, bool> Settings
    {
        get
        {
            var settings = new TheoryData<string, bool, bool>();
            foreach (var target in ConsumerReferences.Targets)
            {
                settings.Add(target, true, false);
                settings.Add(target, false, true);
            }

            return settings;
        }
    }

    [Fact]
    public void A_method_is_emitted_like_this() =>
        Snapshot.Match(PromptRun.Of(Method).Sources.Values.Single(), "Snapshots/PromptMethod");

    [Fact]
    public void An_interface_is_emitted_like_this() =>
        Snapshot.Match(PromptRun.Of(Interface).Sources.Values.Single(), "Snapshots/ContractInterface");

    [Theory]
    [MemberData(nameof(Settings))]
    public void It_compiles_on_every_target(string target, bool nullable, bool implicitUsings)
    {
        foreach (var source in new[] { Method, Interface })
        {
            GeneratorRun
                .Of(
                    PromptRun.Project(
                        nullable ? source : source.Replace("string?", "string", StringComparison.Ordinal)
                    ) with
                    {
                        Target = target,
                        Nullable = nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable,
                        ImplicitUsings = implicitUsings,
                    },
                    new PromptGenerator()
                )
                .Compile();
        }
    }

    /// <summary>Consumers are spared the compiler's analysis of nulls in emitted code, so it is made here.</summary>
    [Theory]
    [InlineData(Method)]
    [InlineData(Interface)]
    public void It_has_no_warning_about_nulls(string source)
    {
        var output = PromptRun.Of(source).Output;
        foreach (
            var tree in output.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
        )
        {
            var text = tree.ToString();
            text.ShouldContain("#nullable enable annotations\n");
            output = output.ReplaceSyntaxTree(
                tree,
                CSharpSyntaxTree.ParseText(
                    text.Replace("#nullable enable annotations\n", "#nullable enable\n", StringComparison.Ordinal),
                    (CSharpParseOptions)tree.Options,
                    tree.FilePath,
                    cancellationToken: TestContext.Current.CancellationToken
                )
            );
        }

        output
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString())
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_newest_language_compiles_it_too() =>
        GeneratorRun
            .Of(PromptRun.Project(Method) with { Language = LanguageVersion.Preview }, new PromptGenerator())
            .Compile();

    [Theory]
    [InlineData(
        "partial class A { [ImagePrompt(\"A {b}\")] private partial GenerateContentRequest Make(string b); public object Use() => Make(\"\"); }"
    )]
    [InlineData(
        "public partial class A { protected partial class B { [ImagePrompt(\"A {b}\")] private protected static partial GenerateContentRequest Make(string b); } }"
    )]
    [InlineData(
        "public partial class A<T, U> where T : IFormattable { public partial struct B<V> { [ImagePrompt(\"A {b:x}\")] public readonly partial GenerateContentRequest Make(T b); } }"
    )]
    [InlineData(
        "public partial record A(int B) { [ImagePrompt(\"A {b}\")] public partial GenerateContentRequest Make(DateTimeOffset b); }"
    )]
    [InlineData(
        "public readonly partial record struct A(int B) { [ImagePrompt(\"A {b}\")] internal partial GenerateContentRequest Make(DayOfWeek? b); }"
    )]
    [InlineData(
        "public static partial class A { [ImagePrompt(\"A {b}\")] public static partial GenerateContentRequest Make(this string b); }"
    )]
    [InlineData(
        "public abstract class Z { public abstract GenerateContentRequest Make(bool b); } public partial class A : Z { [ImagePrompt(\"A {b}\")] public sealed override partial GenerateContentRequest Make(bool b); }"
    )]
    [InlineData(
        "namespace @class.@namespace { public partial class @event { [ImagePrompt(\"A {class}\")] public static partial GenerateContentRequest @for(string @class); } }"
    )]
    [InlineData(
        "public partial class A { [ImagePrompt(\"{b}\")] public static partial GenerateContentRequest Make(string b); [ImagePrompt(\"{b}\")] public static partial GenerateContentRequest Make(int b = 3); [ImagePrompt(\"{b}\")] public static partial GenerateContentRequest make(char? b); }"
    )]
    [InlineData(
        "public partial class A { [ImagePrompt(\"a\")] public static partial GenerateContentRequest Make(IReadOnlyList<InputImage> a, List<InputImage>? b, IEnumerable<InputImage> c, InputImage? d); }"
    )]
    [InlineData(
        "namespace X { public class NanoBananaContracts { } public class System { } public class Part { } public partial class A { [ImagePrompt(\"{client}{nbc}\")] public static partial GenerateContentRequest Make(string client, decimal nbc); } }"
    )]
    [InlineData(
        "public class Outer { [NanoBananaContract] internal interface IPosters { [ImagePrompt(\"A\")] Task<GeneratedImage> IPosters(); } }"
    )]
    [InlineData(
        "[NanoBananaContract] public interface IBase { [ImagePrompt(\"A {client}\")] Task<GeneratedImage> Make(string? client = null); } [NanoBananaContract] public interface IMore : IBase { [ImagePrompt(\"B {client}\")] Task<NanoBananaReply> Make(string? client, CancellationToken @default = default); }"
    )]
    [InlineData(
        "public partial interface I<T> where T : IFormattable { public static partial class A { [ImagePrompt(\"A {b}\", Temperature = 0.5)] public static partial GenerateContentRequest Make(string b); } }"
    )]
    [InlineData(
        "[NanoBananaContract] public interface IPosters { [ImagePrompt(\"A\")] Task<GeneratedImage> A(); } public static class PostersServiceCollectionExtensions { }"
    )]
    [InlineData(
        "namespace A { [NanoBananaContract] public interface I { } } namespace B { [NanoBananaContract] public interface I { } }"
    )]
    public Task A_method_may_stand_in_every_kind_of_type(string code) => PromptRun.Silent(code);

    [Theory]
    [InlineData("\"); throw null; //")]
    [InlineData("\"\"\" \\ \\u0022 */ \u2028 \u2029 \u0085 \r\n #error")]
    [InlineData("\u202E\u2066 \u200B \uFFFF \uD800 \0")]
    public void The_text_of_a_prompt_is_only_text(string hostile)
    {
        var literal = SymbolDisplay.FormatLiteral(hostile, quote: true);
        var run = PromptRun.Of(
            $$"""
            public static partial class Probe
            {
                [ImagePrompt({{literal}} + "{a}")]
                public static partial GenerateContentRequest Make(string a);

                public static string Run() => Make("b").Contents[0].Parts[0].Text!;
            }
            """
        );

        run.Probe().ShouldBe(hostile + "b");
        run.Sources.Values.Single().ShouldNotContain("\u202E");
    }

    [Fact]
    public void An_edit_of_a_body_makes_nothing_again()
    {
        var run = PromptRun.Of(Method + "\n" + "public static class Other { public static int One() => 1; }");
        var edited = PromptRun.Project(
            "// moved\n" + Method + "\n" + "public static class Other { public static int One() => 2; }"
        );

        Reasons(run, edited, PromptTracking.Methods).ShouldBe([IncrementalStepRunReason.Cached]);
    }

    [Fact]
    public void An_edit_of_one_prompt_leaves_the_others_alone()
    {
        const string Two =
            "partial class A { [ImagePrompt(\"One\")] public static partial GenerateContentRequest One(); [ImagePrompt(\"Two\")] public static partial GenerateContentRequest Two(); }";

        Reasons(
                PromptRun.Of(Two),
                PromptRun.Project(Two.Replace("\"Two\"", "\"2\"", StringComparison.Ordinal)),
                PromptTracking.Methods
            )
            .ShouldBe([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified]);
    }

    [Fact]
    public void A_project_without_the_services_gets_no_registration()
    {
        var run = GeneratorRun.Of(
            PromptRun.Project(Interface) with
            {
                References = ConsumerReferences.Without(
                    "net10.0",
                    "Microsoft.Extensions.DependencyInjection.Abstractions"
                ),
            },
            new PromptGenerator()
        );

        run.Sources.Values.Single().ShouldNotContain("AddPosterStudio");
        run.Compile();
    }

    private static IncrementalStepRunReason[] Reasons(GeneratorRun run, ConsumerProject edited, string step) =>
        [
            .. run
                .Driver.RunGenerators(edited.Compile())
                .GetRunResult()
                .Results.Single()
                .TrackedSteps[step]
                .SelectMany(one => one.Outputs)
                .Select(output => output.Reason),
        ];
}
