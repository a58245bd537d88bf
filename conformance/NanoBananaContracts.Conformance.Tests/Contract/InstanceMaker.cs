using System.Globalization;
using System.Text.Json.Nodes;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Conformance.Tests.Contract;

/// <summary>Makes messages that keep the contract, every property and kind sooner or later, from a seed.</summary>
internal sealed class InstanceMaker(int seed)
{
    private const int Deep = 4;

    /// <summary>A text for each pattern of the contract; a new pattern wants a line here.</summary>
    private static readonly Dictionary<string, string> Patterns = new(StringComparer.Ordinal)
    {
        ["^gs://"] = "gs://bucket/pictures",
        ["^cachedContents/[^/]+$"] = "cachedContents/é1",
        ["^fileSearchStores/[^/]+$"] = "fileSearchStores/my store",
        ["^[A-Za-z0-9_.:-]+$"] = "ns:do_it-2.v1",
    };

    private static readonly string[] Texts =
    [
        "",
        "x",
        "Grüße, 世界 🦊",
        "\"quoted\"\\\n\t",
        "</script>\u2028",
        "null",
        "42",
    ];

    private static readonly string[] Times =
    [
        "2026-11-22T09:00:00Z",
        "2026-11-22T09:00:00.123456789Z",
        "1969-12-31T23:59:59.5+01:00",
    ];

    private static readonly string[] Durations = ["0s", "1.5s", "-3.000000001s", "86400s"];

    private readonly Random random = new(seed);

    /// <summary>A message.</summary>
    public JsonObject Make(MessageDefinition message, int depth = 0)
    {
        var made = new JsonObject();
        var grouped = new HashSet<string>(StringComparer.Ordinal);
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in message.OneOfGroups)
        {
            grouped.UnionWith(group.Properties);
            if (group.Required || random.Next(3) == 0)
            {
                chosen.Add(Choose(message, group, depth));
            }
        }

        foreach (var property in message.Properties)
        {
            var wanted = grouped.Contains(property.JsonName)
                ? chosen.Contains(property.JsonName)
                : property.Required || (depth < Deep && random.Next(3) == 0);
            if (wanted)
            {
                made[property.JsonName] = Make(property, depth);
            }
        }

        return made;
    }

    private string Choose(MessageDefinition message, OneOfGroup group, int depth)
    {
        var simple = group
            .Properties.Where(name => Property(message, name).Type.Kind is not (TypeKind.Message or TypeKind.List))
            .ToList();
        return depth >= Deep && simple.Count > 0
            ? simple[random.Next(simple.Count)]
            : group.Properties[random.Next(group.Properties.Count)];
    }

    private static PropertyDefinition Property(MessageDefinition message, string name) =>
        message.Properties.Single(property => property.JsonName == name);

    private JsonNode? Make(PropertyDefinition property, int depth) =>
        Make(property.Type, property.Constraints, property.AllowedValues, depth);

    private JsonNode? Make(TypeReference type, Constraints bounds, EquatableArray<string> allowed, int depth) =>
        type.Kind switch
        {
            TypeKind.Boolean => random.Next(2) == 0,
            TypeKind.Int32 => random.Next((int)(bounds.Minimum ?? int.MinValue), (int)(bounds.Maximum ?? int.MaxValue)),
            TypeKind.Int64 => random.NextInt64(),
            TypeKind.Int64String => random.NextInt64().ToString(CultureInfo.InvariantCulture),
            TypeKind.Single or TypeKind.Double => Number(bounds),
            TypeKind.String => Text(bounds),
            TypeKind.Base64 => Convert.ToBase64String(Bytes()),
            TypeKind.Timestamp => Times[random.Next(Times.Length)],
            TypeKind.Duration => Durations[random.Next(Durations.Length)],
            TypeKind.Any => AnyJson(0),
            TypeKind.AnyObject => new JsonObject { ["a"] = AnyJson(0), ["b"] = AnyJson(0) },
            TypeKind.Message => Make(Judge.Messages[type.Name!], depth + 1),
            TypeKind.Enum => Value(Judge.Enums[type.Name!], allowed),
            TypeKind.List => new JsonArray([.. Items(bounds).Select(_ => Element(type, allowed, depth))]),
            TypeKind.Map => new JsonObject(
                Items(bounds).Select(index => KeyValuePair.Create("key " + index, Element(type, allowed, depth)))
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };

    private JsonNode? Element(TypeReference type, EquatableArray<string> allowed, int depth) =>
        Make(type.Element!, type.ElementConstraints ?? Constraints.None, allowed, depth + 1);

    private IEnumerable<int> Items(Constraints bounds) =>
        Enumerable.Range(0, random.Next(bounds.MinItems ?? 0, Math.Min(bounds.MaxItems ?? 3, 3) + 1));

    private JsonNode Number(Constraints bounds)
    {
        if (bounds == Constraints.None)
        {
            return random.Next(4) == 0 ? "-Infinity" : Math.Round((random.NextDouble() - 0.5) * 1e6, 3);
        }

        var low = bounds.Minimum ?? bounds.ExclusiveMinimum ?? -1000;
        var high = bounds.Maximum ?? bounds.ExclusiveMaximum ?? 1000;

        // Never an end: it may be excluded.
        return Math.Round(low + ((0.1 + (random.NextDouble() * 0.8)) * (high - low)), 3);
    }

    private string Text(Constraints bounds) =>
        bounds.Pattern is { } pattern ? Patterns[pattern] : Texts[random.Next(Texts.Length)];

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(1, 40)];
        random.NextBytes(bytes);
        return bytes;
    }

    private string Value(EnumDefinition definition, EquatableArray<string> allowed)
    {
        var values = definition.Values.Where(value => allowed.IsEmpty || allowed.Contains(value.Text)).ToList();
        var value = values[random.Next(values.Count)];
        var texts = value.Spellings.Select(spelling => spelling.Text).Prepend(value.Text).ToList();
        return texts[random.Next(texts.Count)];
    }

    /// <summary>Any JSON value at all.</summary>
    public JsonNode? AnyJson(int depth) =>
        random.Next(depth > 2 ? 5 : 7) switch
        {
            0 => null,
            1 => random.Next(2) == 0,
            2 => random.Next(-100, 100),
            3 => Math.Round(random.NextDouble() * 10, 2),
            4 => Texts[random.Next(Texts.Length)],
            5 => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => AnyJson(depth + 1))]),
            _ => new JsonObject { ["k"] = AnyJson(depth + 1) },
        };
}
