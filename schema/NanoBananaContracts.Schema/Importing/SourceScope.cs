namespace NanoBananaContracts.Schema;

/// <summary>
/// Of what in the file the source is the judge. What people wrote in with a source of its own (<c>x-source</c>), and what
/// other providers alone have (<c>x-providers</c>), does not vanish because this source lacks it.
/// </summary>
internal sealed class SourceScope
{
    /// <summary>What a change says where an outdated mark is taken off.</summary>
    public const string KnownToAll = "no longer other providers' alone";

    private const string ProvidersKeyword = "x-providers";
    private const string ValueProvidersKeyword = "x-enum-providers";
    private const string SourceKeyword = "x-source";

    private readonly SourceOrigin origin;
    private readonly string revision;
    private readonly HashSet<JsonNode> shared = [];

    public SourceScope(TargetSchema target, SourceDocument source)
    {
        origin = source.Origin;
        revision = source.Revision;
        if (origin.IsPartial)
        {
            FindShared(target);
        }
    }

    /// <summary>True where messages, enums and types are the source's to change.</summary>
    /// <param name="definition">A message or an enum of the file.</param>
    public bool Owns(JsonNode definition) => !origin.IsPartial || !shared.Contains(definition);

    /// <summary>True where a property is the source's to change when it has it.</summary>
    /// <param name="message">A message of the file.</param>
    /// <param name="property">A property of it.</param>
    public bool Changes(JsonNode message, JsonNode property) =>
        Owns(message) || IsOfProviders(MarkOf(property)) == true;

    /// <summary>True where a property has vanished when the source lacks it.</summary>
    /// <param name="message">A message of the file.</param>
    /// <param name="property">A property of it.</param>
    public bool Governs(JsonNode message, JsonNode property) =>
        !HasOtherSource(property)
        && (IsOfProviders(MarkOf(property)) ?? (Owns(message) && property.Find(SourceKeyword) is null));

    /// <summary>What people wrote in of these providers that their document lacks, as from an SDK.</summary>
    private static bool HasOtherSource(JsonNode property) =>
        property.TextOf(SourceKeyword) is { } words && !SourceOrigin.IsNamedBy(words);

    /// <summary>
    /// True where a value has vanished when the source lacks it: it is one of its providers', or nobody's and its enum's
    /// <c>x-source</c> does not name it.
    /// </summary>
    /// <param name="enumeration">An enum of the file.</param>
    /// <param name="value">A value of it.</param>
    public bool GovernsValue(JsonNode enumeration, string value) =>
        IsOfProviders(enumeration.Find(ValueProvidersKeyword)?.Value.Find(value)?.Value)
        ?? (Owns(enumeration) && !(enumeration.TextOf(SourceKeyword) is { } words && Names(words, value)));

    /// <summary>True where a value that had vanished is there again when the source has it.</summary>
    /// <param name="enumeration">An enum of the file.</param>
    /// <param name="value">A value of it.</param>
    public bool ReturnsValue(JsonNode enumeration, string value) =>
        Owns(enumeration) || GovernsValue(enumeration, value);

    /// <summary>
    /// The mark of what was other providers' alone and is in the source too: where the contract is the source's, everybody
    /// has it from there, and the mark would keep it from them. <see langword="null"/> where it stays, or there is none.
    /// </summary>
    /// <param name="property">A property of the file that the source has.</param>
    public JsonMember? OutdatedMark(JsonNode property) => Outdated(property.Find(ProvidersKeyword));

    /// <summary>The same, of values of an enum.</summary>
    /// <param name="enumeration">An enum of the file.</param>
    /// <param name="values">Those that the source has.</param>
    /// <param name="marks">The keyword with all marks of the enum.</param>
    public List<JsonMember> OutdatedMarks(JsonNode enumeration, ICollection<string> values, out JsonMember? marks)
    {
        marks = enumeration.Find(ValueProvidersKeyword);
        return (marks?.Value.Members ?? [])
            .Where(mark => values.Contains(mark.Name) && Outdated(mark) is not null)
            .ToList();
    }

