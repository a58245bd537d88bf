namespace NanoBananaContracts.Schema;

/// <summary>What a source says of an object as a whole and of the names in it; what cannot be said here is reported.</summary>
/// <param name="values">Reads what is said of a value.</param>
/// <param name="diagnostics">Takes trouble.</param>
internal sealed class SourceObjectFacts(SourceFacts values, DiagnosticBag diagnostics)
{
    /// <summary>What is said of an object as a whole; what does not come in with it is reported.</summary>
    /// <param name="parts">The object and those it is made of, itself last.</param>
    /// <param name="message">Its name.</param>
    /// <param name="readOnly">Names of its properties that only the service sets: nobody can be asked for them.</param>
    public IReadOnlyList<KeyValuePair<string, NewJson>> Of(
        IReadOnlyList<JsonNode> parts,
        string message,
        ISet<string> readOnly
    )
    {
        var said = new List<KeyValuePair<string, NewJson>>();
        foreach (var member in parts.SelectMany(part => part.Members))
        {
            var isOfPart = parts[parts.Count - 1].Find(member.Name)?.Key != member.Key;
            switch (member.Name)
            {
                case "oneOf" or "anyOf":
                    diagnostics.Report(
                        SchemaImportRules.LeftOut,
                        member.Key.Mark,
                        $"{message} is one of several objects. The fields of all of them came in, and none that only some of them require is required; which of them go together did not.",
                        "Say that with a oneOf of required fields where it matters."
                    );
                    break;
                case "minProperties" or "maxProperties" when SourceFacts.IsCount(member.Value):
                    values.Add(said, NewJson.Member(member.Name, NewJson.Same(member.Value)), member, message);
                    break;
                case "dependentRequired" when IsDependent(member.Value, readOnly):
                    values.Add(said, NewJson.Member(member.Name, NewJson.Same(member.Value)), member, message);
                    break;
                case "patternProperties" or "propertyNames" when member.Value.IsTrue || IsEmpty(member.Value):
                    break;
                case "minProperties"
                or "maxProperties"
                or "dependentRequired"
                or "patternProperties"
                or "propertyNames":
                // What a part says of fields that are not named, the other parts' are among.
                case "additionalProperties" when isOfPart && !member.Value.IsTrue && !IsEmpty(member.Value):
                    values.Tell(member, message);
                    break;
                default:
                    if (SourceFacts.IsLeftOut(member))
                    {
                        values.Tell(member, message);
                    }

                    break;
            }
        }

        return said;
    }

    /// <summary>Adds to an object of any names what these keep to.</summary>
    /// <param name="type">The object.</param>
    /// <param name="member">The statement.</param>
    /// <param name="names">What a name is.</param>
    /// <param name="path">Names that lead to the object.</param>
    public SourceType AddNames(SourceType type, JsonMember member, SourceType names, string path)
    {
        var said = names.Kind switch
        {
            WireKind.Enum => [NewJson.Member("enum", NewJson.Strings(names.Values.Select(value => value.Text)))],
            WireKind.String when SourceFacts.IsPlainText(names) => names.Facts ?? [],
            _ => null,
        };
        if (said is null)
        {
            values.Tell(member, path);
            return type;
        }

        var facts = new List<KeyValuePair<string, NewJson>>(type.Facts ?? []);
        if (said.Count > 0)
        {
            values.Add(facts, NewJson.Member(member.Name, NewJson.Object(said, prefersOneLine: true)), member, path);
        }

        return type with
        {
            Facts = facts,
        };
    }

    /// <summary>The forms that the names of a map have; empty where it takes others too, or they stand for several types.</summary>
    /// <param name="schema">An object without named properties.</param>
    public static IReadOnlyList<string> PatternsOf(JsonNode schema)
    {
        var entries = schema.Find("patternProperties")?.Value.Members ?? [];
        return
            schema.Find("additionalProperties")?.Value is { Kind: JsonKind.Boolean, IsTrue: false }
            && entries.All(entry => EcmaPattern.Problem(entry.Name) is null)
            && entries.Select(entry => JsonText.Compact(entry.Value)).Distinct(StringComparer.Ordinal).Count() == 1
            ? [.. entries.Select(entry => entry.Name)]
            : [];
    }

    /// <summary>True for fields that ask for others which whoever sends can set.</summary>
    /// <param name="value">The statement.</param>
    /// <param name="readOnly">Names of those that only the service sets.</param>
    public static bool IsDependent(JsonNode value, ISet<string>? readOnly = null) =>
        value.Kind == JsonKind.Object
        && value.Members.All(entry =>
            entry.Value.Kind == JsonKind.Array
            && entry.Value.Items.All(item => item.Kind == JsonKind.String && readOnly?.Contains(item.Text) != true)
        );

    /// <summary>True for an object that says nothing.</summary>
    /// <param name="value">Any value.</param>
    public static bool IsEmpty(JsonNode value) => value is { Kind: JsonKind.Object, Members.Count: 0 };
}
