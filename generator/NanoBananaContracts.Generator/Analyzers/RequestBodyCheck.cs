using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// Holds a hand-written request body to the default contract: names, JSON types, documented values and required
/// fields, walked over the same model the types are made from. Finds the first mistake only; one is enough to stop.
/// </summary>
internal sealed class RequestBodyCheck
{
    private static readonly Lazy<RequestBodyCheck> Loaded = new(() => new RequestBodyCheck(Load()));

    private readonly Dictionary<string, MessageDefinition> messages;
    private readonly Dictionary<string, EnumDefinition> enums;

    private RequestBodyCheck(SchemaModel model)
    {
        messages = model.Messages.ToDictionary(message => message.Name, StringComparer.Ordinal);
        enums = model.Enums.ToDictionary(each => each.Name, StringComparer.Ordinal);
    }

    /// <summary>Looks at a text that may be a request body.</summary>
    /// <param name="text">A string constant of somebody's code.</param>
    /// <returns>What is wrong and where in the body; null when it is no such body, or a good one.</returns>
    public static string? FirstMistakeOf(string text)
    {
        // Most strings are not bodies: look for the one name every body has before parsing or loading anything.
        if (!text.TrimStart().StartsWith("{", StringComparison.Ordinal) || !text.Contains("\"contents\""))
        {
            return null;
        }

        var findings = new DiagnosticBag("body");
        var root = JsonParser.Parse(text, findings, out _);
        return root is null || findings.Count > 0 || root.Find("contents") is null
            ? null
            : Loaded.Value.Message(root, "GenerateContentRequest", "");
    }

    private string? Message(JsonNode node, string name, string path)
    {
        if (node.Kind != JsonKind.Object)
        {
            return $"{Place(path)} must be an object";
        }

        var definition = messages[name];
        foreach (var member in node.Members)
        {
            var property = definition.Properties.FirstOrDefault(each => Is(each, member.Name));
            var at = path.Length == 0 ? member.Name : path + "." + member.Name;
            var mistake =
                property is null ? $"{at} is not a field of {definition.SchemaName}{Elsewhere(member.Name)}"
                : property.ReadOnly ? $"{at} is set by the service, not by the caller"
                : Value(member.Value, property.Type, property, at);
            if (mistake is not null)
            {
                return mistake;
            }
        }

        return definition
            .Properties.Where(property => property.Required && !node.Members.Any(member => Is(property, member.Name)))
            .Select(property => $"{Place(path)} lacks the required {property.JsonName}")
            .FirstOrDefault();
    }

    private string? Value(JsonNode node, TypeReference type, PropertyDefinition? property, string path) =>
        type.Kind switch
        {
            TypeKind.Message => Message(node, type.Name!, path),
            TypeKind.Enum => Enum(node, enums[type.Name!], property, path),
            TypeKind.List when node.Kind != JsonKind.Array => $"{path} must be an array",
            TypeKind.List => node
                .Items.Select((item, index) => Value(item, type.Element!, property, $"{path}[{index}]"))
                .FirstOrDefault(mistake => mistake is not null),
            TypeKind.Boolean when node.Kind != JsonKind.Boolean => $"{path} must be true or false",
            TypeKind.String
            or TypeKind.Base64
            or TypeKind.Timestamp
            or TypeKind.Duration when node.Kind != JsonKind.String => $"{path} must be a string",
            TypeKind.AnyObject or TypeKind.Map when node.Kind != JsonKind.Object => $"{path} must be an object",
            TypeKind.Int32
            or TypeKind.Int64
            or TypeKind.Single
            or TypeKind.Double when node.Kind is not (JsonKind.Number or JsonKind.String) => $"{path} must be a number",
            _ => null,
        };

    private static string? Enum(JsonNode node, EnumDefinition definition, PropertyDefinition? property, string path)
    {
        if (definition.IsInteger)
        {
            return node.Kind == JsonKind.Number ? null : $"{path} must be a number";
        }

        if (node.Kind != JsonKind.String)
        {
            return $"{path} must be a string";
        }

        var allowed = definition
            .Values.Where(value =>
                property is null || property.AllowedValues.IsEmpty || property.AllowedValues.Contains(value.Text)
            )
            .ToList();
        return allowed.Any(value =>
            value.Text == node.Text || value.Spellings.Any(spelling => spelling.Text == node.Text)
        )
            ? null
            : $"\"{node.Text}\" is not a value of {path}, which takes {string.Join(", ", allowed.Select(value => value.Text))}";
    }

    // The commonest slip is a field at the wrong level: say where it belongs.
    private string Elsewhere(string name)
    {
        var owners = messages
            .Values.Where(message =>
                message.Direction.HasFlag(MessageDirection.Request) && message.Properties.Any(each => Is(each, name))
            )
            .Select(message => message.SchemaName)
            .OrderBy(owner => owner, StringComparer.Ordinal)
            .Take(3)
            .ToList();
        return owners.Count == 0 ? "" : $" (it belongs to {string.Join(", ", owners)})";
    }

    // Requests may use snake_case, as proto3 JSON allows.
    private static bool Is(PropertyDefinition property, string name) =>
        property.JsonName == name
        || (
            name.Contains("_")
            && string.Equals(property.JsonName, name.Replace("_", ""), StringComparison.OrdinalIgnoreCase)
        );

    private static string Place(string path) => path.Length == 0 ? "the body" : path;

    private static SchemaModel Load()
    {
        const string Name = "generate-content.schema.json";
        return SchemaReader.Read(Name, EmbeddedFile.Text(Name)).Model;
    }
}
