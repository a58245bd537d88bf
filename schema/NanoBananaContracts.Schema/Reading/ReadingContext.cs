namespace NanoBananaContracts.Schema;

/// <summary>What the readers of one schema share: its findings, the names given, the enums read, what is still to read.</summary>
internal sealed class ReadingContext(DiagnosticBag findings)
{
    /// <summary>Most steps from one schema to the next while understanding one of them; more is reported.</summary>
    public const int MaxDepth = 160;

    private readonly Dictionary<string, HashSet<string>> texts = new(StringComparer.Ordinal);
    private int depth;

    /// <summary>Takes the findings.</summary>
    public DiagnosticBag Findings => findings;

    /// <summary>Finds what misspelt words were meant to be, within one budget.</summary>
    public Suggestion Suggestion { get; } = new();

    /// <summary>C# names given so far.</summary>
    public CSharpNames Names { get; } = new(findings);

    /// <summary>Enums read so far, by C# name.</summary>
    public Dictionary<string, EnumDefinition> Enums { get; } = new(StringComparer.Ordinal);

    /// <summary>Objects whose records are still to be made: queued, so that recursion stays bounded.</summary>
    public Queue<PendingMessage> Pending { get; } = new();

    /// <summary>As <see cref="DiagnosticBag.Report"/>.</summary>
    public void Report(SchemaRule rule, SourceMark mark, string what, string? cure = null) =>
        findings.Report(rule, mark, what, cure);

    /// <summary>Reports a value of the wrong kind.</summary>
    /// <param name="found">The value.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="needed">The kind that it takes.</param>
    public void ReportWrong(JsonNode found, string name, string needed) =>
        findings.Report(
            SchemaRules.WrongKeywordValue,
            found.Mark,
            $"{found.Describe()} stands where '{name}' takes {needed}.",
            $"Give '{name}' {needed}."
        );

    /// <summary>Begins to understand a schema; false where that would be a step too many (reported).</summary>
    /// <param name="node">The schema.</param>
    /// <param name="mark">Place to report at.</param>
    public bool Enter(SchemaNode node, SourceMark mark)
    {
        if (depth < MaxDepth)
        {
            depth++;
            return true;
        }

        findings.Report(
            SchemaRules.ReferenceChainTooLong,
            mark,
            $"{Wording.Shown(node.Path)} is reached through too many definitions."
        );
        return false;
    }

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public void Leave() => depth--;

    /// <summary>The texts of an enum; made once, since many places may look for a value in it.</summary>
    /// <param name="definition">The enum.</param>
    public HashSet<string> TextsOf(EnumDefinition definition)
    {
        if (!texts.TryGetValue(definition.Name, out var known))
        {
            known = new HashSet<string>(StringComparer.Ordinal);
            known.UnionWith(definition.Values.Select(value => value.Text));
            texts.Add(definition.Name, known);
        }

        return known;
    }

    /// <summary>The enum a type is, or is a list or map of; else null.</summary>
    /// <param name="type">The type.</param>
    public EnumDefinition? EnumOf(TypeReference type) =>
        type.Innermost is { Kind: TypeKind.Enum, Name: { } name } && Enums.TryGetValue(name, out var definition)
            ? definition
            : null;
}

/// <summary>An object whose record is still to be made.</summary>
/// <param name="Node">Its schema.</param>
/// <param name="Name">C# name.</param>
/// <param name="SchemaName">Key under <c>$defs</c>, or the path of an inline object.</param>
internal sealed record PendingMessage(SchemaNode Node, string Name, string SchemaName);
