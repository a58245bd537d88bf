namespace NanoBananaContracts.Schema;

/// <summary>What a schema says of the names in an object: their form, and which ask for others.</summary>
internal sealed class NameRulesReader(DiagnosticBag diagnostics, SchemaNodeReader schemas)
{
    /// <summary>Reads what every name must keep to.</summary>
    public void ReadNames(SchemaNode node, JsonMember member)
    {
        if (member.Value.IsTrue)
        {
            return;
        }

        if (
            schemas.Read(member.Value, SchemaPlace.Element, node.Path + "{name}", member.Key.Mark) is not { } names
            || names.TypeUnreadable
        )
        {
            return;
        }

        var other = member.Value.Members.FirstOrDefault(each =>
            Keywords.Find(each.Name) is { IsAnnotation: false }
            && each.Name is not ("type" or "minLength" or "maxLength" or "pattern" or "enum" or "const" or "format")
        );
        if (names.IsNever || other is not null || names.Type is not (null or "string"))
        {
            diagnostics.Report(
                SchemaRules.WrongKeywordValue,
                other?.Key.Mark ?? member.Value.Mark,
                "'propertyNames' takes a schema of plain text.",
                "Use minLength, maxLength, pattern, enum or const."
            );
            return;
        }

        Add(
            node,
            names.Constraints with
            {
                Values = new EquatableArray<string>(
                    (names.Const is { } only ? [only] : names.Enum ?? []).Select(JsonText.Compact)
                ),
            }
        );
    }

    /// <summary>Reads the forms of names, which all have to stand for the same.</summary>
    public void ReadPatterns(SchemaNode node, JsonNode? map)
    {
        if (map is null || map.Members.Count == 0)
        {
            return;
        }

        node.PatternProperties = schemas.Read(
            map.Members[0].Value,
            SchemaPlace.Element,
            node.Path + "{}",
            map.Members[0].Key.Mark
        );
        var patterns = new List<string>();
        var first = JsonText.Compact(map.Members[0].Value);
        foreach (var entry in map.Members)
        {
            if (schemas.ReadPattern(entry.Key) is { } pattern)
            {
                patterns.Add(pattern);
            }

            if (JsonText.Compact(entry.Value) != first)
            {
                diagnostics.Report(
                    SchemaRules.UnsupportedKeyword,
                    entry.Key.Mark,
                    "The patterns of 'patternProperties' stand for several schemas.",
                    "Give each the same, or use \"additionalProperties\" with one schema for every value."
                );
                return;
            }
        }

        Add(
            node,
            new Constraints(
                Pattern: patterns.Count == 1 ? patterns[0] : string.Join("|", patterns.Select(each => $"(?:{each})"))
            )
        );
    }

    /// <summary>Reads which fields ask for others.</summary>
    public void ReadDependent(SchemaNode node, JsonMember member, JsonNode? map)
    {
        var dependent = new List<DependentFields>();
        foreach (var entry in map?.Members ?? [])
        {
            var wrong = entry.Value.Items.FirstOrDefault(item => item.Kind != JsonKind.String);
            if (entry.Value.Kind != JsonKind.Array || wrong is not null)
            {
                diagnostics.Report(
                    SchemaRules.WrongKeywordValue,
                    (wrong ?? entry.Value).Mark,
                    $"{(wrong ?? entry.Value).Describe()} stands where '{member.Name}' takes for each field a list of others.",
                    "Give each field a list of the fields it asks for."
                );
                return;
            }

            if (entry.Value.Items.Count > 0)
            {
                dependent.Add(
                    new DependentFields(
                        entry.Name,
                        new EquatableArray<string>(entry.Value.Items.Select(item => item.Text))
                    )
                );
            }
        }

        node.Constraints = node.Constraints with { Dependent = new EquatableArray<DependentFields>(dependent) };
    }

    private static void Add(SchemaNode node, Constraints names)
    {
        if (names != Constraints.None)
        {
            node.Constraints = node.Constraints with
            {
                Names = (node.Constraints.Names ?? Constraints.None).Tighten(names),
            };
        }
    }
}
