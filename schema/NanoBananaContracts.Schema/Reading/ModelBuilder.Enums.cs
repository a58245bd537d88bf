using System;
using System.Collections.Generic;
using System.Globalization;

namespace NanoBananaContracts.Schema;

/// <summary>Enums: values, names, spellings.</summary>
internal sealed partial class ModelBuilder
{
    private void BuildEnum(SchemaNode node, string name, string schemaName)
    {
        var items = node.Enum!;
        if (items.Count == 0)
        {
            diagnostics.Report(
                SchemaRules.EmptyEnum,
                node.KeyMark("enum"),
                $"{Wording.Shown(schemaName)} has no values."
            );
        }

        var isInteger = IsIntegerEnum(node);
        var values = ReadValues(node, isInteger);
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < values.Count; i++)
        {
            texts[values[i].Text] = i;
        }

        var names = ValueNames(node, name, isInteger, values);
        var descriptions = ParallelTexts(node.EnumDescriptions, "x-enum-descriptions", items.Count);
        var deprecated = DeprecatedValues(node, texts);
        foreach (var vanished in node.VanishedValues?.Members ?? [])
        {
            CheckValue(vanished.Key, texts);
        }

        var spellings = ReadSpellings(node, values, texts, out var spellingNames);
        var definitions = new EnumValue[values.Count];
        for (var i = 0; i < definitions.Length; i++)
        {
            definitions[i] = new EnumValue(
                names[i],
                values[i].Text,
                descriptions?[values[i].Index].Text is { Length: > 0 } text ? text : null,
                deprecated.TryGetValue(values[i].Text, out var why) ? why : null,
                spellings[i],
                values[i].Mark
            );
        }

