namespace NanoBananaContracts.Schema;

/// <summary>Which side of the contract sees a message or an enum.</summary>
internal sealed class SchemaReach
{
    private readonly Dictionary<string, MessageDirection> directions = new(StringComparer.Ordinal);
    private readonly bool known;

    /// <summary>Finds out for a whole model.</summary>
    /// <param name="model">The model.</param>
    public SchemaReach(SchemaModel model)
    {
        // Without operations nobody knows who sends what: everything may be both.
        known = !model.Operations.IsEmpty;
        foreach (var message in model.Messages)
        {
            Add(message.Name, message.Direction);
            foreach (var property in message.Properties)
            {
                Add(property.Type, On(message.Direction, property));
            }

            if (message.AdditionalProperties is { } additional)
            {
                Add(additional, message.Direction);
            }
        }
    }

    /// <summary>The sides that see a type.</summary>
    /// <param name="name">C# name of a message or an enum.</param>
    public MessageDirection Of(string name) =>
        !known ? MessageDirection.Both
        : directions.TryGetValue(name, out var direction) ? direction
        : MessageDirection.None;

    /// <summary>The sides that see a property, out of those that see its message.</summary>
    /// <param name="message">Sides that see the message.</param>
    /// <param name="property">The property.</param>
    public static MessageDirection On(MessageDirection message, PropertyDefinition property) =>
        message
        & ~(
            property.ReadOnly ? MessageDirection.Request
            : property.WriteOnly ? MessageDirection.Response
            : MessageDirection.None
        );

    private void Add(TypeReference type, MessageDirection direction)
    {
        if (type.Innermost is { Kind: TypeKind.Enum, Name: { } name })
        {
            Add(name, direction);
        }
    }

    private void Add(string name, MessageDirection direction)
    {
        directions.TryGetValue(name, out var already);
        directions[name] = already | direction;
    }
}
