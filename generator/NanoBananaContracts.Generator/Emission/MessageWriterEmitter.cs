using NanoBananaContracts.Schema;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits what writes a message.</summary>
internal sealed class MessageWriterEmitter(MessageShape shape, SourceWriter writer)
{
    /// <summary>Writes the method.</summary>
    public void Emit()
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public void WriteTo({Writer} writer)");
        writer.Lines(
            """
            var unknown = UnknownFields;
            if (!writer.BeginMessage(unknown)) { return; }
            """
        );
        foreach (var member in shape.Surface)
        {
            EmitWriteProperty(member);
        }

        if (shape.Definition.AdditionalProperties is { } extension)
        {
            writer.Open("foreach (var additional in AdditionalProperties)");
            writer.Line("writer.WriteName(additional.Key);");
            EmitWriteValue(extension, "additional.Value", null, "Additional", 0);
            writer.Close().Line();
        }

        writer.Line("writer.EndMessage(unknown, this);").Close().Line();
    }

    private void EmitWriteProperty(MessageField member)
    {
        var name = member.Identifier;
        var type = member.Property.Type;
        var number = member.Number;
        var wire = member.Property.JsonName;
        if (type.IsCommonList())
        {
            var list = type.Element!.Kind == TypeKind.Message ? "List" : "Texts";
            writer.Line($"{MessageFields}.Write{list}(writer, {CSharpText.Utf8Name(wire)}, {name});");
            return;
        }

        if (type.IsComposite())
        {
            writer.Open($"if (!{name}.IsAbsent)");
            writer.Line($"writer.WriteName({CSharpText.Utf8Name(wire)});");
            if (type.HasVerbatimLeaf())
            {
                writer.Lines(
                    $$"""
                    if (unknown is not null && unknown.TryFindVerbatim({{CSharpText.Utf8(
                        wire
                    )}}, out var text{{number}}) && {{name}} == {{Reader}}.Parse(text{{number}}.Utf8, static (ref {{Reader}} reader) => tryRead{{number}}(ref reader, out var value) ? value : default))
                    {
                        writer.WriteRawValue(text{{number}});
                    }
                    else
                    {
                    """
                );
                writer.Indent();
                EmitWriteValue(type, name, member.Property.Spelling, number, 0);
                writer.Close();
            }
            else
            {
                EmitWriteValue(type, name, member.Property.Spelling, number, 0);
            }

            writer.Close().Line();
            return;
        }

        var absent = type.IsRaw() ? $" && !value{number}.IsAbsent" : "";
        var write = type.IsVerbatim()
            ? $"writer.Write{type.ScalarName()}Value(value{number}, unknown, {CSharpText.Utf8(wire)});"
            : WriteStatement(type, "value" + number, member.Property.Spelling);
        writer.Line(
            $"if ({name} is {{ }} value{number}{absent}) {{ writer.WriteName({CSharpText.Utf8Name(wire)}); {write} }}"
        );
    }

    private static string WriteStatement(TypeReference type, string value, string? spelling) =>
        type.Kind switch
        {
            TypeKind.Message => $"{value}.WriteTo(writer);",
            TypeKind.Enum when spelling is null => $"{value}.WriteTo(writer);",
            TypeKind.Enum => $"{value}.WriteTo(writer, {CSharpText.Literal(spelling!)});",
            TypeKind.Int32 or TypeKind.Int64 => $"writer.WriteInt64Value({value});",
            TypeKind.Any or TypeKind.AnyObject => $"writer.WriteRawValue({value});",
            _ => $"writer.Write{type.ScalarName()}Value({value});",
        };

    private void EmitWriteValue(TypeReference type, string value, string? spelling, string suffix, int level)
    {
        switch (type.Kind)
        {
            case TypeKind.List:
                var item = $"item{suffix}{(level == 0 ? "" : "of" + CSharpText.Integer(level))}";
                writer.Line("writer.BeginArray();");
                writer.Open($"foreach (var {item} in {value})");
                EmitWriteValue(type.Element!, item, spelling, suffix, level + 1);
                writer.Close().Line().Line("writer.EndArray();");
                break;
            case TypeKind.Map:
                var entry = $"entry{suffix}{(level == 0 ? "" : "of" + CSharpText.Integer(level))}";
                writer.Line("writer.BeginObject();");
                writer.Open($"foreach (var {entry} in {value})");
                writer.Line($"writer.WriteName({entry}.Key);");
                EmitWriteValue(type.Element!, entry + ".Value", spelling, suffix, level + 1);
                writer.Close().Line().Line("writer.EndObject();");
                break;
            default:
                writer.Line(WriteStatement(type, value, spelling));
                break;
        }
    }
}
