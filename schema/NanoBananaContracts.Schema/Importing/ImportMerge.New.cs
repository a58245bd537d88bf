using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Schema;

/// <summary>This part writes what is new: properties, and the definitions they need.</summary>
internal sealed partial class ImportMerge
{
    private const string ReferencePrefix = "#/$defs/";

    private readonly Dictionary<string, string> newMessages = new(StringComparer.Ordinal);
    private readonly Queue<SourceMessage> pendingMessages = new();
    private readonly List<KeyValuePair<SourceType, string>> newEnums = [];
    private readonly HashSet<JsonNode> adopted = [];
    private readonly List<KeyValuePair<string, NewJson>> messageDefinitions = [];
    private readonly List<KeyValuePair<string, NewJson>> enumDefinitions = [];

    private NewJson NewProperty(SourceProperty property, string message, string? givenName)
    {
        var members = NewType(property.Type, message, property.Name);
        if (givenName is not null)
        {
            members.Add(Pair("x-name", givenName));
        }

        AddFacts(members, property.Description, property.Deprecated);
        if (property.ReadOnly)
        {
            members.Add(Pair("readOnly", NewJson.True));
        }

        return NewJson.Object(members);
    }

    private List<KeyValuePair<string, NewJson>> NewType(
        SourceType type,
        string message,
        string property,
        bool isList = false
    ) =>
        type.Kind switch
        {
            WireKind.Boolean => [Pair("type", "boolean")],
            WireKind.Integer => Formatted("integer", type.Format),
            WireKind.Number => Formatted("number", type.Format),
            WireKind.String when type.Format == "byte" => [Pair("type", "string"), Pair("contentEncoding", "base64")],
            WireKind.String => Formatted("string", type.Format),
            WireKind.Enum => SpelledReference(type)
                ?? [Pair("$ref", ReferencePrefix + EnumKey(type, message, property, isList))],
            WireKind.Message => [Pair("$ref", ReferencePrefix + MessageKey(type.Name!))],
            WireKind.List =>
            [
                Pair("type", "array"),
                Pair("items", NewJson.Object(NewType(type.Element!, message, property, isList: true), true)),
            ],
            WireKind.Map =>
            [
                Pair("type", "object"),
                Pair("additionalProperties", NewJson.Object(NewType(type.Element!, message, property, true), true)),
            ],
            WireKind.AnyObject => [Pair("type", "object"), Pair("additionalProperties", NewJson.True)],
            _ => [],
        };

    private static List<KeyValuePair<string, NewJson>> Formatted(string type, string? format) =>
        format is null ? [Pair("type", type)] : [Pair("type", type), Pair("format", format)];

    /// <summary>Key of a message of the source: the file's own, or a new one.</summary>
    private string MessageKey(string name)
    {
        if (match.TargetOf(name) is { } known)
        {
            adopted.Add(known);
            return target.NameOf(known);
        }

        if (newMessages.TryGetValue(name, out var key))
        {
            return key;
        }

        var message = source.Find(name)!;
        if (target.Find(name) is { } unused && TargetSchema.IsMessage(unused) && match.SourceOf(unused) is null)
        {
            match.Pair(unused, message);
            adopted.Add(unused);
            return name;
        }

        if (!names.TakeMessage(name, out key))
        {
            diagnostics.Report(
                SchemaImportRules.SourceNameClash,
                target.Definitions.Mark,
                $"The source has a new message {name}, and the file uses that name for something else.",
                $"It came in as {key}."
            );
        }

        newMessages.Add(name, key);
        pendingMessages.Enqueue(message);
        Changed(SchemaImportChangeKind.Added, key);
        return key;
    }

    /// <summary>Key of an enum with these values: the file's own where it has one, or a new one.</summary>
    private string EnumKey(SourceType type, string message, string property, bool isList)
    {
        if (KnownEnum(type) is { } enumeration)
        {
            Adopt(enumeration, type, null);
            return target.NameOf(enumeration);
        }

        foreach (var known in newEnums)
        {
            if (SameValues(known.Key, type))
            {
                return known.Value;
            }
        }

        var key = names.TakeEnum(type.Name, message, property, isList);
        newEnums.Add(new KeyValuePair<SourceType, string>(type, key));
        enumDefinitions.Add(Pair(key, NewEnum(type)));
        Changed(SchemaImportChangeKind.Added, key);
        return key;
    }

    /// <summary>An enum of the file that the source describes with these values elsewhere, or that lists them itself.</summary>
    private JsonNode? KnownEnum(SourceType type)
    {
        foreach (var use in match.Enums)
        {
            foreach (var known in use.Value)
            {
                if (target.IsDefinition(use.Key) && known.Spelling is null && SameValues(known.Type, type))
                {
                    return use.Key;
                }
            }
        }

        foreach (var definition in target.Definitions.Members)
        {
            if (HasValues(definition.Value, type))
            {
                return definition.Value;
            }
        }

        return null;
    }

