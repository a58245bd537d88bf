using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Pipeline;

/// <summary>Projects of every kind that compile a contract, with warnings as errors.</summary>
public class ConsumerTests
{
    private static readonly string Keywords = Repository.Text(
        "generator/NanoBananaContracts.Generator.Tests/Contracts/keywords.schema.json"
    );

    private static readonly string Postcards = Repository.Text(
        "generator/NanoBananaContracts.Generator.Tests/Contracts/postcards.schema.json"
    );

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

    [Theory]
    [MemberData(nameof(Settings))]
    public void Nullable_and_implicit_usings_may_be_on_or_off(string target, bool nullable, bool implicitUsings) =>
        GeneratorRun
            .Of(
                ConsumerProject.With(Keywords) with
                {
                    Target = target,
                    Nullable = nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable,
                    ImplicitUsings = implicitUsings,
                }
            )
            .Compile();

    /// <summary>Consumers are spared the compiler's analysis of nulls in emitted code, so it is made here.</summary>
    [Theory]
    [InlineData("generator/NanoBananaContracts.Generator.Tests/Contracts/keywords.schema.json")]
    [InlineData("schema/generate-content.schema.json")]
    public void Emitted_code_has_no_warning_about_nulls(string schema)
    {
        var run = GeneratorRun.Of(Repository.Text(schema));
        var analysed = run.Output;
        foreach (var tree in run.Output.SyntaxTrees)
        {
            var text = tree.ToString();
            text.ShouldContain(Annotations);
            analysed = analysed.ReplaceSyntaxTree(
                tree,
                CSharpSyntaxTree.ParseText(
                    text.Replace(Annotations, "#nullable enable\n", System.StringComparison.Ordinal),
                    (CSharpParseOptions)tree.Options,
                    tree.FilePath,
                    cancellationToken: TestContext.Current.CancellationToken
                )
            );
        }

        analysed
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString())
            .Take(10)
            .ShouldBeEmpty();
    }

    private const string Annotations = "#nullable enable annotations\n";

    [Fact]
    public void The_newest_language_compiles_it_too() =>
        GeneratorRun.Of(ConsumerProject.With(Keywords) with { Language = LanguageVersion.Preview }).Compile();

    [Fact]
    public void Types_of_the_user_with_the_names_of_ours_do_not_disturb() =>
        GeneratorRun
            .Of(
                ConsumerProject.With(
                    Repository.Text("schema/generate-content.schema.json"),
                    """
                    #pragma warning disable CS1591
                    public class Content { }
                    public class Part { }
                    public class Blob { }
                    public class ContractReader { }
                    public class ValueList<T> { }
                    public class Nullable { }
                    namespace Test { public class Part { } public class Content { } public class UnknownFields { } public class RawJson { } }
                    namespace Test.System { public class String { } }
                    namespace Test.Contract.NanoBananaContracts { public class Serialization { } }
                    namespace Test.Contract.System { public class Int32 { } }
                    """
                )
            )
            .Compile();

    [Fact]
    public void Internal_types_stay_internal()
    {
        var run = GeneratorRun.Of(new ConsumerProject { Schemas = [new SchemaItem(Keywords, visibility: "Internal")] });
        run.Load().GetExportedTypes().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("netstandard2.0")]
    [InlineData("net8.0")]
    public void Another_generator_may_bring_the_same_compiler_attributes(string target)
    {
        var run = GeneratorRun.Of(
            ConsumerProject.With(
                Keywords,
                """
                namespace System.Runtime.CompilerServices
                {
                    internal static class IsExternalInit;
                    [System.AttributeUsage(System.AttributeTargets.All, Inherited = false)]
                    internal sealed class RequiredMemberAttribute : System.Attribute;
                    [System.AttributeUsage(System.AttributeTargets.All, AllowMultiple = true, Inherited = false)]
                    internal sealed class CompilerFeatureRequiredAttribute : System.Attribute
                    {
                        public CompilerFeatureRequiredAttribute(string featureName) => FeatureName = featureName;
                        public string FeatureName { get; }
                        public bool IsOptional { get; set; }
                    }
                }
                namespace System.Diagnostics.CodeAnalysis
                {
                    [System.AttributeUsage(System.AttributeTargets.Constructor, Inherited = false)]
                    internal sealed class SetsRequiredMembersAttribute : System.Attribute;
                }
                """.Replace(
                    "class IsExternalInit;",
                    "class IsExternalInit { }",
                    System.StringComparison.Ordinal
                ).Replace("System.Attribute;", "System.Attribute { }", System.StringComparison.Ordinal)
            ) with
            {
                Target = target,
                Language = LanguageVersion.CSharp13,
            }
        );
        run.Sources.Keys.ShouldNotContain("NanoBananaContracts-CompilerAttributes.g.cs");
        // CS0436 is theirs to silence: a type of the source that hides one of a reference.
        using var image = new System.IO.MemoryStream();
        run.Output.Emit(image)
            .Diagnostics.Where(diagnostic =>
                diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS0436"
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void Compiler_attributes_that_two_references_bring_are_emitted()
    {
        var run = GeneratorRun.Of(
            ConsumerProject.With(Keywords) with
            {
                Target = "netstandard2.0",
                References = ConsumerReferences.WithTwoPolyfills(),
            }
        );
        run.Sources.Keys.ShouldContain("NanoBananaContracts-CompilerAttributes.g.cs");
        using var image = new System.IO.MemoryStream();
        run.Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken)
            .Diagnostics.Where(diagnostic =>
                diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS0436"
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void Several_schemas_live_in_one_project()
    {
        var run = GeneratorRun.Of(
            new ConsumerProject
            {
                Schemas =
                [
                    new SchemaItem(Keywords, "/project/one.json", "One"),
                    new SchemaItem(Keywords, "/project/two.json", "Two", "internal"),
                    new SchemaItem(Postcards, "/project/three.json", "Three"),
                ],
            }
        );
        var types = run.Load().GetExportedTypes().Select(type => type.Namespace).Distinct();
        types.ShouldBe(["One", "Three"], ignoreOrder: true);
    }
}
