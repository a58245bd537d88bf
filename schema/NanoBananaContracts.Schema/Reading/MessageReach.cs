namespace NanoBananaContracts.Schema;

/// <summary>Which messages the operations send and read.</summary>
internal static class MessageReach
{
    /// <summary>
    /// The messages with the sides that reach them. What only the service sets is not sent, what only we set is not
    /// read, so those properties lead nowhere on the other side.
    /// </summary>
    public static List<MessageDefinition> Directed(
        List<MessageDefinition> messages,
        List<OperationDefinition> operations
    )
    {
        var byName = new Dictionary<string, MessageDefinition>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            byName[message.Name] = message;
        }

        var sent = new HashSet<string>(StringComparer.Ordinal);
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            Reach(operation.Request, byName, sent, property => !property.ReadOnly);
            Reach(operation.Response, byName, read, property => !property.WriteOnly);
        }

        return messages.ConvertAll(message =>
            message with
            {
                Direction =
                    (sent.Contains(message.Name) ? MessageDirection.Request : MessageDirection.None)
                    | (read.Contains(message.Name) ? MessageDirection.Response : MessageDirection.None),
            }
        );
    }

    private static void Reach(
        string start,
        Dictionary<string, MessageDefinition> byName,
        HashSet<string> reached,
        Func<PropertyDefinition, bool> counts
    )
    {
        var open = new Stack<string>();
        open.Push(start);
        while (open.Count > 0)
        {
            var name = open.Pop();
            if (!byName.TryGetValue(name, out var message) || !reached.Add(name))
            {
                continue;
            }

            foreach (var property in message.Properties)
            {
                if (counts(property) && property.Type.Innermost is { Kind: TypeKind.Message, Name: { } next })
                {
                    open.Push(next);
                }
            }

            if (message.AdditionalProperties is { } additional && additional.Innermost is { Name: { } extension })
            {
                open.Push(extension);
            }
        }
    }
}
