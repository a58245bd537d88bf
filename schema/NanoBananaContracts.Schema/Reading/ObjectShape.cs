namespace NanoBananaContracts.Schema;

/// <summary>
/// All that a schema and what it is composed of say about one object, before names are checked: <c>required</c> of a
/// branch may name a property of the object around it.
/// </summary>
internal sealed class ObjectShape
{
    private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);
    private readonly HashSet<string> requiredNames = new(StringComparer.Ordinal);
    private readonly HashSet<GroupDraft> groupSet = [];

    /// <summary>
    /// Properties in the order they are written: those of <c>allOf</c>, its own, those of the branches. Not yet required,
    /// their C# names not yet checked.
    /// </summary>
    public List<PropertyDefinition> Properties { get; } = [];

    /// <summary>Names that must be set, each with the place that says so.</summary>
    public List<JsonNode> Required { get; } = [];

    /// <summary>One-of groups.</summary>
    public List<GroupDraft> Groups { get; } = [];

    /// <summary>True for <c>additionalProperties: false</c>.</summary>
    public bool Closed { get; set; }

    /// <summary>How many fields there may be, and which go together.</summary>
    public Constraints Constraints { get; set; } = Constraints.None;

    /// <summary>Type of extension data, or null.</summary>
    public TypeReference? Additional { get; set; }

    /// <summary>Requires a name, unless it is required already: a part may be taken in by several ways.</summary>
    /// <param name="name">The name and the place that requires it.</param>
    public void Require(JsonNode name)
    {
        if (requiredNames.Add(name.Text))
        {
            Required.Add(name);
        }
    }

    /// <summary>Adds a group, unless the same one came in with another part already.</summary>
    /// <param name="group">The group.</param>
    public void Add(GroupDraft group)
    {
        if (groupSet.Add(group))
        {
            Groups.Add(group);
        }
    }

    /// <summary>Drops the properties after the first ones, and what is said of them.</summary>
    /// <param name="count">Number of properties to keep.</param>
    public void Cut(int count)
    {
        for (var i = count; i < Properties.Count; i++)
        {
            index.Remove(Properties[i].JsonName);
        }

        var dropped = new HashSet<string>(StringComparer.Ordinal);
        dropped.UnionWith(
            Properties.GetRange(count, Properties.Count - count).ConvertAll(property => property.JsonName)
        );
        Properties.RemoveRange(count, Properties.Count - count);
        Required.RemoveAll(name => dropped.Contains(name.Text));
        requiredNames.ExceptWith(dropped);
        for (var i = Groups.Count - 1; i >= 0; i--)
        {
            var members = new List<JsonNode>(Groups[i].Members);
            if (members.RemoveAll(name => dropped.Contains(name.Text)) > 0)
            {
                Groups[i] = Groups[i] with { Members = members };
            }
        }
    }

    /// <summary>Position of a property, or -1.</summary>
    /// <param name="jsonName">Wire name.</param>
    public int IndexOf(string jsonName) => index.TryGetValue(jsonName, out var found) ? found : -1;

    /// <summary>Adds a property that is not there yet.</summary>
    /// <param name="property">The property.</param>
    public void Add(PropertyDefinition property)
    {
        index.Add(property.JsonName, Properties.Count);
        Properties.Add(property);
    }
}

/// <summary>A one-of group whose members are not checked yet.</summary>
/// <param name="Name">C# name.</param>
/// <param name="Members">Wire names with the place that names them.</param>
/// <param name="Required">True when one must be set.</param>
/// <param name="Exclusive">True for <c>oneOf</c>.</param>
/// <param name="Mark">Place of the keyword.</param>
internal sealed record GroupDraft(
    string Name,
    IReadOnlyList<JsonNode> Members,
    bool Required,
    bool Exclusive,
    SourceMark Mark
);
