using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Schema;

/// <summary>
/// Compares two models. Definitions are matched by their key in the schema, properties by their wire name, values by
/// their canonical text: what the wire knows them by.
/// </summary>
internal sealed partial class SchemaComparison
{
    private const ChangeImpact None = ChangeImpact.None;
    private const ChangeImpact Info = ChangeImpact.Informational;
    private const ChangeImpact Fine = ChangeImpact.Compatible;
    private const ChangeImpact Breaks = ChangeImpact.Breaking;

    private readonly SchemaModel before;
    private readonly SchemaModel after;
    private readonly SchemaReach reachBefore;
    private readonly SchemaReach reachAfter;
    private readonly Dictionary<string, string> newNames = new(StringComparer.Ordinal);
    private readonly List<SchemaChange> changes = [];

    public SchemaComparison(SchemaModel before, SchemaModel after)
    {
        this.before = before;
        this.after = after;
        reachBefore = new SchemaReach(before);
        reachAfter = new SchemaReach(after);
    }

    /// <summary>Every difference, in no particular order.</summary>
    public List<SchemaChange> Run()
    {
        if (before == after)
        {
            return changes;
        }

        var oldMessages = Index(before.Messages, message => message.SchemaName);
        var newMessages = Index(after.Messages, message => message.SchemaName);
        var oldEnums = Index(before.Enums, definition => definition.SchemaName);
        var newEnums = Index(after.Enums, definition => definition.SchemaName);

        // A type that only got another C# name is the same type wherever it is used.
        foreach (var message in before.Messages)
        {
            newNames[message.Name] = newMessages.TryGetValue(message.SchemaName, out var same)
                ? same.Name
                : message.Name;
        }

        foreach (var definition in before.Enums)
        {
            newNames[definition.Name] = newEnums.TryGetValue(definition.SchemaName, out var same)
                ? same.Name
                : definition.Name;
        }

        CompareMessages(oldMessages, newMessages, newEnums);
        CompareEnums(oldEnums, newEnums, newMessages, oldMessages);
        CompareOperations();
        if (before.Title != after.Title)
        {
            Add(
                ChangeKind.SchemaChanged,
                "title",
                Change("The title", before.Title, after.Title),
                Info,
                Info,
                null,
                null
            );
        }

        if (before.Description != after.Description)
        {
            Add(ChangeKind.SchemaChanged, "description", "The schema's description changed.", Info, Info, null, null);
        }

        return changes;
    }

    private void CompareMessages(
        Dictionary<string, MessageDefinition> olds,
        Dictionary<string, MessageDefinition> news,
        Dictionary<string, EnumDefinition> newEnums
    )
    {
        foreach (var message in before.Messages)
        {
            if (news.TryGetValue(message.SchemaName, out var now))
            {
                CompareMessage(message, now);
                continue;
            }

            var side = reachBefore.Of(message.Name);
            if (newEnums.TryGetValue(message.SchemaName, out var turned))
            {
                Both(
                    ChangeKind.DefinitionKindChanged,
                    message.SchemaName,
                    "It was an object and is an enum.",
                    Breaks,
                    side,
                    message.Mark,
                    turned.Mark
                );
                continue;
            }

            Both(
                ChangeKind.MessageRemoved,
                message.SchemaName,
                "The object is gone.",
                Breaks,
                side,
                message.Mark,
                null
            );
        }

        foreach (var message in after.Messages)
        {
            if (!olds.ContainsKey(message.SchemaName) && !Has(before.Enums, message.SchemaName))
            {
                Both(
                    ChangeKind.MessageAdded,
                    message.SchemaName,
                    "The object is new.",
                    Fine,
                    reachAfter.Of(message.Name),
                    null,
                    message.Mark
                );
            }
        }
    }

