using System.Globalization;

namespace NanoBananaContracts.Schema;

/// <summary>Enums: their values with what is said of each, and their spellings.</summary>
internal sealed class EnumReader(ReadingContext context, KeywordCheck check)
{
    private readonly EnumValueNames valueNames = new(context);

    /// <summary>Reads an enum.</summary>
    /// <param name="node">Its schema.</param>
    /// <param name="name">C# name.</param>
    /// <param name="schemaName">Key under <c>$defs</c>, or the path of an inline enum.</param>
    public void Read(SchemaNode node, string name, string schemaName)
    {
        var items = node.Choices;
        if (items.Count == 0)
        {
            context.Report(SchemaRules.EmptyEnum, node.KeyMark("enum"), $"{Wording.Shown(schemaName)} has no values.");
        }

        var isInteger = IsIntegerEnum(node);
        var values = ReadValues(items, isInteger);
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < values.Count; i++)
        {
            texts[values[i].Text] = i;
        }

        var given = ParallelTexts(node.EnumNames, "x-enum-names", items.Count);
        var names = valueNames.Make(node.EnumPrefix, given, name, isInteger, values);
        var descriptions = ParallelTexts(node.EnumDescriptions, "x-enum-descriptions", items.Count);
        var deprecated = DeprecatedValues(node, texts);
        foreach (var vanished in node.VanishedValues?.Members ?? [])
        {
            CheckValue(vanished.Key, texts);
        }

        var providers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var known in node.ValueProviders)
        {
            if (CheckValue(known.Key, texts))
            {
                providers[known.Key.Text] = known.Value;
            }
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
            )
            {
                Providers = providers.TryGetValue(values[i].Text, out var those)
                    ? new EquatableArray<string>(those)
                    : default,
            };
        }

        context.Enums[name] = new EnumDefinition(
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
            check.CheckPlace(node);
            check.CheckType(node, new TypeReference(TypeKind.Enum, name));
        }
    }

    private bool IsIntegerEnum(SchemaNode node)
    {
        if (node.Type is not (null or "string" or "integer"))
        {
            context.Report(
                SchemaRules.MixedEnum,
                node.Json.Find("type")!.Value.Mark,
                $"An enum cannot be of type {node.Type}.",
                "Write \"string\" or \"integer\"."
            );
        }

        return node.Type == "integer"
            || node.Type is null && node.Choices.Count > 0 && node.Choices[0].Kind == JsonKind.Number;
    }

    private List<ValueDraft> ReadValues(IReadOnlyList<JsonNode> items, bool isInteger)
    {
        var values = new List<ValueDraft>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            var text =
                isInteger ? IntegerText(item)
                : item.Kind == JsonKind.String ? item.Text
                : null;
            if (text is null)
            {
                context.Report(
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
                context.Report(
                    SchemaRules.DuplicateEnumValue,
                    item.Mark,
                    $"The value {Wording.Shown(text)} is already there."
                );
            }
        }

        return values;
    }

    /// <summary>The digits of an integer of 64 bits, also where it is written as <c>2.0</c>; else null.</summary>
    public static string? IntegerText(JsonNode item) =>
        item.Kind == JsonKind.Number
        && decimal.TryParse(item.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && value is >= long.MinValue and <= long.MaxValue
        && decimal.Truncate(value) == value
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : null;

    /// <summary>Items of a list that runs parallel to <c>enum</c>; null where there is none or it has another length (reported).</summary>
    private IReadOnlyList<JsonNode>? ParallelTexts(JsonNode? list, string keyword, int count)
    {
        if (list is null || list.Items.Count == count)
        {
            return list?.Items;
        }

        context.Report(
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

        context.Report(
            SchemaRules.UnknownEnumValue,
            value.Mark,
            $"{Wording.Shown(value.Text)} is not a value of this enum.",
            context.Suggestion.DidYouMean(value.Text, texts.Keys)
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
                    context.Report(
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
}

/// <summary>A value of an enum.</summary>
/// <param name="Text">Its canonical text.</param>
/// <param name="Mark">Its place.</param>
/// <param name="Index">Its position in <c>enum</c>, which the parallel lists go by.</param>
internal sealed record ValueDraft(string Text, SourceMark Mark, int Index);
