using static NanoBananaContracts.Schema.ChangeImpact;

namespace NanoBananaContracts.Schema;

/// <summary>Differences between two versions of one enum.</summary>
internal sealed class EnumComparison(SchemaChanges changes)
{
    /// <summary>Records them.</summary>
    /// <param name="old">The old version.</param>
    /// <param name="now">The new version.</param>
    public void Compare(EnumDefinition old, EnumDefinition now)
    {
        var side = changes.SidesOf(old.Name, now.Name);
        var place = changes.At(old.SchemaName, side, old.Mark, now.Mark);
        place.AddWords((old.Name, old.Description, old.Deprecated), (now.Name, now.Description, now.Deprecated));
        if (old.IsInteger != now.IsInteger)
        {
            place.Add(
                ChangeKind.TypeChanged,
                now.IsInteger
                    ? "Its values were strings and are integers."
                    : "Its values were integers and are strings.",
                Breaking
            );
        }

        var olds = SchemaChanges.Index(old.Values, value => value.Text);
        var news = SchemaChanges.Index(now.Values, value => value.Text);
        foreach (var value in old.Values)
        {
            var name = old.SchemaName + "." + value.Text;
            if (news.TryGetValue(value.Text, out var same))
            {
                CompareValue(changes.At(name, side, value.Mark, same.Mark), value, same);
                continue;
            }

            changes
                .At(name, side, value.Mark, now.Mark)
                .Add(ChangeKind.ValueRemoved, $"The value is gone, and its C# name {value.Name} with it.", Breaking);
        }

        foreach (var value in now.Values)
        {
            if (!olds.ContainsKey(value.Text))
            {
                // Enums are open: code that reads meets a value it did not know, keeps it, and goes on.
                changes
                    .At(old.SchemaName + "." + value.Text, side, old.Mark, value.Mark)
                    .Add(ChangeKind.ValueAdded, "The value is new.", Compatible);
            }
        }
    }

    private static void CompareValue(ChangePlace place, EnumValue old, EnumValue now)
    {
        place.AddWords((old.Name, old.Description, old.Deprecated), (now.Name, now.Description, now.Deprecated));
        place.AddProviders(old.Providers, now.Providers);
        var olds = SchemaChanges.Index(old.Spellings, spelling => spelling.Spelling);
        var news = SchemaChanges.Index(now.Spellings, spelling => spelling.Spelling);
        var names = new SortedSet<string>(olds.Keys, StringComparer.Ordinal);
        names.UnionWith(news.Keys);
        foreach (var name in names)
        {
            var was = olds.TryGetValue(name, out var x) ? $"'{x.Text}'" : null;
            var text = news.TryGetValue(name, out var y) ? $"'{y.Text}'" : null;
            if (was != text)
            {
                // What is written where that spelling rules changes; the old text may no longer be understood.
                place.Add(
                    ChangeKind.SpellingChanged,
                    SchemaChanges.Sentence($"Its spelling '{name}'", was, text),
                    was is null ? Compatible : Breaking
                );
            }
        }
    }
}
