using System.Text.Json.Nodes;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Conformance.Tests.Contract;

/// <summary>One way to break a message.</summary>
/// <param name="Rule">What it breaks, for the count of what was tried.</param>
/// <param name="Where">Path, for the report.</param>
/// <param name="Apply">Breaks it.</param>
internal sealed record Break(string Rule, string Where, Action Apply);

/// <summary>Finds every way to break a message that keeps the contract, by walking it along its definition.</summary>
internal static class InstanceBreaker
{
    /// <summary>Every way; apply one of them.</summary>
    public static List<Break> Find(MessageDefinition message, JsonObject instance)
    {
        var found = new List<Break>();
        Walk(message, instance, "", found);
        return found;
    }

    private static void Walk(MessageDefinition message, JsonObject instance, string path, List<Break> found)
    {
        foreach (var property in message.Properties)
        {
            var name = property.JsonName;
            if (!instance.TryGetPropertyValue(name, out var value))
            {
                continue;
            }

            var where = path + "." + name;
            if (property.Required)
            {
                found.Add(new Break("Required", where, () => instance.Remove(name)));
            }

            Value(property.Type, property.Constraints, value, where, broken => instance[name] = broken, found);
        }

        foreach (var group in message.OneOfGroups)
        {
            var set = group.Properties.Where(instance.ContainsKey).ToList();
            if (group.Required)
            {
                found.Add(new Break("OneOf", path, () => set.ForEach(name => instance.Remove(name))));
            }

            if (set.Count == 1 && group.Exclusive && group.Properties.Count > 1)
            {
                var other = message.Properties.First(property =>
                    property.JsonName != set[0] && group.Properties.Contains(property.JsonName)
                );
                found.Add(
                    new Break(
                        "OneOf",
                        path,
                        () =>
                            instance[other.JsonName] = new InstanceMaker(1)
                                .Make(Only(message, other))[other.JsonName]
                                ?.DeepClone()
                    )
                );
            }
        }
    }

    /// <summary>A message of which one property must be made, so that its value can be taken.</summary>
    private static MessageDefinition Only(MessageDefinition message, PropertyDefinition property) =>
        message with
        {
            Properties = new EquatableArray<PropertyDefinition>([property with { Required = true }]),
            OneOfGroups = default,
        };

    private static void Value(
        TypeReference type,
        Constraints bounds,
        JsonNode? value,
        string where,
        Action<JsonNode?> set,
        List<Break> found
    )
    {
        if (type.Kind == TypeKind.Any)
        {
            return;
        }

        found.Add(new Break("Null", where, () => set(null)));
        switch (type.Kind)
        {
            case TypeKind.Boolean:
                Add("WrongType", "true");
                break;
            case TypeKind.Int32:
                Add("WrongType", "many");
                Add("WrongType", 1.5);
                Add("Int32Range", 3_000_000_000);
                break;
            case TypeKind.Int64:
                Add("WrongType", "many");
                break;
            case TypeKind.Int64String:
                Add("WrongType", true);
                Add("Form", "many");
                break;
            case TypeKind.Single or TypeKind.Double:
                Add("WrongType", "many");
                break;
            case TypeKind.String:
                Add("WrongType", 5);
                break;
            case TypeKind.Base64:
                Add("WrongType", 5);
                Add("Base64", "ab*d");
                break;
            case TypeKind.Timestamp:
                Add("WrongType", 5);
                Add("Form", "yesterday");
                break;
            case TypeKind.Duration:
                Add("WrongType", 5);
                Add("Form", "5 minutes");
                break;
            case TypeKind.Enum:
                Add("WrongType", 5);
                Add("Enum", "UNHEARD_OF");
                break;
            case TypeKind.AnyObject:
                Add("WrongType", "text");
                break;
            case TypeKind.Message:
                Add("WrongType", "text");
                Walk(Judge.Messages[type.Name!], value!.AsObject(), where, found);
                break;
            case TypeKind.List:
                Add("WrongType", new JsonObject());
                var list = value!.AsArray();
                for (var i = 0; i < list.Count; i++)
                {
                    var index = i;
                    Inner(type, list[i], $"{where}[{i}]", broken => list[index] = broken, found);
                }

                break;
            case TypeKind.Map:
                Add("WrongType", new JsonArray());
                var map = value!.AsObject();
                foreach (var key in map.Select(member => member.Key).ToList())
                {
                    Inner(type, map[key], $"{where}.{key}", broken => map[key] = broken, found);
                }

                break;
        }

        Bounds(bounds, value, where, set, found);

        void Add(string rule, JsonNode broken) => found.Add(new Break(rule, where, () => set(broken)));
    }

    private static void Inner(
        TypeReference type,
        JsonNode? value,
        string where,
        Action<JsonNode?> set,
        List<Break> found
    ) => Value(type.Element!, type.ElementConstraints ?? Constraints.None, value, where, set, found);

    private static void Bounds(
        Constraints bounds,
        JsonNode? value,
        string where,
        Action<JsonNode?> set,
        List<Break> found
    )
    {
        if (bounds.Minimum is { } minimum)
        {
            Add("Minimum", minimum - 1);
        }

        if (bounds.ExclusiveMinimum is { } above)
        {
            Add("ExclusiveMinimum", above);
        }

        if (bounds.Maximum is { } maximum)
        {
            Add("Maximum", maximum + 1);
        }

        if (bounds.MaxLength is { } length)
        {
            Add("MaxLength", new string('x', length + 1));
        }

        if (bounds.Pattern is not null)
        {
            Add("Pattern", "/not / like that/");
        }

        if (bounds.MinItems is { } fewest && fewest > 0)
        {
            Add("MinItems", new JsonArray());
        }

        if (bounds.MaxItems is { } most && value is JsonArray { Count: > 0 } list)
        {
            Add("MaxItems", new JsonArray([.. Enumerable.Range(0, most + 1).Select(_ => list[0]?.DeepClone())]));
        }

        void Add(string rule, JsonNode broken) => found.Add(new Break(rule, where, () => set(broken)));
    }
}
