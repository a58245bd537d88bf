using System;
using System.Collections.Generic;
using System.Globalization;

namespace NanoBananaContracts.Schema;

/// <summary>Differences between two versions of one property.</summary>
internal sealed partial class SchemaComparison
{
    private void CompareProperty(string place, PropertyDefinition old, PropertyDefinition now, MessageDirection message)
    {
        var side = SchemaReach.On(message, old) | SchemaReach.On(message, now);
        CompareWords(
            place,
            (old.Name, old.Description, old.Deprecated, old.Mark),
            (now.Name, now.Description, now.Deprecated, now.Mark),
            side
        );
        CompareAccess(place, old, now, message);
        var was = Renamed(old.Type);
        if (was != now.Type)
        {
            CompareTypes(place, old, now, was, side);
        }

        if (old.Required != now.Required)
        {
            On(
                side,
                ChangeKind.RequiredChanged,
                place,
                now.Required
                    ? "It is required now: requests without it are no longer right."
                    : "It is no longer required: a reply may lack it.",
                now.Required ? Breaks : Fine,
                now.Required ? Fine : Breaks,
                old.Mark,
                now.Mark
            );
        }

        if (old.DefaultJson != now.DefaultJson)
        {
            // A default that was never written down is knowledge gained or lost; one that differs changes what absence means.
            var changed = old.DefaultJson is not null && now.DefaultJson is not null;
            Both(
                ChangeKind.DefaultChanged,
                place,
                Change("What the service assumes when it is absent", old.DefaultJson, now.DefaultJson),
                changed ? Breaks : Info,
                side,
                old.Mark,
                now.Mark
            );
        }

        if (old.ConstJson != now.ConstJson)
        {
            On(
                side,
                ChangeKind.ConstChanged,
                place,
                Change("The only value it may have", old.ConstJson, now.ConstJson),
                now.ConstJson is null ? Fine : Breaks,
                old.ConstJson is null ? Fine : Breaks,
                old.Mark,
                now.Mark
            );
        }

        CompareBounds(place, old.Constraints, now.Constraints, old, now, side, "");
        CompareAllowed(place, old, now, side);
        if (old.Spelling != now.Spelling)
        {
            On(
                side,
                ChangeKind.SpellingChanged,
                place,
                Change("The spelling it is written in", old.Spelling, now.Spelling),
                Breaks,
                Fine,
                old.Mark,
                now.Mark
            );
        }
    }

    private void CompareAccess(string place, PropertyDefinition old, PropertyDefinition now, MessageDirection message)
    {
        if (old.ReadOnly != now.ReadOnly)
        {
            On(
                message,
                ChangeKind.AccessChanged,
                place,
                now.ReadOnly ? "It is read-only now: it can no longer be sent." : "It is no longer read-only.",
                now.ReadOnly ? Breaks : Fine,
                Info,
                old.Mark,
                now.Mark
            );
        }

        if (old.WriteOnly != now.WriteOnly)
        {
            On(
                message,
                ChangeKind.AccessChanged,
                place,
                now.WriteOnly ? "It is write-only now: replies no longer have it." : "It is no longer write-only.",
                Info,
                now.WriteOnly ? Breaks : Fine,
                old.Mark,
                now.Mark
            );
        }
    }

    private void CompareTypes(
        string place,
        PropertyDefinition old,
        PropertyDefinition now,
        TypeReference was,
        MessageDirection side
    )
    {
        if (Bare(was) == Bare(now.Type))
        {
            // Only bounds of items differ, at some depth.
            var (x, y, where) = (was, now.Type, "items");
            while (x.Element is { } xs && y.Element is { } ys)
            {
                where = x.Kind == TypeKind.Map ? "values" : "items";
                CompareBounds(
                    place,
                    x.ElementConstraints ?? Constraints.None,
                    y.ElementConstraints ?? Constraints.None,
                    old,
                    now,
                    side,
                    " of its " + where
                );
                (x, y) = (xs, ys);
            }

            return;
        }

        // Single and double precision are one C# type and one JSON type.
        var same = Widened(Bare(was)) == Widened(Bare(now.Type));
        Both(
            ChangeKind.TypeChanged,
            place,
            $"It was {Show(was)} and is {Show(now.Type)}.",
            same ? Fine : Breaks,
            side,
            old.Mark,
            now.Mark
        );
    }