    /// <summary>Lets a new property use an enum of the file, which then has not vanished, and nor have its values.</summary>
    private void Adopt(JsonNode enumeration, SourceType type, string? spelling)
    {
        match.Feed(enumeration, type, spelling);
        adopted.Add(enumeration);
    }

    /// <summary>A reference to an enum of the file that has these values under one of its spellings, or null.</summary>
    private List<KeyValuePair<string, NewJson>>? SpelledReference(SourceType type)
    {
        foreach (var definition in target.Definitions.Members)
        {
            foreach (var spelling in definition.Value.Find("x-spellings")?.Value.Members ?? [])
            {
                if (IsSpelling(definition.Value, spelling.Value, type))
                {
                    Adopt(definition.Value, type, spelling.Name);
                    return [Pair("$ref", ReferencePrefix + definition.Name), Pair("x-spelling", spelling.Name)];
                }
            }
        }

        return null;
    }

    /// <summary>True when the source's values are those of the enum, each as the spelling has it.</summary>
    private static bool IsSpelling(JsonNode definition, JsonNode spelling, SourceType type)
    {
        var values = definition.Find("enum")?.Value.Items ?? [];
        if (values.Count != type.Values.Count || values.Count == 0)
        {
            return false;
        }

        var spelt = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            spelt.Add(spelling.Find(value.Text)?.Value.Text ?? value.Text);
        }

        foreach (var value in type.Values)
        {
            if (!spelt.Contains(value.Text))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameValues(SourceType a, SourceType b)
    {
        if (a.Values.Count != b.Values.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Values.Count; i++)
        {
            if (a.Values[i].Text != b.Values[i].Text)
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasValues(JsonNode definition, SourceType type)
    {
        var values = definition.Find("enum")?.Value.Items;
        if (values is null || values.Count != type.Values.Count)
        {
            return false;
        }

        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].Text != type.Values[i].Text)
            {
                return false;
            }
        }

        return true;
    }

    private NewJson NewEnum(SourceType type)
    {
        var texts = new List<string>();
        var words = new List<string>();
        var deprecated = new List<string>();
        foreach (var value in type.Values)
        {
            texts.Add(value.Text);
            words.Add(options.WithDescriptions ? value.Description ?? "" : "");
            if (value.Deprecated)
            {
                deprecated.Add(value.Text);
            }
        }

        var members = new List<KeyValuePair<string, NewJson>>
        {
            Pair("type", "string"),
            Pair("enum", NewJson.Strings(texts)),
        };
        if (CommonPrefix(texts) is { } prefix)
        {
            members.Add(Pair("x-enum-prefix", prefix));
        }

        if (words.Exists(word => word.Length > 0))
        {
            members.Add(Pair("x-enum-descriptions", NewJson.Strings(words)));
        }

        if (deprecated.Count > 0)
        {
            members.Add(Pair("x-enum-deprecated", NewJson.Strings(deprecated)));
        }

        return NewJson.Object(members);
    }

    /// <summary>The enum's own name in capitals, which the value for "not said" always carries.</summary>
    private static string? CommonPrefix(List<string> texts)
    {
        const string NotSaid = "_UNSPECIFIED";
        return texts.Count > 0 && texts[0].EndsWith(NotSaid, StringComparison.Ordinal)
            ? texts[0].Substring(0, texts[0].Length - NotSaid.Length + 1)
            : null;
    }

    private void WriteNewMessage(SourceMessage message)
    {
        var key = newMessages[message.Name];
        var added = new MemberChange();
        var taken = new PropertyNames(key, CSharpName.Pascal(key), isExtended: false, message);
        foreach (var property in message.Properties)
        {
            AddProperty(added, property, taken);
        }

        var members = new List<KeyValuePair<string, NewJson>> { Pair("type", "object") };
        AddFacts(members, message.Description, message.Deprecated);
        members.Add(Pair("properties", NewJson.Object(added.Added)));
        messageDefinitions.Add(Pair(key, NewJson.Object(members)));
    }

    /// <summary>Puts definitions behind the last of their kind, so that messages and enums stay apart where they are.</summary>
    private void AddDefinitions(List<KeyValuePair<string, NewJson>> added, string keyword)
    {
        if (added.Count == 0)
        {
            return;
        }

        for (var i = target.Definitions.Members.Count - 1; i >= 0; i--)
        {
            if (target.Definitions.Members[i].Value.Find(keyword) is not null)
            {
                layout.InsertAfter(edits, target.Definitions.Members[i], added);
                return;
            }
        }

        layout.InsertAfter(edits, target.Definitions.Members[target.Definitions.Members.Count - 1], added);
    }

    private void AddFacts(List<KeyValuePair<string, NewJson>> members, string? words, bool deprecated)
    {
        if (options.WithDescriptions && words is not null)
        {
            members.Add(Pair("description", NewJson.String(words)));
        }

        if (deprecated)
        {
            members.Add(Pair("deprecated", NewJson.True));
        }
    }

    private static KeyValuePair<string, NewJson> Pair(string name, NewJson value) => new(name, value);

    private static KeyValuePair<string, NewJson> Pair(string name, string value) => new(name, NewJson.String(value));
}
