using NanoBananaContracts.Schema;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits what holds a message to its contract; its values are left to <see cref="ValueCheckEmitter"/>.</summary>
internal sealed class MessageValidatorEmitter(MessageShape shape, ValueCheckEmitter checks, SourceWriter writer)
{
    private readonly MessageDefinition message = shape.Definition;
    private readonly CSharpTypes types = shape.Types;

    /// <summary>Writes the method.</summary>
    public void Emit()
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public void Validate({Validator} validator)");
        var more = message.AdditionalProperties is { } typed
            ? ", " + CSharpText.Literal(CSharpTypes.Expected(typed))
            : "";
        var closed = message.ClosedToUnknown ? "true" : "false";
        writer.Line(
            $"if (!validator.Begin(UnknownFields, this, {CSharpText.Literal(message.Name)}, {closed}{more})) {{ return; }}"
        );
        foreach (var member in shape.Surface)
        {
            EmitValidateProperty(member);
        }

        foreach (var group in message.OneOfGroups)
        {
            EmitValidateGroup(group);
        }

        if (ValueCheckEmitter.HasNames(message.Constraints))
        {
            EmitNames();
        }

        if (message.AdditionalProperties is { } extension && ValueCheckEmitter.IsNeeded(extension, null))
        {
            writer.Open("foreach (var additional in AdditionalProperties)");
            writer.Line("validator.Enter(additional.Key);");
            checks.Emit(extension, "additional.Value", "\"\"", new ValuePlace(null, [], "Additional"), 0);
            writer.Line("validator.Leave();").Close().Line();
        }

        writer.Close().Line();
    }

    /// <summary>True for a message, or a list of them, that has no bounds beyond its own.</summary>
    private static bool IsPlainMessage(TypeReference type, ValuePlace place) =>
        type.Kind == TypeKind.Message
            ? !HasBounds(place.Bounds)
            : type.Kind == TypeKind.List
                && type.Element!.Kind == TypeKind.Message
                && !HasBounds(place.Bounds)
                && !HasBounds(type.ElementConstraints);

    private static bool HasBounds(Constraints? bounds) => bounds is not null && bounds != Constraints.None;

    private void EmitNames()
    {
        writer.Line($"var names = {Checks}.NamesOf(UnknownFields, this);");
        foreach (var member in shape.Fields)
        {
            var isSet = member.IsOnSurface ? member.IsSet + " || " : "";
            writer
                .Open($"if ({isSet}{UnknownFields}.Holds(UnknownFields, this, {member.Number}))")
                .Line($"names.Add({CSharpText.Literal(member.Property.JsonName)});")
                .Close()
                .Line();
        }

        if (message.AdditionalProperties is not null)
        {
            writer.Open("foreach (var additional in AdditionalProperties)");
            writer.Line("names.Add(additional.Key);").Close().Line();
        }

        checks.EmitNameChecks("names", "\"\"", message.Constraints);
    }

    private void EmitValidateGroup(OneOfGroup group)
    {
        var inGroup = shape.Surface.Where(member => group.Properties.Contains(member.Property.JsonName)).ToArray();
        var names = CSharpText.Literal(string.Join(", ", group.Properties));
        writer.Line("validator.OneOf(").Indent();
        for (var i = 0; i < inGroup.Length; i++)
        {
            var last = i == inGroup.Length - 1 ? "," : " +";
            writer.Line(
                $"({inGroup[i].IsSet} || {UnknownFields}.Holds(UnknownFields, this, {inGroup[i].Number}) ? 1 : 0){last}"
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

    private void EmitValidateProperty(MessageField member)
    {
        var property = member.Property;
        var name = member.Identifier;
        var wire = CSharpText.Literal(property.JsonName);
        var number = member.Number;
        if (property.Required && !(member.IsSetByServiceOnly))
        {
            writer.Open($"if (!({member.IsSet}) && !{UnknownFields}.Holds(UnknownFields, this, {number}))");
            writer.Line($"validator.Missing({wire});").Close().Line();
        }

        if (member.IsSetByServiceOnly)
        {
            writer.Open($"if ({member.IsSet})");
            writer.Line($"validator.SetByServiceOnly({wire});").Close().Line();
        }

        if (!property.Providers.IsEmpty && message.Direction != MessageDirection.Response && !property.ReadOnly)
        {
            var providers = CSharpText.Literal(string.Join(", ", property.Providers));
            writer.Line($"if ({member.IsSet}) {{ validator.KnownTo({wire}, {providers}); }}").Line();
        }

        var place = new ValuePlace(property.Constraints, property.AllowedValues, number);
        if (!ValueCheckEmitter.IsNeeded(property.Type, place) && property.ConstJson is null)
        {
            return;
        }

        if (property.WriteOnly)
        {
            writer.Line("validator.Hide();");
            EmitValues(member, place);
            writer.Line("validator.Unhide();").Line();
        }
        else
        {
            EmitValues(member, place);
        }
    }

    private void EmitValues(MessageField member, ValuePlace place)
    {
        var property = member.Property;
        var name = member.Identifier;
        var wire = CSharpText.Literal(property.JsonName);
        var number = member.Number;
        if (property.ConstJson is null && IsPlainMessage(property.Type, place))
        {
            writer.Line($"{MessageFields}.Check(validator, {wire}, {name});");
            return;
        }

        if (property.Type.IsComposite())
        {
            writer.Open($"if (!{name}.IsAbsent)");
            checks.Emit(property.Type, name, wire, place, 0);
        }
        else
        {
            var absent = property.Type.IsRaw() ? $" && !value{number}.IsAbsent" : "";
            writer.Open($"if ({name} is {{ }} value{number}{absent})");
            checks.Emit(property.Type, "value" + number, wire, place, 0);
            if (property.ConstJson is { } only)
            {
                writer.Line(
                    $"validator.Const({wire}, {ConstCheck.Of(types, shape.NarrowedEnums, property.Type, "value" + number, only)}, {CSharpText.Literal(only)});"
                );
            }
        }

        writer.Close().Line();
    }
}
