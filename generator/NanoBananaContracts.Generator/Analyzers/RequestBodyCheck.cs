using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// Holds a hand-written request body to the default contract: names, JSON types, documented values, bounds, and fields that
/// must or must not be there together; walked over the same model the types are made from. Where the code names a provider,
/// what that one refuses counts too.
/// </summary>
internal sealed class RequestBodyCheck
{
    private const int ShownNames = 3;

    private readonly RequestBodyContract contract = RequestBodyContract.Default;
    private readonly List<TextMistake> found = [];
    private readonly BodyValueCheck values;
    private readonly BodyTarget target;

    private RequestBodyCheck(BodyTarget target)
    {
        this.target = target;
        values = new BodyValueCheck(found, target);
    }

    /// <summary>Looks at a text that may be a request body.</summary>
    /// <param name="json">The text; <see cref="LiteralText.Hole"/> stands for what is not known.</param>
    /// <param name="target">Finds where it goes; asked only of a body.</param>
    /// <returns>What is wrong, in order of place; nothing when it is no such body, or a good one.</returns>
    public static IReadOnlyList<TextMistake> MistakesOf(string json, Func<BodyTarget> target)
    {
        var findings = new DiagnosticBag("body");
        var root = JsonParser.Parse(json, findings, out var isDamaged);
        if (root is not { Kind: JsonKind.Object } || isDamaged || !IsBody(root))
        {
            return [];
        }

        var check = new RequestBodyCheck(target());
        foreach (var finding in findings.Sorted())
        {
            var at = Offset(json, finding.Line, finding.Column);
            // A hole can bring its comma along.
            if (IsNextToHole(json, at))
            {
                continue;
            }

            check.Add(at, Math.Min(json.Length, at + finding.Length), finding.Message.TrimEnd('.'));
        }

        check.Message(root, "GenerateContentRequest", "", "");
        return check.found.OrderBy(mistake => mistake.Start).ToList();
    }

    private static bool IsNextToHole(string json, int at)
    {
        if (at + 1 < json.Length && json[at + 1] == LiteralText.Hole)
        {
            return true;
        }

        var before = at - 1;
        while (before >= 0 && char.IsWhiteSpace(json[before]))
        {
            before--;
        }

        return before > 0 && json[before - 1] == LiteralText.Hole;
    }

    // Other objects have "contents" too, a page of a book and a request for a cache among them.
    private static bool IsBody(JsonNode root)
    {
        var contents = root.Find("contents")?.Value;
        var config = (root.Find("generationConfig") ?? root.Find("generation_config"))?.Value;
        if (
            root.Find("ttl") is not null
            || root.Find("expireTime") is not null
            || root.Find("generateContentRequest") is not null
        )
        {
            return false;
        }

        if (config is { Kind: JsonKind.Object })
        {
            // Without contents it is one only if nothing in it says that it is for something else: "input", "inputs", "provider".
            return contents is not null || root.Members.All(member => IsNearlyOf("GenerateContentRequest", member));
        }

        return contents is not null
            && (
                ItemsOf(contents).Any(IsTurn)
                || root.Find("safetySettings") is not null
                || root.Find("systemInstruction") is not null
                || root.Find("system_instruction") is not null
            );
    }

    // A machine, a book and a score have "parts" too.
    private static bool IsTurn(JsonNode turn)
    {
        var parts = turn.Find("parts")?.Value;
        return turn.Find("role") is not null
            || parts is not null
                && (
                    ItemsOf(parts).Count == 0
                    || ItemsOf(parts)
                        .Any(part =>
                            part.Kind != JsonKind.Object
                            || part.Members.Count == 0
                            || part.Members.Any(member => IsNearlyOf("Part", member))
                        )
                );
    }

    // A list of one may be written without its brackets, as the service's own examples do.
    private static IReadOnlyList<JsonNode> ItemsOf(JsonNode list) => list.Kind == JsonKind.Object ? [list] : list.Items;

    private static bool IsNearlyOf(string message, JsonMember member)
    {
        var fields = RequestBodyContract.Default.Messages[message].Properties;
        return IsHole(member.Key)
            || fields.Any(each => RequestBodyContract.Is(each, member.Name))
            || new Suggestion().Closest(member.Name.Replace("_", ""), fields.Select(each => each.JsonName)) is not null;
    }

    private void Message(JsonNode node, string name, string path, string field)
    {
        if (node.Kind != JsonKind.Object)
        {
            Add(node, $"{Place(path)} must be an object");
            return;
        }

        var definition = contract.Messages[name];
        foreach (var member in node.Members)
        {
            var at = path.Length == 0 ? member.Name : path + "." + member.Name;
            var property = definition.Properties.FirstOrDefault(each => RequestBodyContract.Is(each, member.Name));
            if (property is null)
            {
                Unknown(member, node.Members, definition, at);
                continue;
            }

            var inRequest = field.Length == 0 ? property.JsonName : field + "." + property.JsonName;
            if (property.ReadOnly)
            {
                Add(member.Key, $"{at} is set by the service, not by the caller");
            }
            else if (Refused(property, inRequest) is { } refusal)
            {
                Add(member.Key, $"{at} {refusal}");
            }
            // As proto3 JSON has it, null is a field that is not there.
            else if (member.Value.Kind != JsonKind.Null)
            {
                Value(member.Value, property.Type, property, at, inRequest);
            }
        }

        if (!node.Members.Any(member => IsHole(member.Key)))
        {
            Together(node, definition, path);
        }
    }

