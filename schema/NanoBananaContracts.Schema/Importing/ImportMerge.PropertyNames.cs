using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Schema;

/// <summary>
/// This part sees to the C# names of new properties, so that what an import writes is a schema that still builds.
/// </summary>
internal sealed partial class ImportMerge
{
    /// <summary>The names in a message of the file.</summary>
    private PropertyNames NamesIn(JsonNode message, SourceMessage counterpart)
    {
        var key = target.NameOf(message);
        var record = target.IsDefinition(message) ? CSharpName.Pascal(key) : "";
        var isExtended = message.Find("additionalProperties")?.Value is { Kind: JsonKind.Object };
        var taken = new PropertyNames(key, TargetSchema.Text(message, "x-name") ?? record, isExtended, counterpart);
        foreach (var property in target.PropertiesOf(message))
        {
            taken.WireNames[TargetSchema.Text(property.Value, "x-name") ?? CSharpName.Pascal(property.Name)] =
                property.Name;
        }

        return taken;
    }

    /// <summary>Adds a property of the source under a name that C# allows there, or leaves it out where it has one already.</summary>
    /// <param name="added">Takes the property.</param>
    /// <param name="property">The property.</param>
    /// <param name="taken">The names in its message; takes the new one.</param>
    /// <returns>True when it was added.</returns>
    private bool AddProperty(MemberChange added, SourceProperty property, PropertyNames taken)
    {
        var name = CSharpName.Pascal(property.Name);
        if (taken.WireNames.TryGetValue(name, out var other))
        {
            diagnostics.Report(
                SchemaImportRules.SourceNameClash,
                property.Mark,
                $"{taken.Message}.{property.Name} and {other}, which is there already, make the same C# name, {name}.",
                $"{property.Name} was left out."
            );
            return false;
        }

        string? given = null;
        if (ReservedNames.InMessage(name, taken.Record, taken.IsExtended))
        {
            given = name + "Value";
            for (var number = 2; taken.Has(given); number++)
            {
                given = FormattableString.Invariant($"{name}Value{number}");
            }

            diagnostics.Report(
                SchemaImportRules.SourceNameClash,
                property.Mark,
                $"{taken.Message}.{property.Name} would be named {name} in C#, which the record needs for itself.",
                $"It came in with the x-name {given}."
            );
        }

        taken.WireNames.Add(given ?? name, property.Name);
        added.Add(property.Name, NewProperty(property, taken.Message, given));
        return true;
    }

    /// <summary>C# names in one message.</summary>
    /// <param name="message">Key of the message.</param>
    /// <param name="record">Its own C# name; empty where it is written in place.</param>
    /// <param name="isExtended">True where it types the fields that are not named.</param>
    /// <param name="counterpart">The message of the source, whose names are not to be taken by others.</param>
    private sealed class PropertyNames(string message, string record, bool isExtended, SourceMessage counterpart)
    {
        public string Message => message;

        public string Record => record;

        public bool IsExtended => isExtended;

        /// <summary>Wire name of each property by its C# name.</summary>
        public Dictionary<string, string> WireNames { get; } = new(StringComparer.Ordinal);

        /// <summary>True when a property has the name, or is about to come in under it.</summary>
        public bool Has(string name)
        {
            if (WireNames.ContainsKey(name))
            {
                return true;
            }

            foreach (var property in counterpart.Properties)
            {
                if (CSharpName.Pascal(property.Name) == name)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
