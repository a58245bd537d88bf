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
        if (findings.Count > 0)
        {
            check.Syntax(json, findings);
        }

        check.Message(root, RequestBodyContract.Default.Messages[RequestBodyContract.Request], "", "");
        return check.found.Count == 0 ? [] : [.. check.found.OrderBy(mistake => mistake.Start)];
    }

    // What is no JSON, as far as it could be read all the same.
    private void Syntax(string json, DiagnosticBag findings)
    {
        foreach (var finding in findings.Sorted())
        {
            var at = Offset(json, finding.Line, finding.Column);
            // A hole can bring its comma along.
            if (!IsNextToHole(json, at))
            {
                Add(at, Math.Min(json.Length, at + finding.Length), finding.Message.TrimEnd('.'));
            }
        }
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
            return contents is not null || root.Members.All(member => IsNearlyOf(RequestBodyContract.Request, member));
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
        var definition = RequestBodyContract.Default.Messages[message];
        return IsHole(member.Key)
            || definition.Find(member.Name) is not null
            || new Suggestion().Closest(member.Name.Replace("_", ""), definition.Fields.Select(each => each.Name))
                is not null;
    }

    private void Message(JsonNode node, BodyMessage definition, string path, string field)
    {
        if (node.Kind != JsonKind.Object)
        {
            Add(node, $"{Place(path)} must be an object");
            return;
        }

        foreach (var member in node.Members)
        {
            var at = path.Length == 0 ? member.Name : path + "." + member.Name;
            if (definition.Find(member.Name) is not { } property)
            {
                Unknown(member, node.Members, definition, at);
                continue;
            }

            var inRequest = field.Length == 0 ? property.Name : field + "." + property.Name;
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

    private void Value(JsonNode node, BodyType type, BodyField property, string path, string field)
    {
        if (IsHole(node))
        {
            return;
        }

        switch (type.Kind)
        {
            case TypeKind.Message:
                Message(node, type.Message!, path, field);
                break;
            case TypeKind.Enum:
                values.Enum(node, type.Enum!, property, path, field);
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

                values.Count(node, property, path);
                break;
            case TypeKind.Map when node.Kind == JsonKind.Object:
                foreach (var member in node.Members)
                {
                    Value(member.Value, type.Element!, property, path + "." + member.Name, field);
                }

                break;
            default:
                values.Scalar(node, type.Kind, property, path);
                break;
        }
    }

    private void Unknown(JsonMember member, IReadOnlyList<JsonMember> siblings, BodyMessage definition, string path)
    {
        if (IsHole(member.Key))
        {
            return;
        }

        // Not one that stands there already.
        var names = definition
            .Fields.Where(property => !property.ReadOnly && !siblings.Any(other => property.Is(other.Name)))
            .Select(property => property.Name);
        var meant = new Suggestion().Closest(member.Name.Replace("_", ""), names);
        var hint = meant is null ? Elsewhere(member.Name) : $" (did you mean {meant}?)";
        Add(
            member.Key,
            $"{path} is not a field of {definition.Name}{hint}",
            meant is null ? null : JsonText.Quoted(meant)
        );
    }

    /// <summary>Fields that must be there, and those of which only one may.</summary>
    private void Together(JsonNode node, BodyMessage definition, string path)
    {
        foreach (var property in definition.Fields)
        {
            if (!property.Required || Written(node, property) is not null)
            {
                continue;
            }

            // A body without its contents may get them at run time; what is misspelt is reported as that.
            if (path.Length > 0 || !node.Members.Any(member => IsMisspelt(member.Name, definition)))
            {
                Add(node.Start, node.Start + 1, $"{Place(path)} lacks the required {property.Name}");
            }
        }

        foreach (var group in definition.Groups)
        {
            var there = new List<JsonMember>();
            foreach (var member in node.Members)
            {
                if (IsThere(member) && definition.Find(member.Name) is { } field && group.Fields.Contains(field.Name))
                {
                    there.Add(member);
                }
            }

            if (there.Count > 1)
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
                    $"{Place(path)} needs one of {string.Join(", ", group.Fields.Take(ShownNames))}"
                );
            }
        }
    }

    private static bool IsMisspelt(string name, BodyMessage definition) =>
        definition.Find(name) is null && new Suggestion().Closest(name, ["contents"]) is not null;

    private static JsonMember? Written(JsonNode node, BodyField field)
    {
        foreach (var member in node.Members)
        {
            if (IsThere(member) && field.Is(member.Name))
            {
                return member;
            }
        }

        return null;
    }

    private static bool IsThere(JsonMember member) => member.Value.Kind != JsonKind.Null;

    private string? Refused(BodyField property, string field)
    {
        if (target.Provider is not { } provider)
        {
            return null;
        }

        if (property.Providers is { Count: > 0 } some && !some.Contains(provider.Id))
        {
            return $"is not known to {provider.Name}, only to {string.Join(", ", some)}";
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
    private static string Elsewhere(string name)
    {
        var owners = RequestBodyContract
            .Default.Sent()
            .Where(message => message.Find(name) is not null)
            .Select(message => message.Name)
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
