using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>An object of a body.</summary>
/// <param name="name">Its key in the schema.</param>
/// <param name="schema">Its schema.</param>
/// <param name="contract">The contract it is part of.</param>
internal sealed class BodyMessage(string name, JsonNode schema, RequestBodyContract contract)
{
    // Read when they are asked for, by whichever thread: all read the same.
    private IReadOnlyList<BodyField>? fields;
    private IReadOnlyList<BodyGroup>? groups;

    /// <summary>Its key in the schema.</summary>
    public string Name => name;

    /// <summary>Its fields, in the schema's order.</summary>
    public IReadOnlyList<BodyField> Fields => fields ??= ReadFields();

    /// <summary>Its fields of which only one may be there.</summary>
    public IReadOnlyList<BodyGroup> Groups => groups ??= ReadGroups();

    /// <summary>The field that a written name means, or null.</summary>
    public BodyField? Find(string written)
    {
        foreach (var field in Fields)
        {
            if (field.Is(written))
            {
                return field;
            }
        }

        return null;
    }

    private List<BodyField> ReadFields()
    {
        var required = new HashSet<string>(BodyField.Texts(schema, "required"), StringComparer.Ordinal);
        var read = new List<BodyField>();
        foreach (var property in schema.Find("properties")!.Value.Members)
        {
            read.Add(new BodyField(property.Name, property.Value, required.Contains(property.Name), contract));
        }

        return read;
    }

    // "oneOf", or several of them in an "allOf".
    private List<BodyGroup> ReadGroups()
    {
        var read = new List<BodyGroup>();
        if (schema.Find("oneOf") is { } single)
        {
            read.Add(Group(single.Value));
        }

        foreach (var part in schema.Find("allOf")?.Value.Items ?? [])
        {
            read.Add(Group(part.Find("oneOf")!.Value));
        }

        return read;
    }

    private static BodyGroup Group(JsonNode branches)
    {
        var names = new List<string>();
        var isRequired = true;
        foreach (var branch in branches.Items)
        {
            var required = BodyField.Texts(branch, "required");
            names.AddRange(required);
            // A branch that requires nothing is the one for none of them.
            isRequired &= required.Count > 0;
        }

        return new BodyGroup(names, isRequired);
    }
}

/// <summary>Fields of which no two may be there.</summary>
/// <param name="Fields">Their names.</param>
/// <param name="Required">Whether one of them must be there.</param>
internal sealed record BodyGroup(IReadOnlyList<string> Fields, bool Required);
