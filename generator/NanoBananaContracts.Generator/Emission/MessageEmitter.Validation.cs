using System.Collections.Generic;
using System.Linq;
using NanoBananaContracts.Schema;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <content>The validator.</content>
internal sealed partial class MessageEmitter
{
    private readonly List<string> patterns = [];

    private void EmitValidator()
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public void Validate({Validator} validator)");
        writer.Lines(
            """
            var unknown = UnknownFields;
            if (unknown is not null)
            {
                if (unknown.IsReplacement)
                {
                    validator.WrongType("", "an object", unknown.Replacement);
                    return;
                }

            """
        );
        var more = message.AdditionalProperties is { } typed
            ? ", " + CSharpText.Literal(CSharpTypes.Expected(typed))
            : "";
        var closed = message.ClosedToUnknown ? "true" : "false";
        writer
            .Indent()
            .Line()
            .Line($"validator.Unknown(unknown, this, {CSharpText.Literal(message.Name)}, {closed}{more});")
            .Close()
            .Line();
        foreach (var member in Surface)
        {
            EmitValidateProperty(member);
        }

        foreach (var group in message.OneOfGroups)
        {
            EmitValidateGroup(group);
        }

        if (message.AdditionalProperties is { } extension && NeedsCheck(extension, null))
        {
            writer.Open("foreach (var additional in AdditionalProperties)");
            writer.Line("validator.Enter(additional.Key);");
            EmitCheck(extension, "additional.Value", "\"\"", new Place(null, [], "Additional"), 0);
            writer.Line("validator.Leave();").Close().Line();
        }

        writer.Close().Line();
    }

    private void EmitValidateGroup(OneOfGroup group)
    {
        var inGroup = Surface.Where(member => group.Properties.Contains(member.Property.JsonName)).ToArray();
        var names = CSharpText.Literal(string.Join(", ", group.Properties));
        writer.Line("validator.OneOf(").Indent();
        for (var i = 0; i < inGroup.Length; i++)
        {
            var last = i == inGroup.Length - 1 ? "," : " +";
            writer.Line(
                $"({IsSet(inGroup[i])} || {UnknownFields}.Holds(unknown, this, {Number(inGroup[i].Index)}) ? 1 : 0){last}"
            );
        }

        if (inGroup.Length == 0)
        {
            writer.Line("0,");
        }

        writer
            .Line($"{(group.Required ? "true" : "false")}, {(group.Exclusive ? "true" : "false")}, {names});")
            .Outdent();
    }

    private void EmitValidateProperty(Member member)
    {
        var property = member.Property;
        var name = CSharpText.Identifier(member.Name);
        var wire = CSharpText.Literal(property.JsonName);
        var number = Number(member.Index);
        if (property.Required && !(property.ReadOnly && message.Direction == MessageDirection.Both))
        {
            writer.Open($"if (!({IsSet(member)}) && !{UnknownFields}.Holds(unknown, this, {number}))");
            writer.Line($"validator.Missing({wire});").Close().Line();
        }

        if (property.ReadOnly && message.Direction == MessageDirection.Both)
        {
            writer.Open($"if ({IsSet(member)})");
            writer.Line($"validator.SetByServiceOnly({wire});").Close().Line();
        }

        var place = new Place(property.Constraints, property.AllowedValues, number);
        if (!NeedsCheck(property.Type, place) && property.ConstJson is null)
        {
            return;
        }

        if (property.Type.Kind is TypeKind.List or TypeKind.Map)
        {
            writer.Open($"if (!{name}.IsAbsent)");
            EmitCheck(property.Type, name, wire, place, 0);
        }
        else
        {
            var absent = property.Type.Kind is TypeKind.Any or TypeKind.AnyObject ? $" && !value{number}.IsAbsent" : "";
            writer.Open($"if ({name} is {{ }} value{number}{absent})");
            EmitCheck(property.Type, "value" + number, wire, place, 0);
            if (property.ConstJson is { } only)
            {
                writer.Line(
                    $"validator.Const({wire}, {IsConst(property.Type, "value" + number, only)}, {CSharpText.Literal(only)});"
                );
            }
        }

        writer.Close().Line();
    }

    /// <summary>True when a value of this type has anything to check here.</summary>
    private static bool NeedsCheck(TypeReference type, Place? place) =>
        type.Kind switch
        {
            TypeKind.Message or TypeKind.Enum or TypeKind.Base64 => true,
            TypeKind.List or TypeKind.Map => HasBounds(place?.Bounds)
                || NeedsCheck(type.Element!, new Place(type.ElementConstraints, [], "")),
            _ => HasBounds(place?.Bounds),
        };

    private static bool HasBounds(Constraints? bounds) => bounds is not null && bounds != Constraints.None;

    /// <summary>What a value has to keep to at its place.</summary>
    private sealed record Place(Constraints? Bounds, EquatableArray<string> Allowed, string Suffix);
}
