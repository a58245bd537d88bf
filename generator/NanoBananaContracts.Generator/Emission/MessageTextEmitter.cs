using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits the text of a message for people: what the compiler's <c>ToString</c> asks for, with the fields that are set.</summary>
internal sealed class MessageTextEmitter(MessageShape shape, SourceWriter writer)
{
    /// <summary>Writes the method. What is absent, and what its name is, the runtime sees for itself.</summary>
    public void Emit()
    {
        writer.Open("private bool PrintMembers(NbcSys::Text.StringBuilder builder)");
        writer.Line($"var text = new {RecordText}(builder);");
        foreach (var member in shape.Surface)
        {
            // What is only ever sent is for the service alone: a credential, as a rule.
            var add = member.Property.WriteOnly ? "AddHidden" : "Add";
            writer.Line($"text.{add}({member.Identifier});");
        }

        if (shape.Definition.AdditionalProperties is not null)
        {
            writer.Line("text.Add(AdditionalProperties);");
        }

        writer.Line("text.Add(UnknownFields);").Line("return text.HasFields;").Close().Line();
    }
}