    private void CompareBounds(
        string place,
        Constraints old,
        Constraints now,
        PropertyDefinition oldProperty,
        PropertyDefinition newProperty,
        MessageDirection side,
        string suffix
    )
    {
        if (old == now)
        {
            return;
        }

        // Tighter for whoever sends breaks; whoever reads gets what it could get before. Looser is the other way round,
        // and harmless: emitted types hold any value.
        Bound("minimum", old.Minimum, now.Minimum, true);
        Bound("maximum", old.Maximum, now.Maximum, false);
        Bound("exclusiveMinimum", old.ExclusiveMinimum, now.ExclusiveMinimum, true);
        Bound("exclusiveMaximum", old.ExclusiveMaximum, now.ExclusiveMaximum, false);
        Bound("minLength", old.MinLength, now.MinLength, true);
        Bound("maxLength", old.MaxLength, now.MaxLength, false);
        Bound("minItems", old.MinItems, now.MinItems, true);
        Bound("maxItems", old.MaxItems, now.MaxItems, false);
        if (old.Pattern != now.Pattern)
        {
            Report("pattern", Quoted(old.Pattern), Quoted(now.Pattern), now.Pattern is not null);
        }

        void Bound(string name, double? x, double? y, bool lower)
        {
            if (x != y)
            {
                Report(name, Text(x), Text(y), y is not null && (x is null || (lower ? y > x : y < x)));
            }
        }

        void Report(string name, string? x, string? y, bool tighter) =>
            On(
                side,
                ChangeKind.BoundsChanged,
                place,
                Change($"The {name}{suffix}", x, y),
                tighter ? Breaks : Fine,
                Fine,
                oldProperty.Mark,
                newProperty.Mark
            );
    }

    private void CompareAllowed(string place, PropertyDefinition old, PropertyDefinition now, MessageDirection side)
    {
        if (old.AllowedValues == now.AllowedValues)
        {
            return;
        }

        var (was, @is) = (Allowed(old, before), Allowed(now, after));
        var gone = new List<string>(was);
        gone.RemoveAll(@is.Contains);
        var added = new List<string>(@is);
        added.RemoveAll(was.Contains);

        // Values that came or went with the enum itself are told there.
        gone.RemoveAll(value => !IsValue(now.Type, after, value));
        added.RemoveAll(value => !IsValue(Renamed(old.Type), before, value) && old.AllowedValues.IsEmpty);
        if (gone.Count + added.Count == 0)
        {
            return;
        }

        var message =
            gone.Count == 0 ? $"Allowed here now: {string.Join(", ", added)}."
            : added.Count == 0 ? $"No longer allowed here: {string.Join(", ", gone)}."
            : $"No longer allowed here: {string.Join(", ", gone)}; allowed now: {string.Join(", ", added)}.";
        On(
            side,
            ChangeKind.AllowedValuesChanged,
            place,
            message,
            gone.Count > 0 ? Breaks : Fine,
            Fine,
            old.Mark,
            now.Mark
        );
    }

    private static HashSet<string> Allowed(PropertyDefinition property, SchemaModel model) =>
        property.AllowedValues.IsEmpty
            ? ValuesOf(property.Type, model)
            : new HashSet<string>(property.AllowedValues, StringComparer.Ordinal);

    private static bool IsValue(TypeReference type, SchemaModel model, string value) =>
        ValuesOf(type, model).Contains(value);

    private static HashSet<string> ValuesOf(TypeReference type, SchemaModel model)
    {
        while (type.Element is { } element)
        {
            type = element;
        }

        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in model.Enums)
        {
            if (type.Kind == TypeKind.Enum && definition.Name == type.Name)
            {
                foreach (var value in definition.Values)
                {
                    values.Add(value.Text);
                }
            }
        }

        return values;
    }

    /// <summary>An old type with the C# names that its messages and enums have now.</summary>
    private TypeReference Renamed(TypeReference type) =>
        type with
        {
            Name = type.Name is not null && newNames.TryGetValue(type.Name, out var name) ? name : type.Name,
            Element = type.Element is null ? null : Renamed(type.Element),
        };

    private static TypeReference Bare(TypeReference type) =>
        type with
        {
            ElementConstraints = null,
            Element = type.Element is null ? null : Bare(type.Element),
        };

    private static TypeReference Widened(TypeReference type) =>
        type with
        {
            Kind = type.Kind == TypeKind.Single ? TypeKind.Double : type.Kind,
            Element = type.Element is null ? null : Widened(type.Element),
        };

    private static string? Show(TypeReference? type) =>
        type?.Kind switch
        {
            null => null,
            TypeKind.List => $"a list of {Show(type.Element)}",
            TypeKind.Map => $"a map to {Show(type.Element)}",
            TypeKind.Message or TypeKind.Enum => type.Name,
            TypeKind.Boolean => "boolean",
            TypeKind.Int32 => "int32",
            TypeKind.Int64 => "int64",
            TypeKind.Int64String => "int64 as a string",
            TypeKind.Single => "float",
            TypeKind.Double => "double",
            TypeKind.String => "string",
            TypeKind.Base64 => "bytes in Base64",
            TypeKind.Timestamp => "date-time",
            TypeKind.Duration => "duration",
            TypeKind.AnyObject => "any object",
            _ => "any value",
        };

    private static string? Text(double? bound) => bound?.ToString("R", CultureInfo.InvariantCulture);

    private static string? Quoted(string? text) => text is null ? null : JsonText.Quoted(text);
}
