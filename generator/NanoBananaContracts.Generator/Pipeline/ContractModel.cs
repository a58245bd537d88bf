using System;
using System.Collections.Generic;
using System.Linq;
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
        var enums = new Dictionary<string, EnumDefinition>(StringComparer.Ordinal);
        foreach (var definition in Schema.Enums)
        {
            enums[definition.Name] = definition;
        }

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

    /// <summary>What the file of the operations depends on; none where there are no operations.</summary>
    public IEnumerable<OperationsUnit> Operations()
    {
        if (!Schema.Operations.IsEmpty)
        {
            // Names of files do not tell case apart.
            var types = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            types.UnionWith(Schema.Messages.Select(message => message.Name));
            types.UnionWith(Schema.Enums.Select(definition => definition.Name));
            yield return new OperationsUnit(Options, CSharpText.Unique("ContractOperations", types), Schema.Operations);
        }
    }

    private static EquatableArray<EnumMembers> NarrowedEnums(
        MessageDefinition message,
        Dictionary<string, EnumDefinition> enums
    )
    {
        var narrowed = new SortedDictionary<string, EnumMembers>(StringComparer.Ordinal);
        foreach (var property in message.Properties)
        {
            var leaf = property.Type.Innermost;
            if (
                property.AllowedValues.IsEmpty
                || leaf.Name is null
                || narrowed.ContainsKey(leaf.Name)
                || !enums.TryGetValue(leaf.Name, out var definition)
            )
            {
                continue;
            }

            narrowed.Add(
                leaf.Name,
                new EnumMembers(
                    leaf.Name,
                    new EquatableArray<EnumMember>(
                        definition.Values.Select(value => new EnumMember(value.Text, value.Name))
                    )
                )
            );
        }

        return new EquatableArray<EnumMembers>(narrowed.Values);
    }
}
