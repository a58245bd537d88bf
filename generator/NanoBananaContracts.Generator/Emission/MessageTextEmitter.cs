using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits the text of a message for people: what the compiler's <c>ToString</c> asks for, with the fields that are set.</summary>
internal sealed class MessageTextEmitter(MessageShape shape, SourceWriter writer)
{
    /// <summary>Writes the method.</summary>
    public void Emit()
    {
        writer.Open("private bool PrintMembers(NbcSys::Text.StringBuilder builder)");
        writer.Line($"var text = new {RecordText}(builder);");
        foreach (var member in shape.Surface)
        {
            // Null is left out by the runtime; the rest has an absence of its own.
            var type = member.Property.Type;
            var condition = type.IsComposite() || type.IsRaw() ? $"if ({member.IsSet}) " : "";
            EmitAdd(condition, member.Property.Name, member.Identifier);
        }

        if (shape.Definition.AdditionalProperties is not null)
        {
            EmitAdd("if (!AdditionalProperties.IsAbsent) ", "AdditionalProperties", "AdditionalProperties");
        }

        EmitAdd("", "UnknownFields", "UnknownFields");
        writer.Line("return text.HasFields;").Close().Line();
    }

    private void EmitAdd(string condition, string name, string identifier) =>
        writer.Line($"{condition}text.Add({CSharpText.Literal(name)}, {identifier});");
}
