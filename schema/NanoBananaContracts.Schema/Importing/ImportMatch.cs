namespace NanoBananaContracts.Schema;

/// <summary>
/// Which message of the file is which message of the source, and which enum is fed by which lists of values. Found by
/// walking both from the operations' messages along equal property names, because names change: Google has called one
/// message <c>V1alphaSegment</c> and <c>V1betaSegment</c> and meant the same.
/// </summary>
internal sealed class ImportMatch(TargetSchema target, SourceDocument source)
{
    private readonly Dictionary<JsonNode, SourceMessage> sourceOf = [];
    private readonly Dictionary<string, JsonNode> targetOf = new(StringComparer.Ordinal);
    private readonly Dictionary<JsonNode, List<EnumUse>> uses = [];
    private readonly Queue<JsonNode> pending = new();
    private readonly List<JsonNode> order = [];

    /// <summary>Matched messages of the file, in the order in which they were reached.</summary>
    public IReadOnlyList<JsonNode> Messages => order;

    /// <summary>Enums of the file with the source's lists of values that feed them.</summary>
    public IReadOnlyDictionary<JsonNode, List<EnumUse>> Enums => uses;

    /// <summary>The source's message for one of the file's, or null.</summary>
    /// <param name="message">A message of the file.</param>
    public SourceMessage? SourceOf(JsonNode message) => sourceOf.TryGetValue(message, out var found) ? found : null;

    /// <summary>The file's message for one of the source's, or null.</summary>
    /// <param name="name">Name in the source.</param>
    public JsonNode? TargetOf(string name) => targetOf.TryGetValue(name, out var found) ? found : null;

    /// <summary>Matches two messages, and all that hangs on them.</summary>
    /// <param name="message">A message of the file.</param>
    /// <param name="found">Its counterpart.</param>
    public void Pair(JsonNode message, SourceMessage found)
    {
        Enqueue(message, found);
        while (pending.Count > 0)
        {
            var next = pending.Dequeue();
            var counterpart = sourceOf[next];
            foreach (var property in target.PropertiesOf(next))
            {
                if (counterpart.Find(property.Name) is { } same)
                {
                    Unify(target.TypeOf(property.Value), same.Type);
                }
            }
        }
    }

    /// <summary>Lets a list of values of the source feed an enum of the file.</summary>
    /// <param name="enumeration">The enum.</param>
    /// <param name="type">The source's enum.</param>
    /// <param name="spelling">Spelling of the property it stands at, or null.</param>
    public void Feed(JsonNode enumeration, SourceType type, string? spelling)
    {
        if (!uses.TryGetValue(enumeration, out var list))
        {
            uses.Add(enumeration, list = []);
        }

        list.Add(new EnumUse(type, spelling));
    }

    /// <summary>True when the file's type says the same as the source's, or says it more exactly.</summary>
    /// <param name="ours">Type in the file.</param>
    /// <param name="theirs">Type in the source.</param>
    public bool Agree(TargetType ours, SourceType theirs) =>
        theirs.Kind switch
        {
            WireKind.Dangling or WireKind.Any => true,
            _ when ours.Kind is WireKind.Any or WireKind.Dangling => true,
            WireKind.AnyObject => ours.Kind is WireKind.AnyObject or WireKind.Map or WireKind.Message,
            WireKind.Boolean => ours.Kind == WireKind.Boolean,
            WireKind.Integer when ours is { Kind: WireKind.Enum, Node: { } node } => node.TextOf("type") == "integer",
            WireKind.Integer or WireKind.Number => ours.Kind == theirs.Kind
                && (theirs.Format is null || theirs.Format == ours.Format),
            // A format in words changes nothing of what is read and written.
            WireKind.String when theirs.Format is null || SourceFacts.IsInWords(theirs.Format) => ours.Kind
                is WireKind.String
                    or WireKind.Enum,
            WireKind.String => ours.Kind == WireKind.String && theirs.Format == ours.Format,
            WireKind.Enum => ours.Kind == WireKind.Enum,
            WireKind.Message => ours.Kind == WireKind.AnyObject
                || (ours is { Kind: WireKind.Message, Node: { } node } && SourceOf(node)?.Name == theirs.Name),
            _ => ours.Kind == theirs.Kind && Agree(ours.Element!, theirs.Element!),
        };

    private void Unify(TargetType ours, SourceType theirs)
    {
        switch (theirs.Kind)
        {
            case WireKind.List or WireKind.Map when ours.Kind == theirs.Kind:
                Unify(ours.Element!, theirs.Element!);
                break;
            case WireKind.Message when ours is { Kind: WireKind.Message, Node: { } message }:
                if (IsSame(message, theirs.Name!))
                {
                    Enqueue(message, source.Find(theirs.Name!)!);
                }

                break;
            case WireKind.Enum when ours is { Kind: WireKind.Enum, Node: { } values }:
                Feed(values, theirs, ours.Spelling);
                break;
        }
    }

    /// <summary>
    /// True when a reference of ours and one of theirs, at the same property, are one message: by name, or by place
    /// where the name of neither belongs to another message on the other side.
    /// </summary>
    private bool IsSame(JsonNode message, string theirs)
    {
        var ours = target.NameOf(message);
        if (targetOf.TryGetValue(theirs, out var already))
        {
            return already == message;
        }

        return ours == theirs
            || (
                !sourceOf.ContainsKey(message)
                && source.Find(ours) is null
                && !(target.Find(theirs) is { } other && TargetSchema.IsMessage(other))
            );
    }

    private void Enqueue(JsonNode message, SourceMessage found)
    {
        if (!sourceOf.ContainsKey(message))
        {
            sourceOf.Add(message, found);
            targetOf[found.Name] = message;
            order.Add(message);
            pending.Enqueue(message);
        }
    }
}

/// <summary>A list of values in the source that feeds an enum of the file.</summary>
/// <param name="Type">The source's enum.</param>
/// <param name="Spelling">Spelling of the property it stands at, or null.</param>
internal sealed record EnumUse(SourceType Type, string? Spelling);
