namespace NanoBananaContracts.Schema;

/// <summary>Reads which providers know a field, or the values of an enum.</summary>
internal sealed class ProviderListReader(DiagnosticBag diagnostics, SchemaNodeReader reader)
{
    /// <summary>Of a field.</summary>
    public void ReadField(SchemaNode node, JsonNode? list) => node.Providers.AddRange(Names(list));

    /// <summary>Of the values of an enum.</summary>
    public void ReadValues(SchemaNode node, JsonNode? lists)
    {
        foreach (var value in lists?.Members ?? [])
        {
            node.ValueProviders.Add(new KeyValuePair<JsonNode, IReadOnlyList<string>>(value.Key, Names(value.Value)));
        }
    }

    private List<string> Names(JsonNode? list)
    {
        var names = new List<string>();
        if (list is { Items.Count: 0 })
        {
            diagnostics.Report(SchemaRules.WrongKeywordValue, list.Mark, "The list names no provider.");
        }

        foreach (var name in reader.Distinct(list, "named"))
        {
            if (IsShortName(name.Text))
            {
                names.Add(name.Text);
            }
            else
            {
                diagnostics.Report(
                    SchemaRules.WrongKeywordValue,
                    name.Mark,
                    $"{Wording.Shown(name.Text)} is not the short name of a provider, which has small letters, digits and hyphens."
                );
            }
        }

        return names;
    }

    private static bool IsShortName(string name) =>
        name.Length > 0
        && name[0] is >= 'a' and <= 'z'
        && name.All(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
