namespace NanoBananaContracts.Schema;

/// <summary>C# names that the groups of one object take: no property of the object can have them.</summary>
internal sealed class GroupNames
{
    private readonly Dictionary<string, string> taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> makers = new(StringComparer.Ordinal);
    private readonly HashSet<string> members = new(StringComparer.Ordinal);

    /// <summary>Finds them.</summary>
    /// <param name="shape">The object.</param>
    /// <param name="groups">Its groups, checked.</param>
    public GroupNames(ObjectShape shape, EquatableArray<OneOfGroup> groups)
    {
        foreach (var group in groups)
        {
            taken[group.Name] = "the group that tells which of several properties is set";
            taken[ReservedNames.CasesOf(group.Name)] = $"the cases of the group '{group.Name}'";
            members.UnionWith(group.Properties);
        }

        foreach (var group in groups)
        {
            foreach (var maker in Makers(shape, group.Properties, group.Required && group.Exclusive))
            {
                makers.Add(maker);
                taken[maker] = "the method that makes one with only one property set";
            }
        }
    }

    /// <summary>What has the name already; null when a property can have it.</summary>
    /// <param name="name">C# name.</param>
    /// <param name="jsonName">Wire name of the property that wants it.</param>
    public string? Taker(string name, string jsonName) =>
        taken.TryGetValue(name, out var taker) ? taker
        : name == ReservedNames.NoCase && members.Contains(jsonName) ? "the case of no property"
        : null;

    /// <summary>True for the name of a method that makes a message of one property.</summary>
    /// <param name="name">C# name.</param>
    public bool IsMaker(string name) => makers.Contains(name);

    /// <summary>Names of the methods that make a message of one member of a group; only of one that is its message.</summary>
    /// <param name="shape">The object.</param>
    /// <param name="jsonNames">Wire names of the members.</param>
    /// <param name="isWhole">True for a group of which exactly one must be set.</param>
    public static IEnumerable<string> Makers(ObjectShape shape, IEnumerable<string> jsonNames, bool isWhole)
    {
        if (!isWhole)
        {
            yield break;
        }

        foreach (var jsonName in jsonNames)
        {
            if (shape.IndexOf(jsonName) is >= 0 and var index)
            {
                yield return ReservedNames.MakerOf(shape.Properties[index].Name);
            }
        }
    }
}
