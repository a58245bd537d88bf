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
            .Select(
                static (all, _) =>
                    new EquatableArray<SchemaFileName>(all.OrderBy(name => name.Path, System.StringComparer.Ordinal))
            )
            .WithTrackingName(TrackingNames.FileNames);
        var readings = files
            .Select(static (file, _) => (File: file, Reading: SchemaReader.Read(file.Path, file.Text)))
            .WithTrackingName(TrackingNames.Reading);
        var models = readings
            .Combine(names)
            .Where(static pair => !SchemaTarget.IsTaken(pair.Left.File, pair.Right, out _))
            .Select(
                static (pair, _) => new ContractModel(SchemaTarget.OptionsOf(pair.Left.File), pair.Left.Reading.Model)
            )
            .WithTrackingName(TrackingNames.Model);
        // A project without a schema, which only uses the runtime and the analyzers, pays for none of this.
        var hasSchema = files.Collect().Select(static (all, _) => !all.IsEmpty);
        var asking = context
            .CompilationProvider.Combine(hasSchema)
            .Select(static (pair, _) => pair.Right ? pair.Left : null);
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
        RegisterDiagnostics(context, files, names, readings, environment.Combine(hasSchema));
    }

    private static void RegisterSources(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ContractModel> models,
        IncrementalValueProvider<ConsumerEnvironment> environment
    )
    {
        var isReady = environment.Select(static (environment, _) => environment.IsReady);
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

        context.RegisterSourceOutput(
            types.Combine(isReady),
            static (output, pair) => Add(output, pair.Left, pair.Right)
        );
        context.RegisterSourceOutput(
            operations.Combine(isReady),
            static (output, pair) => Add(output, pair.Left, pair.Right)
        );

        context.RegisterSourceOutput(
            dialects.Combine(isReady),
            static (output, pair) => Add(output, pair.Left, pair.Right)
        );

        var polyfills = environment
            .Select(static (environment, _) => environment.IsReady ? environment.Types.Polyfills : default)
            .Combine(models.Collect().Select(static (all, _) => !all.IsEmpty))
            .WithTrackingName(TrackingNames.Polyfills);
        context.RegisterSourceOutput(
            polyfills,
            static (output, pair) =>
            {
                if (!pair.Left.IsEmpty && pair.Right)
                {
                    output.AddSource(
                        // No name of a type's file: a namespace has no '-'.
                        "NanoBananaContracts-CompilerAttributes.g.cs",
                        SourceText.From(CompilerAttributes.Emit(pair.Left), Utf8)
                    );
                }
            }
        );
    }

    private static void RegisterDiagnostics(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<SchemaFile> files,
        IncrementalValueProvider<EquatableArray<SchemaFileName>> names,
        IncrementalValuesProvider<(SchemaFile File, SchemaReading Reading)> readings,
        IncrementalValueProvider<(ConsumerEnvironment Environment, bool HasSchema)> environment
    )
    {
        context.RegisterSourceOutput(
            readings.Select(static (pair, _) => pair.Reading.Diagnostics).WithTrackingName(TrackingNames.Findings),
            static (output, findings) => Report(output, findings.Select(SchemaDescriptors.Report))
        );
        context.RegisterSourceOutput(
            files
                .Combine(names)
                .Select(
                    static (pair, _) => new EquatableArray<FileDiagnostic>(SchemaTarget.Check(pair.Left, pair.Right))
                )
                .WithTrackingName(TrackingNames.OptionFindings),
            static (output, findings) => Report(output, findings.Select(SchemaDescriptors.Report))
        );
        context.RegisterSourceOutput(
            environment,
            static (output, pair) => Report(output, pair.HasSchema ? pair.Environment.Findings() : [])
        );
    }

    private static void Report(SourceProductionContext output, IEnumerable<Diagnostic> findings)
    {
        foreach (var finding in findings)
        {
            output.ReportDiagnostic(finding);
        }
    }

    private static void Add(SourceProductionContext output, EmittedSource source, bool isReady)
    {
        if (isReady)
        {
            output.AddSource(source.HintName, SourceText.From(source.Text, Utf8));
        }
    }
}