    private void Value(JsonNode node, TypeReference type, PropertyDefinition property, string path, string field)
    {
        if (IsHole(node))
        {
            return;
        }

        switch (type.Kind)
        {
            case TypeKind.Message:
                Message(node, type.Name!, path, field);
                break;
            case TypeKind.Enum:
                values.Enum(node, contract.Enums[type.Name!], property, path, field);
                break;
            case TypeKind.List when node.Kind == JsonKind.Object && type.Element!.Kind == TypeKind.Message:
                Value(node, type.Element, property, path, field);
                break;
            case TypeKind.List when node.Kind != JsonKind.Array:
                Add(node, $"{path} must be an array");
                break;
            case TypeKind.List:
                for (var i = 0; i < node.Items.Count; i++)
                {
                    Value(node.Items[i], type.Element!, property, FormattableString.Invariant($"{path}[{i}]"), field);
                }

                values.Count(node, property.Constraints, path);
                break;
            case TypeKind.Map when node.Kind == JsonKind.Object:
                foreach (var member in node.Members)
                {
                    Value(member.Value, type.Element!, property, path + "." + member.Name, field);
                }

                break;
            default:
                values.Scalar(node, type.Kind, property.Constraints, path);
                break;
        }
    }

    private void Unknown(
        JsonMember member,
        IReadOnlyList<JsonMember> siblings,
        MessageDefinition definition,
        string path
    )
    {
        if (IsHole(member.Key))
        {
            return;
        }

        // Not one that stands there already.
        var names = definition
            .Properties.Where(property =>
                !property.ReadOnly && !siblings.Any(other => RequestBodyContract.Is(property, other.Name))
            )
            .Select(property => property.JsonName);
        var meant = new Suggestion().Closest(member.Name.Replace("_", ""), names);
        var hint = meant is null ? Elsewhere(member.Name) : $" (did you mean {meant}?)";
        Add(
            member.Key,
            $"{path} is not a field of {definition.SchemaName}{hint}",
            meant is null ? null : JsonText.Quoted(meant)
        );
    }

    /// <summary>Fields that must be there, and those of which only one may.</summary>
    private void Together(JsonNode node, MessageDefinition definition, string path)
    {
        foreach (var property in definition.Properties.Where(property => property.Required))
        {
            // A body without its contents may get them at run time; what is misspelt is reported as that.
            var isElsewhere = path.Length == 0 && node.Members.Any(member => IsMisspelt(member.Name, definition));
            if (!Present(node, property.JsonName, definition) && !isElsewhere)
            {
                Add(node.Start, node.Start + 1, $"{Place(path)} lacks the required {property.JsonName}");
            }
        }

        foreach (var group in definition.OneOfGroups)
        {
            var there = node
                .Members.Where(member => group.Properties.Any(name => Matches(definition, name, member)))
                .ToList();
            if (group.Exclusive && there.Count > 1)
            {
                Add(
                    there[1].Key,
                    $"{Place(path)} has {there[0].Name} and {there[1].Name}, of which only one may be there"
                );
            }
            else if (group.Required && there.Count == 0)
            {
                Add(
                    node.Start,
                    node.Start + 1,
                    $"{Place(path)} needs one of {string.Join(", ", group.Properties.Take(ShownNames))}"
                );
            }
        }
    }

    private static bool IsMisspelt(string name, MessageDefinition definition) =>
        !definition.Properties.Any(property => RequestBodyContract.Is(property, name))
        && new Suggestion().Closest(name, ["contents"]) is not null;

    private static bool Present(JsonNode node, string name, MessageDefinition definition) =>
        node.Members.Any(member => Matches(definition, name, member));

    private static bool Matches(MessageDefinition definition, string name, JsonMember member) =>
        member.Value.Kind != JsonKind.Null
        && definition.Properties.Any(property =>
            property.JsonName == name && RequestBodyContract.Is(property, member.Name)
        );

    private string? Refused(PropertyDefinition property, string field)
    {
        if (target.Provider is not { } provider)
        {
            return null;
        }

        if (!property.Providers.IsEmpty && !property.Providers.Contains(provider.Id))
        {
            return $"is not known to {provider.Name}, only to {string.Join(", ", property.Providers)}";
        }

        if (provider.RefusedFields.Contains(field))
        {
            return $"is refused by {provider.Name}";
        }

        return target.Model is { } model && model.RefusedParameters.Any(name => field == "generationConfig." + name)
            ? $"is refused by {model.Id}"
            : null;
    }

    // The commonest slip is a field at the wrong level: say where it belongs.
    private string Elsewhere(string name)
    {
        var owners = contract
            .Messages.Values.Where(message =>
                message.Direction.HasFlag(MessageDirection.Request)
                && message.Properties.Any(each => RequestBodyContract.Is(each, name))
            )
            .Select(message => message.SchemaName)
            .OrderBy(owner => owner, StringComparer.Ordinal)
            .Take(ShownNames)
            .ToList();
        return owners.Count == 0 ? "" : $" (it belongs to {string.Join(", ", owners)})";
    }

    private void Add(JsonNode node, string message, string? instead = null) => values.Add(node, message, instead);

    private void Add(int start, int end, string message) => found.Add(new TextMistake(start, end, message));

    private static bool IsHole(JsonNode node) => BodyValueCheck.IsOpen(node);

    private static string Place(string path) => path.Length == 0 ? "the body" : path;

    private static int Offset(string text, int line, int column)
    {
        var start = 0;
        for (var each = 1; each < line; each++)
        {
            var end = text.IndexOfAny(['\r', '\n'], start);
            start = end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
        }

        return Math.Min(text.Length, start + column - 1);
    }
}
