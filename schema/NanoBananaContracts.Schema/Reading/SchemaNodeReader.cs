using System.Globalization;

namespace NanoBananaContracts.Schema;

/// <summary>
/// Turns JSON into <see cref="SchemaNode"/>s: every keyword is known, supported and of the right kind, or reported.
/// What keywords mean together is for the readers after it.
/// </summary>
internal sealed class SchemaNodeReader
{
    private readonly DiagnosticBag diagnostics;
    private readonly Suggestion suggestion;

    public SchemaNodeReader(DiagnosticBag diagnostics, Suggestion suggestion)
    {
        this.diagnostics = diagnostics;
        this.suggestion = suggestion;
        Names = new NameRulesReader(diagnostics, this);
        Providers = new ProviderListReader(diagnostics, this);
    }

    /// <summary>Reads what is said of the names in an object.</summary>
    public NameRulesReader Names { get; }

    /// <summary>Reads who knows a field, or a value.</summary>
    public ProviderListReader Providers { get; }

    /// <summary>Reads one schema and all inside it.</summary>
    /// <param name="json">Its JSON.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="path">Definition and properties that lead to it.</param>
    /// <param name="mark">What to mark when the whole of it is meant.</param>
    /// <returns>The schema, or null when it is not one (reported).</returns>
    public SchemaNode? Read(JsonNode json, SchemaPlace place, string path, SourceMark mark)
    {
        var node = new SchemaNode(json, place, path, mark);
        switch (json.Kind)
        {
            case JsonKind.Boolean when place is not (SchemaPlace.Root or SchemaPlace.Definition):
                node.IsNever = !json.IsTrue;
                return node;
            case JsonKind.Object:
                foreach (var member in json.Members)
                {
                    ReadKeyword(node, member);
                }

                return node;
            default:
                diagnostics.Report(
                    SchemaRules.NotASchema,
                    json.Mark,
                    $"{json.Describe()} stands where a schema is needed."
                );
                return null;
        }
    }

    private void ReadKeyword(SchemaNode node, JsonMember member)
    {
        if (Keywords.Find(member.Name) is { } keyword)
        {
            keyword.Read(this, node, member, Taken(member, keyword.Takes));
        }
        else
        {
            ReportUnknown(member);
        }
    }

    /// <summary>The value of a keyword, or null when it is not of the kind that it takes (reported).</summary>
    /// <param name="member">The keyword.</param>
    /// <param name="takes">The kind.</param>
    public JsonNode? Taken(JsonMember member, KeywordValue takes)
    {
        if (takes.FirstWrong(member.Value) is not { } wrong)
        {
            return member.Value;
        }

        Wrong(member.Name, wrong, takes.Words);
        return null;
    }

    /// <summary>True at the root; anywhere else the keyword has no effect (reported).</summary>
    /// <param name="node">Where it stands.</param>
    /// <param name="member">The keyword.</param>
    public bool IsAtRoot(SchemaNode node, JsonMember member)
    {
        if (node.Place == SchemaPlace.Root)
        {
            return true;
        }

        diagnostics.Report(
            SchemaRules.MisplacedKeyword,
            member.Key.Mark,
            $"'{member.Name}' counts at the root of the file only.",
            "Move it there."
        );
        return false;
    }

    /// <summary>Reads the draft.</summary>
    public void ReadDialect(SchemaNode node, JsonMember member, JsonNode? value)
    {
        if (
            value is not null
            && IsAtRoot(node, member)
            && !string.Equals(value.Text.TrimEnd('#'), Keywords.Dialect, StringComparison.Ordinal)
        )
        {
            diagnostics.Report(
                SchemaRules.UnsupportedDialect,
                value.Mark,
                $"The subset is one of draft 2020-12, not of {Wording.Shown(value.Text)}."
            );
        }
    }

    /// <summary>Reads the names of the dialects.</summary>
    public void ReadDialects(SchemaNode node, JsonMember member, JsonNode? list)
    {
        if (list is not null && IsAtRoot(node, member))
        {
            node.Dialects.AddRange(Distinct(list, "named").Select(name => name.Text));
        }
    }

    private void ReportUnknown(JsonMember member)
    {
        var name = member.Name;
        if (ForeignKeywords.Cures.TryGetValue(name, out var cure))
        {
            diagnostics.Report(
                SchemaRules.UnsupportedKeyword,
                member.Key.Mark,
                $"'{name}' is outside the subset of JSON Schema that this contract uses.",
                cure
            );
            return;
        }

        diagnostics.Report(
            SchemaRules.UnknownKeyword,
            member.Key.Mark,
            $"{Wording.Shown(name)} is not a keyword.",
            suggestion.DidYouMean(name, Keywords.Names)
        );
    }

