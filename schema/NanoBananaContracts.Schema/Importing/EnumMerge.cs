namespace NanoBananaContracts.Schema;

/// <summary>Brings new values into enums and marks those that are gone.</summary>
internal sealed class EnumMerge(ImportContext import)
{
    private const string VanishedValues = "x-vanished-values";

    /// <summary>Brings one in.</summary>
    /// <param name="definition">The file's.</param>
    /// <param name="uses">The source's lists of values that feed it.</param>
    public void Merge(JsonNode definition, List<EnumUse> uses)
    {
        if (definition.Find("enum")?.Value is not { Kind: JsonKind.Array } values)
        {
            return;
        }

        var name = import.Target.NameOf(definition);
        var canonical = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in values.Items)
        {
            canonical[value.Text] = value.Text;
        }

        foreach (var spelling in definition.Find("x-spellings")?.Value.Members ?? [])
        {
            foreach (var text in spelling.Value.Members)
            {
                canonical[text.Value.Text] = text.Name;
            }
        }

        var theirs = new HashSet<string>(StringComparer.Ordinal);
        var added = new List<SourceValue>();
        var deprecated = new List<string>();
        foreach (var use in uses)
        {
            foreach (var value in use.Type.Values)
            {
                if (canonical.TryGetValue(value.Text, out var known))
                {
                    if (theirs.Add(known) && value.Deprecated)
                    {
                        deprecated.Add(known);
                    }
                }
                else
                {
                    canonical.Add(value.Text, value.Text);
                    theirs.Add(value.Text);
                    added.Add(value);
                }
            }
        }

        var change = new MemberChange();
        AddValues(definition, values, added, name, change);
        import.Scope.MarkValues(import, definition, [.. added.Select(value => value.Text)], change);
        if (import.Scope.Owns(definition))
        {
            DeprecateValues(definition, deprecated, added, name, change);
            TakeOffMarks(definition, theirs, name, change);
        }

        MarkValues(definition, values, theirs, name, change);

        if (import.Options.WithDescriptions && definition.Find("x-enum-descriptions") is null)
        {
            DescribeValues(values, uses, added, name, change);
        }

