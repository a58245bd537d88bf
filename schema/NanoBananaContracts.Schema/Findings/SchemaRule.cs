namespace NanoBananaContracts.Schema;

/// <summary>One kind of mistake in a schema.</summary>
/// <param name="Id"><c>NBC1xxx</c>; never reused for another mistake.</param>
/// <param name="Title">The mistake in a few words.</param>
/// <param name="Cure">What to do about it, where the finding itself knows nothing better.</param>
/// <param name="Severity">How much it matters.</param>
public sealed record SchemaRule(string Id, string Title, string Cure, SchemaSeverity Severity = SchemaSeverity.Error);
