using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Diagnostics;

/// <summary>Findings about schemas as diagnostics of the compiler, at their place in the schema file.</summary>
internal static class SchemaDescriptors
{
    private static readonly Dictionary<string, DiagnosticDescriptor> ById = SchemaRules.All.ToDictionary(
        rule => rule.Id,
        Describe,
        StringComparer.Ordinal
    );

    private static readonly DiagnosticDescriptor[] OfFiles =
    [
        ProjectRules.BadNamespace,
        ProjectRules.BadVisibility,
        ProjectRules.NamespaceTaken,
    ];

    /// <summary>Every descriptor of a schema rule.</summary>
    public static IEnumerable<DiagnosticDescriptor> All => ById.Values;

    /// <summary>A finding within a schema.</summary>
    public static Diagnostic Report(SchemaDiagnostic finding)
    {
        var line = Math.Max(finding.Line - 1, 0);
        var column = Math.Max(finding.Column - 1, 0);
        var length = Math.Max(finding.Length, 1);
        // The span is only for sorting and equality: hosts show the lines.
        var place = Location.Create(
            finding.Path,
            new TextSpan(0, length),
            new LinePositionSpan(new LinePosition(line, column), new LinePosition(line, column + length))
        );
        var severity = finding.Severity == SchemaSeverity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        var descriptor = ById[finding.Id];
        return OneLineDiagnostic.Create(descriptor, place, severity, null, finding.Message);
    }

    /// <summary>A finding about a file as a whole.</summary>
    public static Diagnostic Report(FileDiagnostic finding) =>
        OneLineDiagnostic.Create(
            OfFiles.First(descriptor => descriptor.Id == finding.Id),
            Location.Create(finding.Path, default, default),
            finding.First,
            finding.Second
        );

    private static DiagnosticDescriptor Describe(SchemaRule rule) =>
        new(
            rule.Id,
            rule.Title,
            "{0}",
            "NanoBananaContracts.Schema",
            rule.Severity == SchemaSeverity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            isEnabledByDefault: true,
            description: rule.Cure,
            helpLinkUri: RuleLinks.InReference(rule.Id)
        );
}
