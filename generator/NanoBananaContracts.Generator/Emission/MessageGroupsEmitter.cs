using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits what tells apart the fields of which one is set: which it is, and a way to make a message with it.</summary>
internal sealed class MessageGroupsEmitter(MessageShape shape, SourceWriter writer)
{
    private readonly MessageDefinition message = shape.Definition;

    // A field may be one of two groups; it is made once.
    private readonly HashSet<string> made = new(StringComparer.Ordinal);

    /// <summary>Writes them.</summary>
    public void Emit()
    {
        foreach (var group in message.OneOfGroups)
        {
            var name = group.Name;
            var cases = ReservedNames.CasesOf(name);
            var inGroup = shape.Surface.Where(member => group.Properties.Contains(member.Property.JsonName)).ToArray();
            writer.Line("/// <summary>Which of the fields that are told apart by their presence is set.</summary>");
            writer.Open($"public enum {cases}");
            writer.Lines(
                """
                /// <summary>None of them.</summary>
                None = 0,
                """
            );
            for (var j = 0; j < inGroup.Length; j++)
            {
                writer.Line().Line($"/// <summary>{CSharpText.Xml($"`{inGroup[j].Property.JsonName}`.")}</summary>");
                EmittedFile.Obsolete(writer, inGroup[j].Property.Deprecated);
                writer.Line($"{inGroup[j].Identifier} = {CSharpText.Integer(j + 1)},");
            }

            writer.Close().Line();
            writer.Line(
                "/// <summary>Which field is set; the first in the order of the schema where there are several.</summary>"
            );
            writer.Line($"public {cases} {CSharpText.Identifier(name)} =>").Indent();
            foreach (var member in inGroup)
            {
                writer.Line($"{member.IsSet} ? {cases}.{member.Identifier} :");
            }

            writer.Line($"{cases}.{ReservedNames.NoCase};").Outdent().Line();
            EmitFactories(group, inGroup);
        }
    }

    private void EmitFactories(OneOfGroup group, MessageField[] inGroup)
    {
        var requiredBeside = shape.Surface.Any(member =>
            member.Property.Required && !group.Properties.Contains(member.Property.JsonName)
        );
        // A message is its group only where the group must be set; elsewhere these are two settings among others.
        if (requiredBeside || !group.Exclusive || !group.Required)
        {
            return;
        }

        foreach (var member in inGroup.Where(member => !member.IsSetByServiceOnly && made.Add(member.Property.Name)))
        {
            var parameter = CSharpText.Parameter(member.Property.Name);
            writer
                .Line(
                    $"/// <summary>{CSharpText.Xml($"A {message.Name} with only `{member.Property.JsonName}` set.")}</summary>"
                )
                .Line(
                    $"/// <param name=\"{parameter.TrimStart('@')}\">{CSharpText.Xml(member.Property.Description ?? $"The field `{member.Property.JsonName}`.")}</param>"
                );
            EmittedFile.Obsolete(writer, member.Property.Deprecated);
            writer
                .Line(
                    $"public static {message.Name} {ReservedNames.MakerOf(member.Property.Name)}({shape.Types.Of(member.Property.Type)} {parameter}) => new() {{ {member.Identifier} = {parameter} }};"
                )
                .Line();
        }
    }
}