    /// <summary>Reads the type.</summary>
    public void ReadType(SchemaNode node, JsonNode value)
    {
        if (value.Kind == JsonKind.String && Array.IndexOf(SchemaTypes.Names, value.Text) >= 0)
        {
            node.Type = value.Text;
            return;
        }

        if (value.Kind == JsonKind.Array && OneType(value) is { } one)
        {
            node.Type = one;
            node.TypeTakesNull = value.Items.Count > 1;
            return;
        }

        node.TypeUnreadable = true;
        if (value.Kind == JsonKind.Array)
        {
            diagnostics.Report(
                SchemaRules.UnknownType,
                value.Mark,
                "A list of several types is outside the subset.",
                "Write the one type it has; \"null\" may stand beside it."
            );
            return;
        }

        diagnostics.Report(
            SchemaRules.UnknownType,
            value.Mark,
            $"{value.Describe()} is not a type.",
            value.Kind == JsonKind.String ? suggestion.DidYouMean(value.Text, SchemaTypes.Names) : null
        );
    }

    /// <summary>The one type of a list that has no other beside it but null; else null.</summary>
    private static string? OneType(JsonNode list)
    {
        var named = list.Items.Where(item => item is not { Kind: JsonKind.String, Text: "null" }).ToList();
        return
            named.Count == 1
            && list.Items.Count <= 2
            && named[0].Kind == JsonKind.String
            && Array.IndexOf(SchemaTypes.Names, named[0].Text) >= 0
            ? named[0].Text
            : null;
    }

    /// <summary>Reads the properties.</summary>
    public void ReadProperties(SchemaNode node, JsonNode? map)
    {
        node.HasProperties = true;
        foreach (var property in map?.Members ?? [])
        {
            var path = node.Path.Length == 0 ? property.Name : node.Path + "." + property.Name;
            if (Read(property.Value, SchemaPlace.Property, path, property.Key.Mark) is { } schema)
            {
                node.Properties.Add(new SchemaProperty(property.Key, schema));
            }
        }
    }

    /// <summary>Reads the required names, each once.</summary>
    public void ReadRequired(SchemaNode node, JsonNode? list)
    {
        node.HasRequired = true;
        node.Required.AddRange(Distinct(list, "required"));
    }

    /// <summary>The items of a list, each once; the others are reported.</summary>
    /// <param name="list">The list; null for none.</param>
    /// <param name="verb">What an item is there, as in <c>already named</c>.</param>
    public List<JsonNode> Distinct(JsonNode? list, string verb)
    {
        var distinct = new List<JsonNode>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list?.Items ?? [])
        {
            if (seen.Add(item.Text))
            {
                distinct.Add(item);
            }
            else
            {
                diagnostics.Report(
                    SchemaRules.DuplicateListItem,
                    item.Mark,
                    $"{Wording.Shown(item.Text)} is {verb} twice."
                );
            }
        }

