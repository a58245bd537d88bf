using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Pipeline;

/// <summary>
/// Which file each type goes to. The compiler pays for every emitted file at every keystroke, so a small type has none
/// of its own: one that mentions no other type and is mentioned by a single message stands below that message. Looking
/// no further than that keeps files small, and lets no edit move a type but one that adds or removes a mention of it.
/// </summary>
internal sealed class FileLayout
{
    private readonly Dictionary<string, string> fileOf = new(StringComparer.Ordinal);
    private readonly List<string> files = [];

    /// <summary>Lays out the types of a schema.</summary>
    public FileLayout(SchemaModel schema)
    {
        var mentionsOther = new HashSet<string>(StringComparer.Ordinal);
        var mentionedBy = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var message in schema.Messages)
        {
            foreach (var property in message.Properties)
            {
                Mention(message.Name, property.Type);
            }

            if (message.AdditionalProperties is { } additional)
            {
                Mention(message.Name, additional);
            }
        }

        foreach (var operation in schema.Operations)
        {
            mentionedBy[operation.Request] = null;
            mentionedBy[operation.Response] = null;
        }

        foreach (var message in schema.Messages)
        {
            Place(message.Name);
        }

        foreach (var definition in schema.Enums)
        {
            Place(definition.Name);
        }

        void Mention(string message, TypeReference type)
        {
            if (type.Innermost.Name is { } name)
            {
                mentionsOther.Add(message);
                mentionedBy[name] = mentionedBy.TryGetValue(name, out var first) && first != message ? null : message;
            }
        }

        void Place(string type)
        {
            var below =
                mentionsOther.Contains(type) ? null
                : mentionedBy.TryGetValue(type, out var only) ? only
                : null;
            fileOf.Add(type, below ?? type);
            if (below is null)
            {
                files.Add(type);
            }
        }
    }

    /// <summary>The files, each by the type it is named after.</summary>
    public IReadOnlyList<string> Files => files;

    /// <summary>The file of a type, by the type the file is named after.</summary>
    /// <param name="type">C# name of a message or an enum of the schema.</param>
    public string FileOf(string type) => fileOf[type];
}
