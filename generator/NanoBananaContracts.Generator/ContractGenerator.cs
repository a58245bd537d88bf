using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NanoBananaContracts.Generator.Diagnostics;
using NanoBananaContracts.Generator.Emission;
using NanoBananaContracts.Generator.Pipeline;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator;

/// <summary>
/// Turns contract schemas into C#. File, reading, model, one unit a file, source: each step hands on a value
/// that is equal when nothing that matters changed, so that a keystroke in C# stops at the file, white space in the
/// schema stops at the model, and a property stops at every file but its own. Findings leave after the reading
/// and never hold up the sources.
/// <para>
/// What a step hands on is a class, or a pair of two: the compiler's machinery is compiled anew for every struct, which a
/// project without a schema would wait for too.
/// </para>
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ContractGenerator : IIncrementalGenerator
{
    // Without a byte order mark, like every other text of a repository.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context
            .AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, token) => SchemaFile.From(pair.Left, pair.Right, token))
            .Where(static file => file is not null)
            .Select(static (file, _) => file!)
            .WithTrackingName(TrackingNames.File)
            .Collect()
            .SelectMany(static (all, _) => SchemaFile.Distinct(all));
        var names = files
            .Select(static (file, _) => new SchemaFileName(file.Path, SchemaTarget.OptionsOf(file).Namespace))
            .Collect()
            .Select(static (all, _) => SchemaFileNames.Of(all))
            .WithTrackingName(TrackingNames.FileNames);
        var readings = files
            .Select(static (file, _) => new SchemaFileReading(file, SchemaReader.Read(file.Path, file.Text)))
            .WithTrackingName(TrackingNames.Reading);
        var models = readings
            .Combine(names)
            .Where(static pair => !SchemaTarget.IsTaken(pair.Left.File, pair.Right, out _))
            .Select(
                static (pair, _) => new ContractModel(SchemaTarget.OptionsOf(pair.Left.File), pair.Left.Reading.Model)
            )
            .WithTrackingName(TrackingNames.Model);
        // A project without a schema, which only uses the runtime and the analyzers, pays for none of this.
        var asking = context
            .CompilationProvider.Combine(files.Collect())
            .Select(static (pair, _) => pair.Right.IsEmpty ? null : pair.Left);
        var types = asking
            .Select(static (compilation, _) => new ReferenceSet(compilation))
            .Select(static (references, _) => ConsumerTypes.Of(references))
            .Combine(asking)
            .Select(
                static (pair, _) =>
                    pair.Left.IsComplete || pair.Right is null ? pair.Left : ConsumerTypes.Of(pair.Right)
            );
        var environment = types
            .Combine(context.ParseOptionsProvider)
            .Select(static (pair, _) => ConsumerEnvironment.Of(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Environment);

        RegisterSources(context, models, environment);
        RegisterDiagnostics(context, files.Combine(names), readings, environment);
    }

    private static void RegisterSources(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ContractModel> models,
        IncrementalValueProvider<ConsumerEnvironment> environment
    )
    {
        var types = models
            .SelectMany(static (model, _) => model.Files())
            .WithTrackingName(TrackingNames.Types)
            .Select(static (unit, _) => EmittedSource.Of(unit.Options, unit.Name, FileEmitter.Emit(unit)))
            .WithTrackingName(TrackingNames.Source);
        var operations = models
            .SelectMany(static (model, _) => model.Operations())
            .WithTrackingName(TrackingNames.Operations)
            .Select(static (unit, _) => EmittedSource.Of(unit.Options, unit.ClassName, OperationsEmitter.Emit(unit)))
            .WithTrackingName(TrackingNames.Source);
        var dialects = models
            .SelectMany(static (model, _) => model.Dialects())
            .WithTrackingName(TrackingNames.Dialects)
            // No name of a type's file: a type has no '-'.
            .Select(static (unit, _) => EmittedSource.Of(unit.Options, "contract-dialects", DialectsEmitter.Emit(unit)))
            .WithTrackingName(TrackingNames.Source);

        foreach (var sources in new[] { types, operations, dialects })
        {
            context.RegisterSourceOutput(
                sources.Combine(environment),
                static (output, pair) =>
                {
                    if (pair.Right.IsReady)
                    {
                        output.AddSource(pair.Left.HintName, SourceText.From(pair.Left.Text, Utf8));
                    }
                }
            );
        }

        var polyfills = environment
            .Combine(models.Collect())
            .Select(
                static (pair, _) => pair.Left.IsReady && !pair.Right.IsEmpty ? pair.Left.Types : ConsumerTypes.NotAsked
            )
            .WithTrackingName(TrackingNames.Polyfills);
        context.RegisterSourceOutput(
            polyfills,
            static (output, types) =>
            {
                if (!types.Polyfills.IsEmpty)
                {
                    output.AddSource(
                        // No name of a type's file: a namespace has no '-'.
                        "NanoBananaContracts-CompilerAttributes.g.cs",
                        SourceText.From(CompilerAttributes.Emit(types.Polyfills), Utf8)
                    );
                }
            }
        );
    }

    private static void RegisterDiagnostics(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<(SchemaFile File, SchemaFileNames All)> files,
        IncrementalValuesProvider<SchemaFileReading> readings,
        IncrementalValueProvider<ConsumerEnvironment> environment
    )
    {
        context.RegisterSourceOutput(
            readings,
            static (output, read) => Report(output, read.Reading.Diagnostics.Select(SchemaDescriptors.Report))
        );
        context.RegisterSourceOutput(
            files,
            static (output, pair) =>
                Report(output, SchemaTarget.Check(pair.File, pair.All).Select(SchemaDescriptors.Report))
        );
        context.RegisterSourceOutput(
            environment,
            static (output, environment) => Report(output, environment.Findings())
        );
    }

    private static void Report(SourceProductionContext output, IEnumerable<Diagnostic> findings)
    {
        foreach (var finding in findings)
        {
            output.ReportDiagnostic(finding);
        }
    }
}
