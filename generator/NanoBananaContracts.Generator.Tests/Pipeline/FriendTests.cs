using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NanoBananaContracts.Generator.Analyzers;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Pipeline;

/// <summary>A library that compiles a contract, and a project that sees its types: those shown to all, or to friends.</summary>
public sealed class FriendTests
{
    private const string Uses = """
        #pragma warning disable CS1591
        using Test.Contract;

        internal static class Uses
        {
            /// <summary>Makes a <see cref="MailRequest"/>.</summary>
            internal static MailRequest Make() => MailRequest.Parse("{}");

            internal static Paper? Of(MailRequest card) => card.Paper ?? Paper.Undocumented(nameof(Paper));
        }
        """;

    private static readonly string Postcards = Repository.Text(
        "generator/NanoBananaContracts.Generator.Tests/Contracts/postcards.schema.json"
    );

    public static TheoryData<string, string> Consumers
    {
        get
        {
            var consumers = new TheoryData<string, string>();
            foreach (var target in ConsumerReferences.Targets)
            {
                consumers.Add(target, "internal");
                consumers.Add(target, "public");
            }

            return consumers;
        }
    }

    [Theory]
    [MemberData(nameof(Consumers))]
    public async Task One_contract_in_a_library_and_its_friend_gives_no_conflict(string target, string visibility)
    {
        var friend = GeneratorRun.Of(
            new ConsumerProject
            {
                Target = target,
                Schemas = [new SchemaItem(Postcards, visibility: visibility)],
                Sources = [Uses],
                References = [.. ConsumerReferences.For(target), Library(target, visibility)],
            }
        );

        (await Told(friend.Output, [])).ShouldAllBe(id => id == "CS0436");
        (await Told(friend.Output, [])).ShouldNotBeEmpty("there is a conflict to be silent about");
        (await Told(friend.Output, [new ContractConflictSuppressor()])).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_conflict_with_a_type_of_the_users_own_is_still_told()
    {
        const string Own =
            "#pragma warning disable CS1591\nnamespace Mine { public class Thing { } public class Use { public Thing? It { get; } } }";
        var library = GeneratorRun.Of(new ConsumerProject { Name = "Library", Sources = [Own] }).Compile();
        var user = GeneratorRun.Of(
            new ConsumerProject
            {
                Sources = [Own],
                References = [.. ConsumerReferences.For("net10.0"), MetadataReference.CreateFromImage(library)],
            }
        );

        (await Told(user.Output, [new ContractConflictSuppressor()])).ShouldBe(["CS0436"]);
    }

    [Fact]
    public void A_friend_without_a_contract_sees_the_librarys_types() =>
        GeneratorRun
            .Of(
                new ConsumerProject
                {
                    Sources = [Uses],
                    References = [.. ConsumerReferences.For("net10.0"), Library("net10.0", "internal")],
                }
            )
            .Compile();

    [Fact]
    public async Task A_friend_does_not_see_compiler_attributes_that_were_emitted()
    {
        var library = GeneratorRun.Of(
            new ConsumerProject
            {
                Name = "Library",
                Target = "netstandard2.0",
                Schemas = [new SchemaItem(Postcards, visibility: "internal")],
                Sources = [Friend],
                References = ConsumerReferences.WithTwoPolyfills(),
            }
        );
        library.Sources.Keys.ShouldContain("NanoBananaContracts-CompilerAttributes.g.cs");
        using var image = new MemoryStream();
        library.Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success.ShouldBeTrue();
        var friend = new ConsumerProject
        {
            Target = "netstandard2.0",
            Sources =
            [
                "namespace System.Runtime.CompilerServices { internal static class IsExternalInit { internal static object It = typeof(IsExternalInit); } }",
            ],
            // Without the runtime, whose public ones are there for all to see.
            References =
            [
                .. ConsumerReferences.Without("netstandard2.0", "NanoBananaContracts.Runtime"),
                MetadataReference.CreateFromImage(image.ToArray()),
            ],
        };

        (await Told(friend.Compile(), [])).ShouldBeEmpty();
    }

    private const string Friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Consumer\")]";

    private static MetadataReference Library(string target, string visibility) =>
        MetadataReference.CreateFromImage(
            GeneratorRun
                .Of(
                    new ConsumerProject
                    {
                        Name = "Library",
                        Target = target,
                        Schemas = [new SchemaItem(Postcards, visibility: visibility)],
                        Sources = [Friend],
                    }
                )
                .Compile()
        );

    private static async Task<ImmutableArray<string>> Told(
        Compilation compilation,
        ImmutableArray<DiagnosticAnalyzer> suppressors
    )
    {
        var found = suppressors.IsEmpty
            ? compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            : await compilation
                .WithAnalyzers(suppressors, (AnalyzerOptions?)null)
                .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return
        [
            .. found
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
                .Select(diagnostic => diagnostic.Id),
        ];
    }
}
