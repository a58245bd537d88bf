using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NanoBananaContracts.Generator.Analyzers;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Prompts;

/// <summary>
/// Prompts as a project compiles them: the generator, then the analyzer over what came out. Markers <c>[|...|]</c> say where
/// something must be reported; nothing may be anywhere else.
/// </summary>
internal static class PromptRun
{
    public const string Usings =
        "using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using NanoBananaContracts;\n#pragma warning disable CS1591\n";

    /// <summary>A project with these sources.</summary>
    public static ConsumerProject Project(string source) => new() { Sources = [Usings + source] };

    /// <summary>Runs the generator, twice.</summary>
    public static GeneratorRun Of(string source) => GeneratorRun.Of(Project(source), new PromptGenerator());

    /// <summary>Asserts that exactly the marked places are reported under one id, and gives what is.</summary>
    public static async Task<Diagnostic[]> Expect(string id, string marked, ConsumerProject? project = null)
    {
        var code = marked.Replace("[|", "").Replace("|]", "");
        var places = marked.Split("[|").Skip(1).Select(rest => rest[..rest.IndexOf("|]", StringComparison.Ordinal)]);
        var found = await Analyze(
            GeneratorRun.Of((project ?? new()) with { Sources = [Usings + code] }, new PromptGenerator())
        );
        found.ShouldAllBe(diagnostic => diagnostic.Id == id, string.Join("\n", found.Select(one => one.ToString())));
        found
            .Select(diagnostic =>
                (Usings + code).Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)
            )
            .ShouldBe(places);
        return found;
    }

    /// <summary>Asserts that nothing is reported, and that all of it compiles.</summary>
    public static async Task Silent(string source)
    {
        var run = Of(source);
        (await Analyze(run)).ShouldBeEmpty();
        run.Compile();
    }

    /// <summary>What the analyzer says of a project and what was made of it.</summary>
    public static async Task<Diagnostic[]> Analyze(GeneratorRun run, ImmutableArray<AdditionalText> files = default)
    {
        var found = await run
            .Output.WithAnalyzers(
                [new PromptAnalyzer()],
                new AnalyzerOptions(files.IsDefault ? [] : files, new ProjectOptions(null))
            )
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        found.ShouldAllBe(diagnostic => diagnostic.Id.StartsWith("NBC"));
        return [.. found.Where(one => !one.IsSuppressed).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }
}