        import.Apply(definition, change);
    }

    private void AddValues(
        JsonNode definition,
        JsonNode values,
        List<SourceValue> added,
        string name,
        MemberChange change
    )
    {
        var names = definition.Find("x-enum-names")?.Value;
        var words = definition.Find("x-enum-descriptions")?.Value;
        var prefix =
            definition.TextOf("x-enum-prefix") ?? NewTypes.CommonPrefix(values.Items.Select(value => value.Text));
        foreach (var value in added)
        {
            import.AppendItem(values, value.Text);
            if (names is { Kind: JsonKind.Array })
            {
                import.AppendItem(names, ValueName(value.Text, prefix));
            }

            if (words is { Kind: JsonKind.Array })
            {
                import.AppendItem(words, import.Options.WithDescriptions ? value.Description ?? "" : "");
            }

            import.Changed(SchemaImportChangeKind.Added, name + ": " + value.Text);
        }
    }

    /// <summary>The name the reader would make, for an enum that lists its names.</summary>
    private static string ValueName(string text, string? prefix)
    {
        var rest =
            prefix is not null && text.Length > prefix.Length && text.StartsWith(prefix, StringComparison.Ordinal)
                ? text.Substring(prefix.Length)
                : text;
        var name = CSharpName.Pascal(rest);
        return name.Length == 0 ? "Value" : CSharpName.Safe(name, "Value");
    }

    private void DeprecateValues(
        JsonNode definition,
        List<string> deprecated,
        List<SourceValue> added,
        string name,
        MemberChange change
    )
    {
        foreach (var value in added)
        {
            if (value.Deprecated)
            {
                deprecated.Add(value.Text);
            }
        }

        var list = definition.Find("x-enum-deprecated")?.Value;
        foreach (var known in list?.Items ?? [])
        {
            deprecated.Remove(known.Text);
        }

        foreach (var known in list?.Members ?? [])
        {
            deprecated.Remove(known.Name);
        }

        if (deprecated.Count == 0)
        {
            return;
        }

        if (list is { Kind: JsonKind.Array, Items.Count: > 0 })
        {
            foreach (var text in deprecated)
            {
                import.AppendItem(list, text);
            }
        }
        else if (list is { Kind: JsonKind.Object })
        {
            var reasons = new MemberChange();
            foreach (var text in deprecated)
            {
                reasons.Add(text, NewJson.String(""));
            }

            import.Apply(list, reasons);
        }
        else if (list is { Kind: JsonKind.Array })
        {
            import.Edits.Replace(list.Start, list.End, NewJson.Strings(deprecated).Inline());
        }
        else
        {
            change.Add("x-enum-deprecated", NewJson.Strings(deprecated));
        }

        foreach (var text in deprecated)
        {
            import.Changed(SchemaImportChangeKind.Changed, name + ": " + text, "deprecated");
        }
    }

    private void TakeOffMarks(JsonNode definition, HashSet<string> theirs, string name, MemberChange change)
    {
        var outdated = import.Scope.OutdatedMarks(definition, theirs, out var marks);
        if (marks is null || outdated.Count == 0)
        {
            return;
        }

        if (outdated.Count == marks.Value.Members.Count)
        {
            change.Removed.Add(marks);
        }
        else
        {
            var left = new MemberChange();
            left.Removed.UnionWith(outdated);
            import.Apply(marks.Value, left);
        }

        foreach (var mark in outdated)
        {
            import.Changed(SchemaImportChangeKind.Changed, name + ": " + mark.Name, SourceScope.KnownToAll);
        }
    }

    private void MarkValues(
        JsonNode definition,
        JsonNode values,
        HashSet<string> theirs,
        string name,
        MemberChange change
    )
    {
        var marks = definition.Find(VanishedValues);
        var marking = new MemberChange();
        foreach (var mark in marks?.Value.Members ?? [])
        {
            if (theirs.Contains(mark.Name) && import.Scope.ReturnsValue(definition, mark.Name))
            {
                marking.Removed.Add(mark);
                import.Changed(SchemaImportChangeKind.Returned, name + ": " + mark.Name);
            }
        }

        foreach (var value in values.Items)
        {
            if (
                !theirs.Contains(value.Text)
                && marks?.Value.Find(value.Text) is null
                && import.Scope.GovernsValue(definition, value.Text)
            )
            {
                marking.Add(value.Text, NewJson.String(import.Source.Revision));
                import.Changed(SchemaImportChangeKind.Vanished, name + ": " + value.Text);
            }
        }

        if (marks is null)
        {
            if (marking.Added.Count > 0)
            {
                change.Add(VanishedValues, NewJson.Object(marking.Added, prefersOneLine: true));
            }
        }
        else if (marking.Added.Count == 0 && marking.Removed.Count == marks.Value.Members.Count)
        {
            change.Removed.Add(marks);
        }
        else
        {
            import.Apply(marks.Value, marking);
        }
    }

    private void DescribeValues(
        JsonNode values,
        List<EnumUse> uses,
        List<SourceValue> added,
        string name,
        MemberChange change
    )
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var use in uses)
        {
            foreach (var value in use.Type.Values)
            {
                if (value.Description is not null)
                {
                    words[value.Text] = value.Description;
                }
            }
        }

        var list = new List<string>();
        foreach (var value in values.Items)
        {
            list.Add(words.TryGetValue(value.Text, out var description) ? description : "");
        }

        foreach (var value in added)
        {
            list.Add(value.Description ?? "");
        }

        if (list.Exists(description => description.Length > 0))
        {
            change.Add("x-enum-descriptions", NewJson.Strings(list));
            import.Changed(SchemaImportChangeKind.Changed, name, "values described");
        }
    }
}
