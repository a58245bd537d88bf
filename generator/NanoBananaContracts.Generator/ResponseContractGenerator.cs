using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NanoBananaContracts.Generator.Diagnostics;
using NanoBananaContracts.Generator.Pipeline;
using NanoBananaContracts.Generator.Responses;

namespace NanoBananaContracts.Generator;

/// <summary>Gives records with <c>[ResponseContract]</c> their schema and their reader.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ResponseContractGenerator : IIncrementalGenerator
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var readings = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                ResponseContractReader.Attribute,
                // Of a struct the compiler says that the attribute is none for it.
                static (node, _) => node.Kind() is SyntaxKind.ClassDeclaration or SyntaxKind.RecordDeclaration,
                static (found, _) => ResponseContractReader.Read(found)
            )
            .WithTrackingName(TrackingNames.Response);
        context.RegisterSourceOutput(
            readings.Select(static (reading, _) => reading.Contract),
            static (output, contract) =>
            {
                if (contract is not null)
                {
                    output.AddSource(contract.HintName, SourceText.From(ResponseEmitter.Emit(contract), Utf8));
                }
            }
        );
        context.RegisterSourceOutput(
            readings,
            static (output, reading) =>
            {
                foreach (var finding in reading.Findings)
                {
                    output.ReportDiagnostic(
                        OneLineDiagnostic.Create(
                            ResponseRules.All.First(rule => rule.Id == finding.Rule),
                            Location.Create(finding.Path, finding.Span, finding.Lines),
                            [.. finding.Texts]
                        )
                    );
                }
            }
        );
    }
}
