namespace NanoBananaContracts.Schema;

/// <summary>
/// All differences between two schemas, worst first. Each is classed twice: for what we send, where the question is
/// whether requests that were right are still right, and for what we read, where it is whether code that looks at
/// replies still finds what it looked for. Code counts too: a C# name that is gone breaks whoever uses it.
/// </summary>
/// <param name="Changes">Differences: breaking, compatible, informational, and within each by place.</param>
public sealed record SchemaDiff(EquatableArray<SchemaChange> Changes)
{
    /// <summary>True when a difference breaks what we send or what we read.</summary>
    public bool IsBreaking => Count(ChangeImpact.Breaking) > 0;

    /// <summary>Number of differences of one class.</summary>
    /// <param name="impact">The class, as <see cref="SchemaChange.Impact"/> has it.</param>
    public int Count(ChangeImpact impact) => Changes.Count(change => change.Impact == impact);

    /// <summary>Compares two schemas.</summary>
    /// <param name="before">The old one.</param>
    /// <param name="after">The new one.</param>
    /// <returns>Every difference; none for schemas that say the same, whatever their layout.</returns>
    public static SchemaDiff Compare(SchemaModel before, SchemaModel after)
    {
        var changes = SchemaComparison.Run(before, after);
        return new SchemaDiff(
            new EquatableArray<SchemaChange>(
                changes
                    .OrderByDescending(change => change.Impact)
                    .ThenBy(change => change.Place, StringComparer.Ordinal)
            )
        );
    }
}
