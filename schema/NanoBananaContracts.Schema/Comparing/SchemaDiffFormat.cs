using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Schema;

/// <summary>Writes a diff for people, for a pull request, and for programs. Lines end with LF everywhere.</summary>
public static class SchemaDiffFormat
{
    private static readonly ChangeImpact[] Classes =
    [
        ChangeImpact.Breaking,
        ChangeImpact.Compatible,
        ChangeImpact.Informational,
    ];

    /// <summary>
    /// One line a change, by class, and the counts: <c>  ImageConfig.imageSize: The property is gone. [sent: breaking,
    /// read: breaking]</c>.
    /// </summary>
    /// <param name="diff">The diff.</param>
    public static string ToText(SchemaDiff diff)
    {
        var builder = new StringBuilder();
        foreach (var impact in Classes)
        {
            if (diff.Count(impact) == 0)
            {
                continue;
            }

            builder.Append(Heading(impact)).Append('\n');
            foreach (var change in Of(diff, impact))
            {
                builder
                    .Append("  ")
                    .Append(OneLine(change.Place))
                    .Append(": ")
                    .Append(OneLine(change.Message))
                    .Append(" [")
                    .Append(Sides(change))
                    .Append("]\n");
            }

            builder.Append('\n');
        }

        return builder.Append(Summary(diff)).Append('\n').ToString();
    }

    /// <summary>A heading and a table a class, for a pull request's comment.</summary>
    /// <param name="diff">The diff.</param>
    public static string ToMarkdown(SchemaDiff diff)
    {
        var builder = new StringBuilder("# Contract changes\n\n").Append(Summary(diff)).Append('\n');
        foreach (var impact in Classes)
        {
            if (diff.Count(impact) == 0)
            {
                continue;
            }

            builder
                .Append("\n## ")
                .Append(Heading(impact))
                .Append("\n\n| where | what | sent | read |\n|---|---|---|---|\n");
            foreach (var change in Of(diff, impact))
            {
                builder
                    .Append("| ")
                    .Append(Code(change.Place))
                    .Append(" | ")
                    .Append(Cell(change.Message))
                    .Append(" | ")
                    .Append(Word(change.Sent))
                    .Append(" | ")
                    .Append(Word(change.Read))
                    .Append(" |\n");
            }
        }

        return builder.ToString();
    }

    /// <summary>
    /// <c>{ "breaking": 1, "compatible": 0, "informational": 0, "changes": [{ "kind", "place", "message", "impact",
    /// "sent", "read", "old": { "line", "column" } | null, "new": ... }] }</c>; impacts are <c>none</c>,
    /// <c>informational</c>, <c>compatible</c> or <c>breaking</c>, kinds those of <see cref="ChangeKind"/> in camelCase.
    /// </summary>
    /// <param name="diff">The diff.</param>
    public static string ToJson(SchemaDiff diff)
    {
        var builder = new StringBuilder("{\n");
        foreach (var impact in Classes)
        {
            builder
                .Append("  \"")
                .Append(impact.ToString().ToLowerInvariant())
                .Append("\": ")
                .Append(diff.Count(impact).ToString(CultureInfo.InvariantCulture))
                .Append(",\n");
        }

        builder.Append("  \"changes\": [");
        for (var i = 0; i < diff.Changes.Count; i++)
        {
            builder.Append(i == 0 ? "\n" : ",\n");
            AppendJson(builder, diff.Changes[i]);
        }

        return builder.Append(diff.Changes.IsEmpty ? "]\n}\n" : "\n  ]\n}\n").ToString();
    }

    private static void AppendJson(StringBuilder builder, SchemaChange change)
    {
        var kind = change.Kind.ToString();
        builder
            .Append("    {\n      \"kind\": \"")
            .Append(char.ToLowerInvariant(kind[0]))
            .Append(kind, 1, kind.Length - 1)
            .Append("\",\n      \"place\": ")
            .Append(JsonText.Quoted(change.Place))
            .Append(",\n      \"message\": ")
            .Append(JsonText.Quoted(change.Message))
            .Append(",\n      \"impact\": \"")
            .Append(change.Impact.ToString().ToLowerInvariant())
            .Append("\",\n      \"sent\": \"")
            .Append(change.Sent.ToString().ToLowerInvariant())
            .Append("\",\n      \"read\": \"")
            .Append(change.Read.ToString().ToLowerInvariant())
            .Append("\",\n      \"old\": ")
            .Append(Mark(change.Old))
            .Append(",\n      \"new\": ")
            .Append(Mark(change.New))
            .Append("\n    }");
    }

    private static string Mark(SourceMark? mark) =>
        mark is { } place
            ? FormattableString.Invariant($"{{ \"line\": {place.Line}, \"column\": {place.Column} }}")
            : "null";

    private static IEnumerable<SchemaChange> Of(SchemaDiff diff, ChangeImpact impact) =>
        diff.Changes.Where(change => change.Impact == impact);

    private static string Summary(SchemaDiff diff) =>
        diff.Changes.IsEmpty
            ? "No changes."
            : FormattableString.Invariant(
                $"{diff.Count(ChangeImpact.Breaking)} breaking, {diff.Count(ChangeImpact.Compatible)} compatible, {diff.Count(ChangeImpact.Informational)} informational."
            );

    private static string Heading(ChangeImpact impact) => impact.ToString();

    private static string Sides(SchemaChange change) =>
        (change.Sent, change.Read) switch
        {
            (ChangeImpact.None, ChangeImpact.None) => "not used by any operation",
            (_, ChangeImpact.None) => "sent: " + Word(change.Sent),
            (ChangeImpact.None, _) => "read: " + Word(change.Read),
            _ => "sent: " + Word(change.Sent) + ", read: " + Word(change.Read),
        };

    private static string Word(ChangeImpact impact) =>
        impact == ChangeImpact.None ? "-" : impact.ToString().ToLowerInvariant();

    /// <summary>Names and values come from a file: what is hidden in one must not break the list, nor be obeyed by a terminal.</summary>
    private static string OneLine(string text) => HiddenCharacters.Escaped(text.Replace("\r", " ").Replace("\n", " "));

    /// <summary>No markup, no link and no picture from elsewhere.</summary>
    private static string Cell(string text) =>
        Escaped(text).Replace("`", "\\`").Replace("[", "\\[").Replace("*", "\\*");

    /// <summary>A name as code, in which only a backquote and what ends a cell mean anything.</summary>
    private static string Code(string name) => "`" + Escaped(name).Replace("`", "'") + "`";

    private static string Escaped(string text) =>
        OneLine(text).Replace("\\", "\\\\").Replace("|", "\\|").Replace("<", "&lt;");
}
