using static NanoBananaContracts.Schema.ChangeImpact;

namespace NanoBananaContracts.Schema;

/// <summary>Differences between two versions of one object.</summary>
internal sealed class MessageComparison(SchemaChanges changes)
{
    private readonly PropertyComparison properties = new(changes);
    private readonly GroupComparison groups = new(changes);

    /// <summary>Records them.</summary>
    /// <param name="old">The old version.</param>
    /// <param name="now">The new version.</param>
    public void Compare(MessageDefinition old, MessageDefinition now)
    {
        var side = changes.SidesOf(old.Name, now.Name);
        var place = changes.At(old.SchemaName, side, old.Mark, now.Mark);
        place.AddWords((old.Name, old.Description, old.Deprecated), (now.Name, now.Description, now.Deprecated));
        CompareAdditional(place, old, now);
        BoundsComparison.Compare(place, old.Constraints, now.Constraints, "");
        var olds = SchemaChanges.Index(old.Properties, property => property.JsonName);
        var news = SchemaChanges.Index(now.Properties, property => property.JsonName);
        foreach (var property in old.Properties)
        {
            var name = old.SchemaName + "." + property.JsonName;
            if (news.TryGetValue(property.JsonName, out var same))
            {
                properties.Compare(name, property, same, side);
            }
            else
            {
                changes
                    .At(name, SchemaReach.On(side, property), property.Mark, null)
                    .Add(ChangeKind.PropertyRemoved, "The property is gone.", Breaking);
            }
        }

        foreach (var property in now.Properties)
        {
            if (!olds.ContainsKey(property.JsonName))
            {
                changes
                    .At(old.SchemaName + "." + property.JsonName, SchemaReach.On(side, property), null, property.Mark)
                    .Add(
                        ChangeKind.PropertyAdded,
                        property.Required
                            ? "The property is new, and required: requests without it are no longer right."
                            : "The property is new.",
                        property.Required ? Breaking : Compatible,
                        Compatible
                    );
            }
        }

        CompareOrder(place, old, now, olds, news);
        groups.Compare(old, now, side, olds, news);
    }

    private void CompareAdditional(ChangePlace place, MessageDefinition old, MessageDefinition now)
    {
        if (old.ClosedToUnknown != now.ClosedToUnknown)
        {
            place.Add(
                ChangeKind.AdditionalPropertiesChanged,
                now.ClosedToUnknown
                    ? "Fields that it does not name may no longer be sent."
                    : "Fields that it does not name may be sent now.",
                now.ClosedToUnknown ? Breaking : Compatible,
                Informational
            );
        }

        var was = old.AdditionalProperties is null ? null : changes.Renamed(old.AdditionalProperties);
        if (was != now.AdditionalProperties)
        {
            place.Add(
                ChangeKind.AdditionalPropertiesChanged,
                SchemaChanges.Sentence(
                    "The type of fields that it does not name",
                    ComparedTypes.Show(was),
                    ComparedTypes.Show(now.AdditionalProperties)
                ),
                was is null ? Compatible : Breaking
            );
        }
    }

    private static void CompareOrder(
        ChangePlace place,
        MessageDefinition old,
        MessageDefinition now,
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
                place.Add(ChangeKind.OrderChanged, "Its properties are written in another order.", Informational, None);
                return;
            }
        }
    }
}
