using NanoBananaContracts.Generator.Emission;
using NanoBananaContracts.Generator.Units;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Pipeline;

/// <summary>A schema's model with what the project says about it. An edit that leaves it equal ends here.</summary>
/// <param name="Options">What the project says.</param>
/// <param name="Schema">The model.</param>
internal sealed record ContractModel(ContractOptions Options, SchemaModel Schema)
{
    /// <summary>What each file of types depends on.</summary>
    public IEnumerable<FileUnit> Files()
    {
        var enums = Schema.Enums.ToDictionary(
            definition => definition.Name,
            definition => new EnumIndex(definition),
            StringComparer.Ordinal
        );

        var files = new FileLayout(Schema);
        var messagesOf = Schema.Messages.ToLookup(
            message => files.FileOf(message.Name),
            message => new MessageUnit(Options, message, NarrowedEnums(message, enums)),
            StringComparer.Ordinal
        );
        var enumsOf = Schema.Enums.ToLookup(definition => files.FileOf(definition.Name), StringComparer.Ordinal);
        foreach (var file in files.Files)
        {
            yield return new FileUnit(
                Options,
                file,
                // The type that names the file comes first.
                new EquatableArray<MessageUnit>(messagesOf[file].OrderBy(unit => unit.Message.Name != file)),
                new EquatableArray<EnumDefinition>(enumsOf[file])
            );
        }
    }

    /// <summary>What the file of the dialects depends on; none where there is no message to write.</summary>
    public IEnumerable<DialectsUnit> Dialects()
    {
        if (!Schema.Messages.IsEmpty)
        {
            yield return new DialectsUnit(Options, Schema.Dialects);
        }
    }

    /// <summary>What the file of the operations depends on; none where there are no operations.</summary>
    public IEnumerable<OperationsUnit> Operations()
    {
        if (!Schema.Operations.IsEmpty)
        {
            // Names of files do not tell case apart.
            var types = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            types.UnionWith(Schema.Messages.Select(message => message.Name));
            types.UnionWith(Schema.Enums.Select(definition => definition.Name));
            // Nor can a member be named like its class.
            types.UnionWith(Schema.Operations.Select(operation => operation.Name));
            yield return new OperationsUnit(Options, CSharpText.Unique("ContractOperations", types), Schema.Operations);
        }
    }

    /// <summary>
    /// Of each enum that the message narrows, no more values than it takes to say what is allowed: an enum may be large,
    /// and narrowed in many messages.
    /// </summary>
    private static EquatableArray<EnumMembers> NarrowedEnums(
        MessageDefinition message,
        Dictionary<string, EnumIndex> enums
    )
    {
        var narrowed = new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        foreach (var property in message.Properties)
        {
            var leaf = property.Type.Innermost;
            var only = property.ConstJson is null ? null : JsonLiteral.EnumText(property.ConstJson);
            if (
                property.AllowedValues.IsEmpty && only is null
                || leaf.Name is null
                || !enums.TryGetValue(leaf.Name, out var index)
            )
            {
                continue;
            }

            if (!narrowed.TryGetValue(leaf.Name, out var needed))
            {
                narrowed.Add(leaf.Name, needed = []);
            }

            needed.UnionWith(index.Needed(property.AllowedValues));
            if (only is not null)
            {
                needed.UnionWith(index.Needed(new EquatableArray<string>([only])));
            }
        }

        return new EquatableArray<EnumMembers>(narrowed.Select(pair => enums[pair.Key].Members(pair.Value)));
    }

    /// <summary>Where the values of an enum stand in it.</summary>
    private sealed class EnumIndex(EnumDefinition definition)
    {
        private readonly Lazy<Dictionary<string, int>> places = new(() =>
        {
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < definition.Values.Count; i++)
            {
                places[definition.Values[i].Text] = i;
            }

            return places;
        });

        /// <summary>Places of the values that say what is allowed.</summary>
        public IEnumerable<int> Needed(EquatableArray<string> allowed) =>
            allowed.Count > definition.Values.Count / 2
                ? Enumerable.Range(0, definition.Values.Count)
                : allowed
                    .Select(text => places.Value.TryGetValue(text, out var place) ? place : -1)
                    .Where(place => place >= 0);

        /// <summary>The values at some places.</summary>
        public EnumMembers Members(IEnumerable<int> needed) =>
            new(
                definition.Name,
                definition.Values.Count,
                new EquatableArray<EnumMember>(
                    needed.Select(place => new EnumMember(definition.Values[place].Text, definition.Values[place].Name))
                )
            );
    }
}
