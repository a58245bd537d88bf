using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Schema;

/// <summary>Differences between two versions of one object.</summary>
internal sealed partial class SchemaComparison
{
    private void CompareMessage(MessageDefinition old, MessageDefinition now)
    {
        var place = old.SchemaName;

        // A side that did not see it before has nothing to lose, one that no longer sees it nothing to keep.
        var side = reachBefore.Of(old.Name) & reachAfter.Of(now.Name);
        CompareWords(
            place,
            (old.Name, old.Description, old.Deprecated, old.Mark),
            (now.Name, now.Description, now.Deprecated, now.Mark),
            side
        );
        CompareAdditional(old, now, side);
        var olds = Index(old.Properties, property => property.JsonName);
        var news = Index(now.Properties, property => property.JsonName);
        foreach (var property in old.Properties)
        {
            var name = place + "." + property.JsonName;
            if (news.TryGetValue(property.JsonName, out var same))
            {
                CompareProperty(name, property, same, side);
            }
            else
            {
                Both(
                    ChangeKind.PropertyRemoved,
                    name,
                    "The property is gone.",
                    Breaks,
                    SchemaReach.On(side, property),
                    property.Mark,
                    null
                );
            }
        }

        foreach (var property in now.Properties)
        {
            if (!olds.ContainsKey(property.JsonName))
            {
                On(
                    SchemaReach.On(side, property),
                    ChangeKind.PropertyAdded,
                    place + "." + property.JsonName,
                    property.Required
                        ? "The property is new, and required: requests without it are no longer right."
                        : "The property is new.",
                    property.Required ? Breaks : Fine,
                    Fine,
                    null,
                    property.Mark
                );
            }
        }

        CompareOrder(old, now, side, olds, news);
        CompareGroups(old, now, side, olds, news);
    }

    private void CompareAdditional(MessageDefinition old, MessageDefinition now, MessageDirection side)
    {
        if (old.ClosedToUnknown != now.ClosedToUnknown)
        {
            On(
                side,
                ChangeKind.AdditionalPropertiesChanged,
                old.SchemaName,
                now.ClosedToUnknown
                    ? "Fields that it does not name may no longer be sent."
                    : "Fields that it does not name may be sent now.",
                now.ClosedToUnknown ? Breaks : Fine,
                Info,
                old.Mark,
                now.Mark
            );
        }

        var was = old.AdditionalProperties is null ? null : Renamed(old.AdditionalProperties);
        if (was == now.AdditionalProperties)
        {
            return;
        }

        Both(
            ChangeKind.AdditionalPropertiesChanged,
            old.SchemaName,
            Change("The type of fields that it does not name", Show(was), Show(now.AdditionalProperties)),
            was is null ? Fine : Breaks,
            side,
            old.Mark,
            now.Mark
        );
    }

    private void CompareOrder(
        MessageDefinition old,
        MessageDefinition now,
        MessageDirection side,
        Dictionary<string, PropertyDefinition> olds,
        Dictionary<string, PropertyDefinition> news
    )
    {
        var kept = new List<string>();
        foreach (var property in old.Properties)
        {
            if (news.ContainsKey(property.JsonName))
            {
                kept.Add(property.JsonName);
            }
        }

        var index = 0;
        foreach (var property in now.Properties)
        {
            if (olds.ContainsKey(property.JsonName) && kept[index++] != property.JsonName)
            {
                On(
                    side,
                    ChangeKind.OrderChanged,
                    old.SchemaName,
                    "Its properties are written in another order.",
                    Info,
                    None,
                    old.Mark,
                    now.Mark
                );
                return;
            }
        }
    }

    private void CompareGroups(
        MessageDefinition old,
        MessageDefinition now,
        MessageDirection side,
        Dictionary<string, PropertyDefinition> olds,
        Dictionary<string, PropertyDefinition> news
    )
    {
        var oldGroups = Index(old.OneOfGroups, group => group.Name);
        var newGroups = Index(now.OneOfGroups, group => group.Name);
        foreach (var group in old.OneOfGroups)
        {
            if (newGroups.TryGetValue(group.Name, out var same))
            {
                CompareGroup(old.SchemaName, group, same, side, olds, news);
                continue;
            }

            Both(
                ChangeKind.GroupChanged,
                old.SchemaName,
                $"The group {group.Name} ({string.Join(", ", group.Properties)}) is gone, and its C# members with it.",
                Breaks,
                side,
                group.Mark,
                null
            );
        }

        foreach (var group in now.OneOfGroups)
        {
            if (!oldGroups.ContainsKey(group.Name))
            {
                On(
                    side,
                    ChangeKind.GroupChanged,
                    old.SchemaName,
                    $"{Rule(group)} of {string.Join(", ", group.Properties)} may be set now (group {group.Name}).",
                    Breaks,
                    Fine,
                    null,
                    group.Mark
                );
            }
        }
    }

    private void CompareGroup(
        string place,
        OneOfGroup old,
        OneOfGroup now,
        MessageDirection side,
        Dictionary<string, PropertyDefinition> olds,
        Dictionary<string, PropertyDefinition> news
    )
    {
        if (old.Required != now.Required || old.Exclusive != now.Exclusive)
        {
            var stricter = now.Required && !old.Required || now.Exclusive && !old.Exclusive;
            var several = old.Exclusive && !now.Exclusive;
            On(
                side,
                ChangeKind.GroupChanged,
                place,
                $"Of the group {now.Name}, {Rule(old)} could be set and {Rule(now)} can be now.",
                stricter ? Breaks : Fine,
                several ? Breaks : Fine,
                old.Mark,
                now.Mark
            );
        }

        foreach (var name in old.Properties)
        {
            if (news.ContainsKey(name) && !Contains(now.Properties, name))
            {
                Both(
                    ChangeKind.GroupChanged,
                    place + "." + name,
                    $"It is no longer one of the group {now.Name}: its C# case is gone.",
                    Breaks,
                    side,
                    old.Mark,
                    now.Mark
                );
            }
        }

        foreach (var name in now.Properties)
        {
            if (Contains(old.Properties, name))
            {
                continue;
            }

            var existed = olds.ContainsKey(name);
            On(
                side,
                ChangeKind.GroupChanged,
                place + "." + name,
                existed && now.Exclusive
                    ? $"It is one of the group {now.Name} now: it can no longer be set beside another of them."
                    : $"It is one of the group {now.Name} now.",
                existed && now.Exclusive ? Breaks : Fine,
                Fine,
                old.Mark,
                now.Mark
            );
        }
    }

    private static string Rule(OneOfGroup group) =>
        group.Exclusive
            ? group.Required
                ? "exactly one"
                : "at most one"
            : group.Required
                ? "at least one"
                : "any";

    private static bool Contains(EquatableArray<string> names, string name)
    {
        foreach (var candidate in names)
        {
            if (string.Equals(candidate, name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
