using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>An enum of a body.</summary>
/// <param name="name">Its key in the schema.</param>
/// <param name="schema">Its schema.</param>
/// <param name="texts">The list of its values.</param>
internal sealed class BodyEnum(string name, JsonNode schema, JsonNode texts)
{
    private IReadOnlyList<BodyEnumValue>? values;

    /// <summary>Its key in the schema.</summary>
    public string Name => name;

    /// <summary>Its values, in the schema's order.</summary>
    public IReadOnlyList<BodyEnumValue> Values => values ??= Read();

    private List<BodyEnumValue> Read()
    {
        var providers = schema.Find("x-enum-providers")?.Value;
        var read = new List<BodyEnumValue>();
        foreach (var text in texts.Items)
        {
            var spellings = new List<EnumSpelling>();
            foreach (var spelling in schema.Find("x-spellings")?.Value.Members ?? [])
            {
                if (spelling.Value.TextOf(text.Text) is { } other)
                {
                    spellings.Add(new EnumSpelling(spelling.Name, other));
                }
            }

            var known = providers is null ? [] : BodyField.Texts(providers, text.Text);
            read.Add(new BodyEnumValue(text.Text, spellings, known));
        }

        return read;
    }
}

/// <summary>A value of an enum.</summary>
/// <param name="Text">Its canonical text.</param>
/// <param name="Spellings">Its other texts, by the spelling's name.</param>
/// <param name="Providers">Ids of the providers that know it; empty for all.</param>
internal sealed record BodyEnumValue(
    string Text,
    IReadOnlyList<EnumSpelling> Spellings,
    IReadOnlyList<string> Providers
);