        enums[name] = new EnumDefinition(
            name,
            schemaName,
            node.Description,
            node.Deprecation,
            isInteger,
            new EquatableArray<EnumValue>(definitions),
            spellingNames,
            node.Mark
        );
        if (node.Place is SchemaPlace.Definition or SchemaPlace.Root)
        {
            // An inline enum is checked with its property.
            CheckPlace(node);
            CheckApplicable(node, new TypeReference(TypeKind.Enum, name));
        }
    }

    private bool IsIntegerEnum(SchemaNode node)
    {
        if (node.Type is not (null or "string" or "integer"))
        {
            diagnostics.Report(
                SchemaRules.MixedEnum,
                node.Json.Find("type")!.Value.Mark,
                $"An enum cannot be of type {node.Type}.",
                "Write \"string\" or \"integer\"."
            );
        }

        return node.Type == "integer"
            || node.Type is null && node.Enum!.Count > 0 && node.Enum[0].Kind == JsonKind.Number;
    }

    private List<ValueDraft> ReadValues(SchemaNode node, bool isInteger)
    {
        var values = new List<ValueDraft>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < node.Enum!.Count; i++)
        {
            var item = node.Enum[i];
            var text =
                isInteger ? IntegerText(item)
                : item.Kind == JsonKind.String ? item.Text
                : null;
            if (text is null)
            {
                diagnostics.Report(
                    SchemaRules.MixedEnum,
                    item.Mark,
                    $"{item.Describe()} stands in an enum of {(isInteger ? "integers" : "strings")}."
                );
            }
            else if (seen.Add(text))
            {
                values.Add(new ValueDraft(text, item.Mark, i));
            }
            else
            {
                diagnostics.Report(
                    SchemaRules.DuplicateEnumValue,
                    item.Mark,
                    $"The value {Wording.Shown(text)} is already there."
                );
            }
        }

        return values;
    }

    private static string? IntegerText(JsonNode item) =>
        item.Kind == JsonKind.Number
        && long.TryParse(item.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : null;

    /// <summary>
    /// C# names of the values. A given name must be its own; a made one that is taken gets a number, in the order of the
    /// values, since wire texts that differ in case only (<c>png</c>, <c>PNG</c>) are none of the author's doing.
    /// </summary>
    private string[] ValueNames(SchemaNode node, string enumName, bool isInteger, List<ValueDraft> values)
    {
        var given = ParallelTexts(node.EnumNames, "x-enum-names", node.Enum!.Count);
        var names = new string[values.Count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            if (given?[values[i].Index] is { } item && IsUsable(item, enumName, isInteger, taken))
            {
                names[i] = item.Text;
                taken.Add(item.Text);
            }
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] is null)
            {
                names[i] = MadeName(node, enumName, isInteger, values[i], taken, numbers);
                taken.Add(names[i]);
            }
        }

        return names;
    }

    private bool IsUsable(JsonNode given, string enumName, bool isInteger, HashSet<string> taken)
    {
        if (!CSharpName.IsGivable(given.Text))
        {
            diagnostics.Report(
                SchemaRules.BadCSharpName,
                given.Mark,
                $"{Wording.Shown(given.Text)} is not a name that an emitted type or member can have."
            );
            return false;
        }

        if (ReservedNames.InEnum(given.Text, enumName, isInteger))
        {
            diagnostics.Report(
                SchemaRules.ReservedName,
                given.Mark,
                $"Every enum has a member '{given.Text}' already, or is named so itself."
            );
            return false;
        }

        if (taken.Contains(given.Text))
        {
            diagnostics.Report(
                SchemaRules.DuplicateValueName,
                given.Mark,
                $"The name {Wording.Shown(given.Text)} is already taken by another value."
            );
            return false;
        }

        return true;
    }

    private string MadeName(
        SchemaNode node,
        string enumName,
        bool isInteger,
        ValueDraft value,
        HashSet<string> taken,
        Dictionary<string, int> numbers
    )
    {
        var text = value.Text;
        var prefix = node.EnumPrefix ?? "";
        if (prefix.Length > 0 && text.Length > prefix.Length && text.StartsWith(prefix, StringComparison.Ordinal))
        {
            text = text.Substring(prefix.Length);
        }

        var made = CSharpName.Pascal(text.StartsWith("-", StringComparison.Ordinal) ? "minus " + text : text);
        if (made.Length == 0)
        {
            diagnostics.Report(
                SchemaRules.NoCSharpName,
                value.Mark,
                $"{Wording.Shown(value.Text)} has no letter or digit to make a C# name of.",
                "Name the values in \"x-enum-names\"."
            );
            made = "Unnamed";
        }

        made = CSharpName.Safe(made, "Value");
        while (ReservedNames.InEnum(made, enumName, isInteger))
        {
            made += "Value";
        }

        var name = made;
        while (taken.Contains(name))
        {
            // Counted on from the last number given to this name, so that thousands of twins take no longer each.
            numbers.TryGetValue(made, out var last);
            numbers[made] = ++last;
            name = made + "_" + (last + 1).ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }

    /// <summary>Items of a list that runs parallel to <c>enum</c>; null where there is none or it has another length (reported).</summary>
    private IReadOnlyList<JsonNode>? ParallelTexts(JsonNode? list, string keyword, int count)
    {
        if (list is null || list.Items.Count == count)
        {
            return list?.Items;
        }

        diagnostics.Report(
            SchemaRules.EnumListLength,
            list.Mark,
            FormattableString.Invariant($"'{keyword}' has {list.Items.Count} entries for {count} values.")
        );
        return null;
    }

    private Dictionary<string, string> DeprecatedValues(SchemaNode node, Dictionary<string, int> texts)
    {
        var deprecated = new Dictionary<string, string>(StringComparer.Ordinal);
        if (node.EnumDeprecated is not { } given)
        {
            return deprecated;
        }

        foreach (var item in given.Items)
        {
            Add(item, "");
        }

        foreach (var member in given.Members)
        {
            Add(member.Key, member.Value.Text);
        }

        return deprecated;

        void Add(JsonNode value, string why)
        {
            if (CheckValue(value, texts))
            {
                deprecated[value.Text] = why;
            }
        }
    }

    private bool CheckValue(JsonNode value, Dictionary<string, int> texts)
    {
        if (texts.ContainsKey(value.Text))
        {
            return true;
        }

        diagnostics.Report(
            SchemaRules.UnknownEnumValue,
            value.Mark,
            $"{Wording.Shown(value.Text)} is not a value of this enum.",
            suggestion.DidYouMean(value.Text, texts.Keys)
        );
        return false;
    }

    private EquatableArray<EnumSpelling>[] ReadSpellings(
        SchemaNode node,
        List<ValueDraft> values,
        Dictionary<string, int> texts,
        out EquatableArray<string> names
    )
    {
        var found = new List<EnumSpelling>[values.Count];
        var sorted = new SortedSet<string>(StringComparer.Ordinal);

        // Every spelling is read everywhere, so one text must never stand for two values.
        var meanings = new Dictionary<string, int>(texts, StringComparer.Ordinal);
        foreach (var spelling in node.Spellings?.Members ?? [])
        {
            sorted.Add(spelling.Name);
            foreach (var entry in spelling.Value.Members)
            {
                if (!CheckValue(entry.Key, texts))
                {
                    continue;
                }

                var index = texts[entry.Name];
                var text = entry.Value.Text;
                if (meanings.TryGetValue(text, out var other) && other != index)
                {
                    diagnostics.Report(
                        SchemaRules.AmbiguousSpelling,
                        entry.Value.Mark,
                        $"{Wording.Shown(text)} already stands for {Wording.Shown(values[other].Text)}."
                    );
                    continue;
                }

                meanings[text] = index;
                (found[index] ??= []).Add(new EnumSpelling(spelling.Name, text));
            }
        }

        names = new EquatableArray<string>(sorted);
        return Array.ConvertAll(
            found,
            list =>
            {
                list?.Sort((x, y) => string.CompareOrdinal(x.Spelling, y.Spelling));
                return new EquatableArray<EnumSpelling>(list?.ToArray() ?? []);
            }
        );
    }

    /// <summary>A value, and its position in <c>enum</c>, which the parallel lists go by.</summary>
    private sealed record ValueDraft(string Text, SourceMark Mark, int Index);
}
