namespace NanoBananaContracts.Schema;

/// <summary>What reading a schema gave: as much of the model as could be understood, and every finding.</summary>
/// <param name="Model">The model; empty when the text is not JSON at all.</param>
/// <param name="Diagnostics">Findings in order of place.</param>
public sealed record SchemaReading(SchemaModel Model, EquatableArray<SchemaDiagnostic> Diagnostics)
{
    /// <summary>True when a finding is an error.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == SchemaSeverity.Error);
}