        return distinct;
    }

    /// <summary>Reads what may stand beside the properties.</summary>
    public void ReadAdditionalProperties(SchemaNode node, JsonMember member)
    {
        if (member.Value.Kind == JsonKind.Boolean)
        {
            node.AdditionalAllowed = member.Value.IsTrue;
            return;
        }

        node.AdditionalProperties = Read(member.Value, SchemaPlace.Element, node.Path + "{}", member.Key.Mark);
    }

    /// <summary>Reads what a list holds.</summary>
    public void ReadItems(SchemaNode node, JsonMember member)
    {
        if (member.Value.Kind == JsonKind.Array)
        {
            diagnostics.Report(
                SchemaRules.WrongKeywordValue,
                member.Value.Mark,
                "'items' takes one schema, for every item.",
                "Write that schema instead of the list."
            );
            return;
        }

        node.Items = Read(member.Value, SchemaPlace.Element, node.Path + "[]", member.Key.Mark);
    }

    /// <summary>Reads branches.</summary>
    public void ReadBranches(SchemaNode node, JsonNode? list, List<SchemaNode> branches)
    {
        foreach (var item in list?.Items ?? [])
        {
            if (Read(item, SchemaPlace.Branch, node.Path, item.Mark) is { } branch)
            {
                branches.Add(branch);
            }
        }
    }

    /// <summary>Reads branches of which one may be null, where the other is a reference: that is how a nullable one is written.</summary>
    public void ReadChoices(SchemaNode node, JsonNode? list, List<SchemaNode> branches)
    {
        var others = list?.Items.Where(item => !IsNull(item)).ToList() ?? [];
        if (list is null || others.Count == list.Items.Count)
        {
            ReadBranches(node, list, branches);
            return;
        }

        if (
            others.Count == 1
            && list.Items.Count == 2
            && others[0].Find("$ref") is not null
            && Read(others[0], SchemaPlace.Branch, node.Path, others[0].Mark) is { } reference
        )
        {
            node.ChoosesNull = true;
            branches.Add(reference);
            return;
        }

        node.TypeUnreadable = true;
        diagnostics.Report(
            SchemaRules.UnknownType,
            list.Items.First(IsNull).Mark,
            "Null is a branch beside one reference, and nothing else.",
            "Write \"null\" into the \"type\" of what may be null: \"type\": [\"string\", \"null\"]."
        );
    }

    private static bool IsNull(JsonNode branch) => branch.Members.Count == 1 && branch.TextOf("type") == "null";

    /// <summary>The pattern, or null where it cannot be taken (reported).</summary>
    public string? ReadPattern(JsonNode? pattern)
    {
        if (pattern is null || EcmaPattern.Problem(pattern.Text) is not { } problem)
        {
            return pattern?.Text;
        }

        var verdict = problem.Cure is null ? "does not compile" : "is outside the subset";
        diagnostics.Report(
            SchemaRules.BadPattern,
            pattern.Mark,
            $"The pattern {Wording.Shown(pattern.Text)} {verdict}: {problem.What}.",
            problem.Cure
        );
        return null;
    }

    /// <summary>A bound on numbers.</summary>
    public double? ReadNumber(JsonNode? number)
    {
        if (number is null)
        {
            return null;
        }

        if (
            double.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && !double.IsInfinity(value)
        )
        {
            return value;
        }

        diagnostics.Report(
            SchemaRules.BadBound,
            number.Mark,
            $"{Wording.Shown(number.Text)} is larger than any number can be.",
            "Use a number of double precision."
        );
        return null;
    }

    /// <summary>What a number must be a multiple of.</summary>
    public double? ReadMultiple(JsonNode? number)
    {
        // In these bounds a decimal holds it, and every multiple that matters, exactly.
        const double Least = 1e-9;
        const double Most = 1e9;
        var multiple = ReadNumber(number);
        if (multiple is null or (>= Least and <= Most))
        {
            return multiple;
        }

        diagnostics.Report(
            SchemaRules.BadBound,
            number!.Mark,
            $"'multipleOf' cannot be {Wording.Shown(number.Text)}.",
            "Use a number from 1e-9 to 1e9."
        );
        return null;
    }

    /// <summary>A bound on lengths.</summary>
    public int? ReadCount(string keyword, JsonNode? number)
    {
        if (number is null)
        {
            return null;
        }

        // 2.0 is a whole number too.
        if (
            decimal.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value is >= 0 and <= int.MaxValue
            && decimal.Truncate(value) == value
        )
        {
            return (int)value;
        }

        diagnostics.Report(
            SchemaRules.BadBound,
            number.Mark,
            $"'{keyword}' cannot be {Wording.Shown(number.Text)}.",
            FormattableString.Invariant($"Use a whole number from 0 to {int.MaxValue}.")
        );
        return null;
    }

    /// <summary><c>{ "spelling": { "canonical text": "its text", ... }, ... }</c>.</summary>
    public JsonNode? ReadSpellings(JsonMember member, JsonNode? spellings)
    {
        foreach (var spelling in spellings?.Members ?? [])
        {
            if (spelling.Value.Kind != JsonKind.Object)
            {
                Wrong(member.Name, spelling.Value, "for each spelling an object of texts by value");
                return null;
            }

            foreach (var text in spelling.Value.Members)
            {
                if (text.Value.Kind != JsonKind.String)
                {
                    Wrong(member.Name, text.Value, "for each spelling an object of texts by value");
                    return null;
                }
            }
        }

        return spellings;
    }

    private void Wrong(string keyword, JsonNode found, string needed) =>
        diagnostics.Report(
            SchemaRules.WrongKeywordValue,
            found.Mark,
            $"{found.Describe()} stands where '{keyword}' takes {needed}.",
            $"Give '{keyword}' {needed}."
        );
}
