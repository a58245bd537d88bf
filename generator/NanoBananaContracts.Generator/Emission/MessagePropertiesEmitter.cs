using NanoBananaContracts.Schema;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits the properties of a message.</summary>
internal sealed class MessagePropertiesEmitter(MessageShape shape, SourceWriter writer)
{
    private readonly CSharpTypes types = shape.Types;

    /// <summary>Writes them.</summary>
    public void Emit()
    {
        foreach (var member in shape.Surface)
        {
            var property = member.Property;
            EmittedFile.Summary(writer, property.Description, $"The field `{property.JsonName}`.");
            if (Facts(member).ToArray() is { Length: > 0 } facts)
            {
                writer.Line($"/// <remarks>{CSharpText.Xml(string.Join(" ", facts))}</remarks>");
            }

            EmittedFile.Obsolete(writer, property.Deprecated);
            // C# wants a required member to be settable wherever the type is made.
            var required = property.Required && !member.IsSetByServiceOnly ? "required " : "";
            var accessor = member.IsSetByServiceOnly ? "private init" : "init";
            writer
                .Line($"public {required}{types.OfProperty(property.Type)} {member.Identifier} {{ get; {accessor}; }}")
                .Line();
        }

        if (shape.Definition.AdditionalProperties is { } extension)
        {
            writer
                .Line("/// <summary>Fields beside the named ones, by name.</summary>")
                .Line($"public {ValueMap}<{types.Of(extension)}> AdditionalProperties {{ get; init; }}")
                .Line();
        }

        writer.Line("/// <inheritdoc/>").Line($"public {UnknownFields}? UnknownFields {{ get; init; }}").Line();
    }

    private static IEnumerable<string> Facts(MessageField member)
    {
        var property = member.Property;
        if (!string.Equals(property.JsonName, property.Name, StringComparison.OrdinalIgnoreCase))
        {
            yield return $"`{property.JsonName}` on the wire.";
        }

        if (property.Required)
        {
            yield return "Required when sent; null when it was read without.";
        }

        if (property.ReadOnly)
        {
            yield return "Only the service sets it.";
        }

        if (property.WriteOnly)
        {
            yield return "Only sent, never answered.";
        }

        if (!property.Providers.IsEmpty)
        {
            yield return EmittedFile.KnownTo(property.Providers);
        }

        if (property.Nullable)
        {
            yield return "May be null in JSON; that is kept and written back.";
        }

        if (property.DefaultJson is { } byDefault)
        {
            yield return $"When absent the service assumes `{byDefault}`.";
        }

        if (property.ConstJson is { } only)
        {
            yield return $"Only `{only}` is allowed.";
        }

        if (!property.AllowedValues.IsEmpty)
        {
            yield return $"Allowed here: {string.Join(", ", property.AllowedValues.Select(value => $"`{value}`"))}.";
        }

        if (BoundsText.Describe(property.Constraints) is { Length: > 0 } bounds)
        {
            yield return bounds;
        }
    }
}
