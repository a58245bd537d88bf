using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

/// <summary>What "fix all in document" is told: what was found in the one document there is.</summary>
internal sealed class FixEverywhere(ImmutableArray<Diagnostic> found) : FixAllContext.DiagnosticProvider
{
    public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(
        Project project,
        CancellationToken cancellationToken
    ) => Task.FromResult<IEnumerable<Diagnostic>>(found);

    public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
        Document document,
        CancellationToken cancellationToken
    ) => Task.FromResult<IEnumerable<Diagnostic>>(found);

    public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(
        Project project,
        CancellationToken cancellationToken
    ) => Task.FromResult<IEnumerable<Diagnostic>>([]);
}