    private void CompareEnums(
        Dictionary<string, EnumDefinition> olds,
        Dictionary<string, EnumDefinition> news,
        Dictionary<string, MessageDefinition> newMessages,
        Dictionary<string, MessageDefinition> oldMessages
    )
    {
        foreach (var definition in before.Enums)
        {
            if (news.TryGetValue(definition.SchemaName, out var now))
            {
                CompareEnum(definition, now);
                continue;
            }

            var side = reachBefore.Of(definition.Name);
            if (newMessages.TryGetValue(definition.SchemaName, out var turned))
            {
                Both(
                    ChangeKind.DefinitionKindChanged,
                    definition.SchemaName,
                    "It was an enum and is an object.",
                    Breaks,
                    side,
                    definition.Mark,
                    turned.Mark
                );
                continue;
            }

            Both(
                ChangeKind.EnumRemoved,
                definition.SchemaName,
                "The enum is gone.",
                Breaks,
                side,
                definition.Mark,
                null
            );
        }

        foreach (var definition in after.Enums)
        {
            if (!olds.ContainsKey(definition.SchemaName) && !oldMessages.ContainsKey(definition.SchemaName))
            {
                Both(
                    ChangeKind.EnumAdded,
                    definition.SchemaName,
                    "The enum is new.",
                    Fine,
                    reachAfter.Of(definition.Name),
                    null,
                    definition.Mark
                );
            }
        }
    }

    private static bool Has(EquatableArray<EnumDefinition> definitions, string schemaName)
    {
        foreach (var definition in definitions)
        {
            if (definition.SchemaName == schemaName)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Name, description and deprecation: what definitions, properties and values have alike.</summary>
    private void CompareWords(
        string place,
        (string Name, string? Description, string? Deprecated, SourceMark Mark) old,
        (string Name, string? Description, string? Deprecated, SourceMark Mark) now,
        MessageDirection side
    )
    {
        if (old.Name != now.Name)
        {
            Both(
                ChangeKind.CSharpNameChanged,
                place,
                $"Its C# name was {old.Name} and is {now.Name}: code that uses it no longer compiles.",
                Breaks,
                side,
                old.Mark,
                now.Mark
            );
        }

        if (old.Description != now.Description)
        {
            Both(ChangeKind.DescriptionChanged, place, "Its description changed.", Info, side, old.Mark, now.Mark);
        }

        if (old.Deprecated != now.Deprecated)
        {
            var message =
                old.Deprecated is null ? "It is deprecated now." + Why(now.Deprecated)
                : now.Deprecated is null ? "It is no longer deprecated."
                : "It is deprecated for another reason." + Why(now.Deprecated);
            Both(ChangeKind.DeprecationChanged, place, message, Info, side, old.Mark, now.Mark);
        }
    }

    private static string Why(string? deprecated) => string.IsNullOrEmpty(deprecated) ? "" : " " + deprecated;

    /// <summary>Records a change that is the same to both sides, for the sides that see it.</summary>
    private void Both(
        ChangeKind kind,
        string place,
        string message,
        ChangeImpact impact,
        MessageDirection side,
        SourceMark? old,
        SourceMark? now
    ) => On(side, kind, place, message, impact, impact, old, now);

    /// <summary>Records a change for the sides that see it.</summary>
    private void On(
        MessageDirection side,
        ChangeKind kind,
        string place,
        string message,
        ChangeImpact sent,
        ChangeImpact read,
        SourceMark? old,
        SourceMark? now
    ) =>
        Add(
            kind,
            place,
            message,
            (side & MessageDirection.Request) != 0 ? sent : None,
            (side & MessageDirection.Response) != 0 ? read : None,
            old,
            now
        );

    private void Add(
        ChangeKind kind,
        string place,
        string message,
        ChangeImpact sent,
        ChangeImpact read,
        SourceMark? old,
        SourceMark? now
    ) => changes.Add(new SchemaChange(kind, place, message, sent, read, old, now));

    private static string Change(string what, string? old, string? now) =>
        old is null ? $"{what} is {now}; there was none."
        : now is null ? $"{what} was {old}; there is none now."
        : $"{what} was {old} and is {now}.";

    private static Dictionary<string, T> Index<T>(IEnumerable<T> items, Func<T, string> key)
    {
        var index = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            index[key(item)] = item;
        }

        return index;
    }
}
