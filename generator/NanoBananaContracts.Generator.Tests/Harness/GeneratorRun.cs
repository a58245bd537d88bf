using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoBananaContracts.Generator.Tests.Harness;

/// <summary>
/// A run of the generator over a project. Every run is made twice with tracked steps: the second time, on an equal
/// compilation, every step must come from the cache, and no step may hold on to something of the compiler's.
/// </summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(GeneratorDriver driver, ConsumerProject project, Compilation output, GeneratorRunResult result)
    {
        Driver = driver;
        Project = project;
        Output = output;
        Result = result;
    }

    public GeneratorDriver Driver { get; }

    public ConsumerProject Project { get; }

    /// <summary>The compilation with emitted sources.</summary>
    public Compilation Output { get; }

    public GeneratorRunResult Result { get; }

    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>Emitted text by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources =>
        Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>Runs the generator, twice.</summary>
    /// <param name="project">The project.</param>
    /// <param name="generator">The generator; null for the one of contracts.</param>
    public static GeneratorRun Of(ConsumerProject project, IIncrementalGenerator? generator = null)
    {
        var compilation = project.Compile();
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [(generator ?? new ContractGenerator()).AsSourceGenerator()],
            project.Schemas,
            (CSharpParseOptions)new CSharpParseOptions(project.Language, DocumentationMode.Diagnose),
            new ProjectOptions(project.RootNamespace),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)
        );
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var first = driver.GetRunResult().Results.Single();
        first.Exception.ShouldBeNull();
        StepValues.ShouldHoldNothingOfTheCompiler(first);

        driver = driver.RunGenerators(compilation.Clone());
        var second = driver.GetRunResult().Results.Single();
        Reasons(second).ShouldBeSubsetOf([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged]);
        second
            .GeneratedSources.Select(source => source.SourceText.ToString())
            .ShouldBe(first.GeneratedSources.Select(source => source.SourceText.ToString()));
        return new GeneratorRun(driver, project, output, first);
    }

    /// <summary>Runs the generator on one schema with the usual settings, twice.</summary>
    public static GeneratorRun Of(string schema, params string[] sources) => Of(ConsumerProject.With(schema, sources));

    /// <summary>Compiles with warnings as errors; fails with the first ten of what the compiler says.</summary>
    public byte[] Compile()
    {
        Diagnostics.Select(diagnostic => diagnostic.ToString()).ShouldBeEmpty();
        using var image = new MemoryStream();
        var emitted = Output.Emit(image);
        emitted
            .Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString())
            .Take(10)
            .ShouldBeEmpty();
        return image.ToArray();
    }

    /// <summary>Compiles and loads.</summary>
    public Assembly Load() => Assembly.Load(Compile());

    /// <summary>Compiles and calls <c>static string Probe.Run()</c> of the project's own source.</summary>
    public string Probe() =>
        (string)
            Load()
                .GetType("Probe", throwOnError: true)!
                .GetMethod("Run", BindingFlags.Static | BindingFlags.Public)!
                .Invoke(null, null)!;

    /// <summary>Why the outputs of every step of ours were made.</summary>
    public static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result) =>
        result
            .TrackedSteps.Where(step => step.Key.StartsWith("NBC.", StringComparison.Ordinal))
            .SelectMany(step => step.Value)
            .SelectMany(run => run.Outputs)
            .Select(output => output.Reason);
}