    /// <summary>Says of a new property whose it is and where it comes from, where its message is not the source's own.</summary>
    /// <param name="message">The message of the file it comes into.</param>
    /// <param name="members">Takes what is said.</param>
    public void MarkProperty(JsonNode message, List<KeyValuePair<string, NewJson>> members)
    {
        if (!Owns(message))
        {
            members.Add(NewJson.Member(ProvidersKeyword, NewJson.Strings(origin.Providers)));
            MarkDefinition(members);
        }
    }

    /// <summary>Says of a new definition where it comes from.</summary>
    /// <param name="members">Takes what is said.</param>
    public void MarkDefinition(List<KeyValuePair<string, NewJson>> members)
    {
        if (origin.IsPartial)
        {
            members.Add(NewJson.Member(SourceKeyword, Sentence(SourceOrigin.Words(revision))));
        }
    }

    /// <summary>
    /// Says of new values whose they are and where they come from, where their enum is not the source's own: whoever has it first does not
    /// lose it to the other's document.
    /// </summary>
    /// <param name="import">Takes the change.</param>
    /// <param name="enumeration">The enum of the file.</param>
    /// <param name="values">The new values.</param>
    /// <param name="change">Takes the change of a member.</param>
    public void MarkValues(
        ImportContext import,
        JsonNode enumeration,
        IReadOnlyList<string> values,
        MemberChange change
    )
    {
        if (Owns(enumeration) || values.Count == 0)
        {
            return;
        }

        var words = $"{string.Join(", ", values)}: {SourceOrigin.Words(revision)}";
        if (enumeration.Find(SourceKeyword)?.Value is { Kind: JsonKind.String } old)
        {
            var both = $"{old.Text.TrimEnd('.', ' ')}; {words}.";
            import.Edits.Replace(old.Start, old.End, NewJson.String(both).Inline());
        }
        else
        {
            change.Add(SourceKeyword, NewJson.String(words + "."));
        }

        var marks = new MemberChange();
        foreach (var value in values)
        {
            marks.Add(value, NewJson.Strings(origin.Providers));
        }

        if (enumeration.Find(ValueProvidersKeyword)?.Value is { Kind: JsonKind.Object } marked)
        {
            import.Apply(marked, marks);
        }
        else
        {
            change.Add(ValueProvidersKeyword, NewJson.Object(marks.Added, prefersOneLine: true));
        }
    }

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words.Substring(1) + ".";

    /// <summary>Whether one of the source's providers is marked; null where it is not said whose it is.</summary>
    private bool? IsOfProviders(JsonNode? mark) =>
        mark is { Kind: JsonKind.Array } ? mark.Items.Any(provider => origin.Providers.Contains(provider.Text)) : null;

    private static JsonNode? MarkOf(JsonNode property) => property.Find(ProvidersKeyword)?.Value;

    private JsonMember? Outdated(JsonMember? mark) =>
        !origin.IsPartial && origin.Providers.Count > 0 && IsOfProviders(mark?.Value) == false ? mark : null;

    /// <summary>Whether a sentence has a value as a word of its own.</summary>
    private static bool Names(string words, string value)
    {
        for (var at = 0; value.Length > 0 && (at = words.IndexOf(value, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var end = at + value.Length;
            if ((at == 0 || !IsOfWord(words[at - 1])) && (end == words.Length || !IsOfWord(words[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfWord(char unit) => char.IsLetterOrDigit(unit) || unit == '_';

    /// <summary>What operations reach without a property that only the source's providers have.</summary>
    private void FindShared(TargetSchema target)
    {
        var pending = new Stack<JsonNode>(target.Roots().Select(root => root.Value));
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (!shared.Add(node))
            {
                continue;
            }

            foreach (var property in target.PropertiesOf(node))
            {
                if (IsOfProviders(MarkOf(property.Value)) != true && target.UsedBy(property.Value) is { } used)
                {
                    pending.Push(used);
                }
            }
        }
    }
}
