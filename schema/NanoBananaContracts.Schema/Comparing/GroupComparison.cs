using static NanoBananaContracts.Schema.ChangeImpact;

namespace NanoBananaContracts.Schema;

/// <summary>Differences between the one-of groups of two versions of one object.</summary>
internal sealed class GroupComparison(SchemaChanges changes)
{
    /// <summary>Records them.</summary>
    /// <param name="old">The old version.</param>
    /// <param name="now">The new version.</param>
    /// <param name="side">Sides that see the object.</param>
    /// <param name="olds">Old properties by wire name.</param>
    /// <param name="news">New properties by wire name.</param>
    public void Compare(
        MessageDefinition old,
        MessageDefinition now,
        MessageDirection side,
        Dictionary<string, PropertyDefinition> olds,
        Dictionary<string, PropertyDefinition> news
    )
    {
        var oldGroups = SchemaChanges.Index(old.OneOfGroups, group => group.Name);
        var newGroups = SchemaChanges.Index(now.OneOfGroups, group => group.Name);
        foreach (var group in old.OneOfGroups)
        {
            if (newGroups.TryGetValue(group.Name, out var same))
            {
                CompareRule(changes.At(old.SchemaName, side, group.Mark, same.Mark), group, same);
                CompareMembers(old.SchemaName, side, group, same, olds, news);
                continue;
            }

            changes
                .At(old.SchemaName, side, group.Mark, null)
                .Add(
                    ChangeKind.GroupChanged,
                    $"The group {group.Name} ({string.Join(", ", group.Properties)}) is gone, and its C# members with it.",
                    Breaking
                );
        }

        foreach (var group in now.OneOfGroups)
        {
            if (!oldGroups.ContainsKey(group.Name))
            {
                changes
                    .At(old.SchemaName, side, null, group.Mark)
                    .Add(
                        ChangeKind.GroupChanged,
                        $"{Rule(group)} of {string.Join(", ", group.Properties)} may be set now (group {group.Name}).",
                        Breaking,
                        Compatible
                    );
            }
        }
    }

    private static void CompareRule(ChangePlace place, OneOfGroup old, OneOfGroup now)
    {
        if (old.Required == now.Required && old.Exclusive == now.Exclusive)
        {
            return;
        }

        var stricter = now.Required && !old.Required || now.Exclusive && !old.Exclusive;
        var several = old.Exclusive && !now.Exclusive;
        place.Add(
            ChangeKind.GroupChanged,
            $"Of the group {now.Name}, {Rule(old)} could be set and {Rule(now)} can be now.",
            stricter ? Breaking : Compatible,
            several ? Breaking : Compatible
        );
    }

    private void CompareMembers(
        string message,
        MessageDirection side,
        OneOfGroup old,
        OneOfGroup now,
        Dictionary<string, PropertyDefinition> olds,
        Dictionary<string, PropertyDefinition> news
    )
    {
        foreach (var name in old.Properties.Except(now.Properties).Where(news.ContainsKey))
        {
            changes
                .At(message + "." + name, side, old.Mark, now.Mark)
                .Add(
                    ChangeKind.GroupChanged,
                    $"It is no longer one of the group {now.Name}: its C# case is gone.",
                    Breaking
                );
        }

        foreach (var name in now.Properties.Except(old.Properties))
        {
            var isBound = olds.ContainsKey(name) && now.Exclusive;
            changes
                .At(message + "." + name, side, old.Mark, now.Mark)
                .Add(
                    ChangeKind.GroupChanged,
                    isBound
                        ? $"It is one of the group {now.Name} now: it can no longer be set beside another of them."
                        : $"It is one of the group {now.Name} now.",
                    isBound ? Breaking : Compatible,
                    Compatible
                );
        }
    }

    private static string Rule(OneOfGroup group) =>
        (group.Exclusive, group.Required) switch
        {
            (true, true) => "exactly one",
            (true, false) => "at most one",
            (false, true) => "at least one",
            _ => "any",
        };
}
