using static NanoBananaContracts.Schema.ChangeImpact;

namespace NanoBananaContracts.Schema;

/// <summary>Differences between two versions of one property.</summary>
internal sealed class PropertyComparison(SchemaChanges changes)
{
    /// <summary>Records them.</summary>
    /// <param name="name">Names of message and property in the schema.</param>
    /// <param name="old">The old version.</param>
    /// <param name="now">The new version.</param>
    /// <param name="message">Sides that see the message.</param>
    public void Compare(string name, PropertyDefinition old, PropertyDefinition now, MessageDirection message)
    {
        var side = SchemaReach.On(message, old) | SchemaReach.On(message, now);
        var place = changes.At(name, side, old.Mark, now.Mark);
        place.AddWords((old.Name, old.Description, old.Deprecated), (now.Name, now.Description, now.Deprecated));
        CompareAccess(changes.At(name, message, old.Mark, now.Mark), old, now);
        CompareTypes(place, changes.Renamed(old.Type), now.Type);
        if (old.Required != now.Required)
        {
            place.Add(
                ChangeKind.RequiredChanged,
                now.Required
                    ? "It is required now: requests without it are no longer right."
                    : "It is no longer required: a reply may lack it.",
                now.Required ? Breaking : Compatible,
                now.Required ? Compatible : Breaking
            );
        }

        if (old.DefaultJson != now.DefaultJson)
        {
            // A default that was never written down is knowledge gained or lost; one that differs changes what absence means.
            place.Add(
                ChangeKind.DefaultChanged,
                SchemaChanges.Sentence("What the service assumes when it is absent", old.DefaultJson, now.DefaultJson),
                old.DefaultJson is not null && now.DefaultJson is not null ? Breaking : Informational
            );
        }

        if (old.ConstJson != now.ConstJson)
        {
            place.Add(
                ChangeKind.ConstChanged,
                SchemaChanges.Sentence("The only value it may have", old.ConstJson, now.ConstJson),
                now.ConstJson is null ? Compatible : Breaking,
                old.ConstJson is null ? Compatible : Breaking
            );
        }

        BoundsComparison.Compare(place, old.Constraints, now.Constraints, "");
        if (old.Nullable != now.Nullable)
        {
            place.Add(
                ChangeKind.BoundsChanged,
                now.Nullable ? "null is a value of it now." : "null is no longer a value of it.",
                now.Nullable ? Compatible : Breaking,
                Compatible
            );
        }

        CompareAllowed(place, old, now);
        if (old.Spelling != now.Spelling)
        {
            place.Add(
                ChangeKind.SpellingChanged,
                SchemaChanges.Sentence("The spelling it is written in", old.Spelling, now.Spelling),
                Breaking,
                Compatible
            );
        }

        place.AddProviders(old.Providers, now.Providers);
    }

    private static void CompareAccess(ChangePlace place, PropertyDefinition old, PropertyDefinition now)
    {
        if (old.ReadOnly != now.ReadOnly)
        {
            place.Add(
                ChangeKind.AccessChanged,
                now.ReadOnly ? "It is read-only now: it can no longer be sent." : "It is no longer read-only.",
                now.ReadOnly ? Breaking : Compatible,
                Informational
            );
        }

        if (old.WriteOnly != now.WriteOnly)
        {
            place.Add(
                ChangeKind.AccessChanged,
                now.WriteOnly ? "It is write-only now: replies no longer have it." : "It is no longer write-only.",
                Informational,
                now.WriteOnly ? Breaking : Compatible
            );
        }
    }

    private static void CompareTypes(ChangePlace place, TypeReference was, TypeReference now)
    {
        if (ComparedTypes.Bare(was) != ComparedTypes.Bare(now))
        {
            // Single and double precision are one C# type and one JSON type.
            place.Add(
                ChangeKind.TypeChanged,
                $"It was {ComparedTypes.Show(was)} and is {ComparedTypes.Show(now)}.",
                ComparedTypes.Widened(was) == ComparedTypes.Widened(now) ? Compatible : Breaking
            );
            return;
        }

        // Bounds of items, at some depth.
        for (var (x, y) = (was, now); x.Element is { } xs && y.Element is { } ys; (x, y) = (xs, ys))
        {
            BoundsComparison.Compare(
                place,
                x.ElementConstraints ?? Constraints.None,
                y.ElementConstraints ?? Constraints.None,
                x.Kind == TypeKind.Map ? " of its values" : " of its items"
            );
        }
    }

    private void CompareAllowed(ChangePlace place, PropertyDefinition old, PropertyDefinition now)
    {
        if (old.AllowedValues == now.AllowedValues)
        {
            return;
        }

        var (was, @is) = (Allowed(old, changes.Before), Allowed(now, changes.After));
        var gone = new List<string>(was);
        gone.RemoveAll(@is.Contains);
        var added = new List<string>(@is);
        added.RemoveAll(was.Contains);

        // Values that came or went with the enum itself are told there.
        var kept = ValuesOf(now.Type, changes.After);
        gone.RemoveAll(value => !kept.Contains(value));
        if (old.AllowedValues.IsEmpty)
        {
            var known = ValuesOf(changes.Renamed(old.Type), changes.Before);
            added.RemoveAll(value => !known.Contains(value));
        }

        if (gone.Count + added.Count == 0)
        {
            return;
        }

        place.Add(
            ChangeKind.AllowedValuesChanged,
            gone.Count == 0 ? $"Allowed here now: {string.Join(", ", added)}."
                : added.Count == 0 ? $"No longer allowed here: {string.Join(", ", gone)}."
                : $"No longer allowed here: {string.Join(", ", gone)}; allowed now: {string.Join(", ", added)}.",
            gone.Count > 0 ? Breaking : Compatible,
            Compatible
        );
    }

    private static HashSet<string> Allowed(PropertyDefinition property, SchemaModel model) =>
        property.AllowedValues.IsEmpty ? ValuesOf(property.Type, model) : [.. property.AllowedValues];

    private static HashSet<string> ValuesOf(TypeReference type, SchemaModel model)
    {
        var inner = type.Innermost;
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in model.Enums)
        {
            if (inner.Kind == TypeKind.Enum && definition.Name == inner.Name)
            {
                foreach (var value in definition.Values)
                {
                    values.Add(value.Text);
                }
            }
        }

        return values;
    }
}
