using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Schema;

/// <summary>Writes what an import found into the file: this part the messages that are on both sides.</summary>
internal sealed partial class ImportMerge(
    TargetSchema target,
    SourceDocument source,
    ImportMatch match,
    string text,
    SchemaImportOptions options,
    DiagnosticBag diagnostics
)
{
    private const string Vanished = "x-vanished";
    private const string VanishedValues = "x-vanished-values";

    /// <summary>Keywords that say what type a value has.</summary>
    private static readonly string[] TypeKeywords =
    [
        "$ref",
        "type",
        "format",
        "contentEncoding",
        "contentMediaType",
        "items",
        "additionalProperties",
        "enum",
    ];

    private readonly TextEdits edits = new(text);
    private readonly JsonLayout layout = new(text, target.Root);
    private readonly ImportNames names = new(target);
    private readonly List<SchemaImportChange> changes = [];
    private readonly HashSet<JsonNode> surviving = [];

    /// <summary>Changes made.</summary>
    public IReadOnlyList<SchemaImportChange> Changes => changes;

    /// <summary>Makes every change.</summary>
    /// <returns>The new text.</returns>
    public string Run()
    {
        // A new property can match further messages of the file, or need new ones, whose properties can do the same.
        for (var i = 0; i < match.Messages.Count || pendingMessages.Count > 0; )
        {
            if (i < match.Messages.Count)
            {
                MergeMessage(match.Messages[i++]);
            }
            else
            {
                WriteNewMessage(pendingMessages.Dequeue());
            }
        }

        foreach (var use in match.Enums)
        {
            MergeEnum(use.Key, use.Value);
        }

        AddDefinitions(messageDefinitions, "properties");
        AddDefinitions(enumDefinitions, "enum");
        MarkDefinitions();
        return edits.Apply();
    }

    private void MergeMessage(JsonNode message)
    {
        var name = target.NameOf(message);
        var counterpart = match.SourceOf(message)!;
        if (target.IsDefinition(message) && name != counterpart.Name)
        {
            Changed(SchemaImportChangeKind.Matched, name, counterpart.Name + " in the source");
        }

        var change = new MemberChange();
        Describe(message, counterpart.Description, name, change);
        Deprecate(message, counterpart.Deprecated, name, change);
        Return(message, name, change);

        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in target.PropertiesOf(message))
        {
            present.Add(property.Name);
        }

        foreach (var property in message.Find("properties")?.Value.Members ?? [])
        {
            if (counterpart.Find(property.Name) is { } same)
            {
                MergeProperty(property.Value, same, name);
            }
            else if (!counterpart.LeftOut.Contains(property.Name))
            {
                MarkVanished(property.Value, name + "." + property.Name);
            }
        }

        var added = new MemberChange();
        var taken = NamesIn(message, counterpart);
        foreach (var property in counterpart.Properties)
        {
            if (!present.Contains(property.Name) && AddProperty(added, property, taken))
            {
                Changed(SchemaImportChangeKind.Added, name + "." + property.Name, Hint(message));
            }
        }

        AddProperties(message, added, change);
        Finish(message, change);
    }

    /// <summary>What no description of an API says and people must: whether a new field is one of those to choose from.</summary>
    private static string? Hint(JsonNode message) =>
        message.Find("oneOf") is null && message.Find("anyOf") is null
            ? null
            : "the object chooses between fields: add a branch if this is one of them";

    private void AddProperties(JsonNode message, MemberChange added, MemberChange change)
    {
        if (added.IsEmpty)
        {
            return;
        }

        if (message.Find("properties")?.Value is { Kind: JsonKind.Object } properties)
        {
            layout.Apply(edits, properties, added);
        }
        else
        {
            change.Add("properties", NewJson.Object(added.Added));
        }
    }

    private void MergeProperty(JsonNode property, SourceProperty same, string message)
    {
        if (property.Kind != JsonKind.Object)
        {
            return;
        }

        var path = message + "." + same.Name;
        var change = new MemberChange();
        Describe(property, same.Description, path, change);
        Deprecate(property, same.Deprecated, path, change);
        if (same.ReadOnly && property.Find("readOnly") is null)
        {
            change.Add("readOnly", NewJson.True);
            Changed(SchemaImportChangeKind.Changed, path, "read-only");
        }

        Return(property, path, change);
        var ours = target.TypeOf(property);
        if (!match.Agree(ours, same.Type))
        {
            ChangeType(property, same.Type, path, NewType(same.Type, message, same.Name), change);
        }

        Finish(property, change);
    }

    private void ChangeType(
        JsonNode property,
        SourceType type,
        string path,
        List<KeyValuePair<string, NewJson>> replacement,
        MemberChange change
    )
    {
        var placed = false;
        foreach (var member in property.Members)
        {
            if (Array.IndexOf(TypeKeywords, member.Name) < 0)
            {
                continue;
            }

            if (placed || replacement.Count == 0)
            {
                change.Removed.Add(member);
            }
            else
            {
                change.Replaced.Add(member, replacement);
                placed = true;
            }
        }

        if (!placed)
        {
            change.Added.AddRange(replacement);
        }

        Changed(SchemaImportChangeKind.Changed, path, "now " + Shown(type));
    }

    private void Describe(JsonNode node, string? words, string path, MemberChange change)
    {
        if (options.WithDescriptions && words is not null && node.Find("description") is null)
        {
            change.Add("description", NewJson.String(words));
            Changed(SchemaImportChangeKind.Changed, path, "described");
        }
    }

    private void Deprecate(JsonNode node, bool deprecated, string path, MemberChange change)
    {
        if (deprecated && node.Find("deprecated") is null)
        {
            change.Add("deprecated", NewJson.True);
            Changed(SchemaImportChangeKind.Changed, path, "deprecated");
        }
    }

    private void Finish(JsonNode container, MemberChange change) => layout.Apply(edits, container, change);

    private void Changed(SchemaImportChangeKind kind, string path, string? detail = null) =>
        changes.Add(new SchemaImportChange(kind, path, detail));

    private static string Shown(SourceType type) =>
        type.Kind switch
        {
            WireKind.List => "a list: " + Shown(type.Element!),
            WireKind.Map => "a map: " + Shown(type.Element!),
            WireKind.Message => type.Name!,
            WireKind.AnyObject => "any object",
            WireKind.Enum => "an enum",
            _ => type.Format ?? type.Kind.ToString().ToLowerInvariant(),
        };
}
