using static NanoBananaContracts.Schema.ChangeImpact;

namespace NanoBananaContracts.Schema;

/// <summary>
/// Compares two models. Definitions are matched by their key in the schema, properties by their wire name, values by
/// their canonical text: what the wire knows them by.
/// </summary>
internal sealed class SchemaComparison
{
    private static readonly DefinitionWords Messages = new(
        ChangeKind.MessageAdded,
        ChangeKind.MessageRemoved,
        "The object is new.",
        "The object is gone.",
        "It was an object and is an enum."
    );

    private static readonly DefinitionWords Enums = new(
        ChangeKind.EnumAdded,
        ChangeKind.EnumRemoved,
        "The enum is new.",
        "The enum is gone.",
        "It was an enum and is an object."
    );

    private readonly SchemaChanges changes;

    private SchemaComparison(SchemaChanges changes) => this.changes = changes;

    /// <summary>Every difference, in no particular order.</summary>
    /// <param name="before">The old model.</param>
    /// <param name="after">The new model.</param>
    public static List<SchemaChange> Run(SchemaModel before, SchemaModel after)
    {
        var changes = new SchemaChanges(before, after);
        if (before != after)
        {
            new SchemaComparison(changes).Compare(before, after);
        }

        return changes.Found;
    }

    private void Compare(SchemaModel before, SchemaModel after)
    {
        var oldMessages = new Side<MessageDefinition>(before.Messages, x => (x.SchemaName, x.Name, x.Mark));
        var newMessages = new Side<MessageDefinition>(after.Messages, x => (x.SchemaName, x.Name, x.Mark));
        var oldEnums = new Side<EnumDefinition>(before.Enums, x => (x.SchemaName, x.Name, x.Mark));
        var newEnums = new Side<EnumDefinition>(after.Enums, x => (x.SchemaName, x.Name, x.Mark));
        Rename(oldMessages, newMessages);
        Rename(oldEnums, newEnums);
        Compare(oldMessages, newMessages, oldEnums, newEnums, Messages, new MessageComparison(changes).Compare);
        Compare(oldEnums, newEnums, oldMessages, newMessages, Enums, new EnumComparison(changes).Compare);
        new OperationComparison(changes).Compare();
        if (before.Title != after.Title)
        {
            changes
                .At("title", MessageDirection.Both, null, null)
                .Add(
                    ChangeKind.SchemaChanged,
                    SchemaChanges.Sentence("The title", before.Title, after.Title),
                    Informational
                );
        }

        if (before.Description != after.Description)
        {
            changes
                .At("description", MessageDirection.Both, null, null)
                .Add(ChangeKind.SchemaChanged, "The schema's description changed.", Informational);
        }
    }

    private void Rename<T>(Side<T> olds, Side<T> news)
    {
        foreach (var old in olds.Items)
        {
            var (key, name, _) = olds.Of(old);
            changes.Rename(name, news.ByKey.TryGetValue(key, out var same) ? news.Of(same).Name : name);
        }
    }

    /// <summary>Compares definitions of one kind; those of the other tell which of them turned into one.</summary>
    private void Compare<T, TOther>(
        Side<T> olds,
        Side<T> news,
        Side<TOther> oldOthers,
        Side<TOther> newOthers,
        DefinitionWords words,
        Action<T, T> compare
    )
    {
        foreach (var old in olds.Items)
        {
            var (key, name, mark) = olds.Of(old);
            if (news.ByKey.TryGetValue(key, out var now))
            {
                compare(old, now);
            }
            else if (newOthers.ByKey.TryGetValue(key, out var turned))
            {
                changes
                    .At(key, changes.SidesOf(name, null), mark, newOthers.Of(turned).Mark)
                    .Add(ChangeKind.DefinitionKindChanged, words.Turned, Breaking);
            }
            else
            {
                changes.At(key, changes.SidesOf(name, null), mark, null).Add(words.Removal, words.Gone, Breaking);
            }
        }

        foreach (var now in news.Items)
        {
            var (key, name, mark) = news.Of(now);
            if (!olds.ByKey.ContainsKey(key) && !oldOthers.ByKey.ContainsKey(key))
            {
                changes.At(key, changes.SidesOf(null, name), null, mark).Add(words.Addition, words.New, Compatible);
            }
        }
    }

    /// <summary>What is said of definitions of one kind.</summary>
    private sealed record DefinitionWords(
        ChangeKind Addition,
        ChangeKind Removal,
        string New,
        string Gone,
        string Turned
    );

    /// <summary>The definitions of one kind in one model.</summary>
    private sealed class Side<T>(EquatableArray<T> items, Func<T, (string Key, string Name, SourceMark Mark)> of)
    {
        public EquatableArray<T> Items => items;

        public Dictionary<string, T> ByKey { get; } = SchemaChanges.Index(items, item => of(item).Key);

        public (string Key, string Name, SourceMark Mark) Of(T item) => of(item);
    }
}
