using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Conformance.Live;

/// <summary>Finds the line of the schema that speaks of a place in a reply.</summary>
internal sealed class SchemaPlaces
{
    private readonly Dictionary<string, MessageDefinition> messages;
    private readonly Dictionary<string, EnumDefinition> enums;

    public SchemaPlaces(SchemaModel model)
    {
        messages = model.Messages.ToDictionary(message => message.Name, StringComparer.Ordinal);
        enums = model.Enums.ToDictionary(definition => definition.Name, StringComparer.Ordinal);
    }

    /// <summary>The line to change.</summary>
    /// <param name="root">C# name of the message the path starts in.</param>
    /// <param name="path">Wire names with indexes, such as <c>candidates[0].content</c>.</param>
    /// <param name="ofEnum">Whether the value of the enum is meant, and not the property that holds it.</param>
    /// <returns>
    /// The line of the property; of the enum where that is meant; of the message that lacks the property where the
    /// schema has none; <see langword="null"/> where the path leaves the schema (free-form JSON).
    /// </returns>
    public int? Line(string root, string path, bool ofEnum = false)
    {
        var message = messages.GetValueOrDefault(root);
        var line = message?.Mark.Line;
        foreach (var name in Names(path))
        {
            if (message is null)
            {
                return line;
            }

            var property = message.Properties.FirstOrDefault(candidate => candidate.JsonName == name);
            if (property is null)
            {
                return message.Mark.Line;
            }

            line = property.Mark.Line;
            var type = property.Type;
            while (type.Element is not null)
            {
                type = type.Element;
            }

            message = type.Kind == TypeKind.Message ? messages.GetValueOrDefault(type.Name!) : null;
            if (ofEnum && type.Kind == TypeKind.Enum)
            {
                line = enums[type.Name!].Mark.Line;
            }
        }

        return line;
    }

    private static IEnumerable<string> Names(string path) =>
        path.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(segment => segment.Split('[')[0]);
}
