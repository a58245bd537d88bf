using NanoBananaContracts.Schema;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits what reads a message.</summary>
internal sealed class MessageReaderEmitter(MessageShape shape, SourceWriter writer)
{
    private readonly MessageDefinition message = shape.Definition;
    private readonly CSharpTypes types = shape.Types;

    /// <summary>Writes the constructor, because only there may init properties be set one by one.</summary>
    public void EmitConstructor()
    {
        if (shape.Surface.Any(member => member.Property.Required))
        {
            writer.Line("[NbcSys::Diagnostics.CodeAnalysis.SetsRequiredMembers]");
        }

        writer.Open($"private {message.Name}(ref {Reader} reader)");
        writer.Lines(
            $$"""
            if (!reader.IsObject) { UnknownFields = reader.ReadReplacement(); return; }
            {{UnknownFields}}? unknown = null;
            """
        );
        if (message.AdditionalProperties is { } extension)
        {
            writer.Line($"var additional = new {ValueMap}.Builder<{types.Of(extension)}>();");
        }

        if (shape.Fields.Length == 0 && message.AdditionalProperties is null)
        {
            writer.Lines(
                """
                while (reader.NextProperty(out _))
                {
                    reader.Keep(ref unknown);
                }
                """
            );
        }
        else
        {
            EmitReadLoop();
        }

        if (message.AdditionalProperties is not null)
        {
            writer.Lines(
                """
                if (!additional.IsEmpty)
                {
                    AdditionalProperties = additional.Build();
                }

                """
            );
        }

        writer.Line("UnknownFields = unknown;").Close().Line();
    }

    private void EmitReadLoop()
    {
        writer.Open("while (reader.NextProperty(out var name))");
        writer.Open("switch (propertyOf(name))");
        foreach (var member in shape.Surface)
        {
            EmitReadProperty(member);
        }

        if (message.AdditionalProperties is { } extension)
        {
            writer.Line("case -1:").Indent();
            EmitReadAdditional(extension);
            writer.Line("break;").Outdent();
        }

        writer.Line("default: reader.Keep(ref unknown); break;");
        writer.Close().Close().Line();
    }

    private void EmitReadProperty(MessageField member)
    {
        var type = member.Property.Type;
        if (type.IsCommonList())
        {
            var read =
                type.Element!.Kind == TypeKind.Message
                    ? $"ReadList(ref reader, ref unknown, {types.Of(type.Element)}.Read)"
                    : "ReadTexts(ref reader, ref unknown)";
            writer.Line($"case {member.Number}: {member.Identifier} = {MessageFields}.{read}; break;");
            return;
        }

        if (type.IsComposite())
        {
            writer.Line($"case {member.Number}:").Indent();
            EmitReadComposite(member, type);
            writer.Line("break;").Outdent();
            return;
        }

        writer.Line($"case {member.Number}: {member.Identifier} = {ReadExpression(member, type)}; break;");
    }

    private string ReadExpression(MessageField member, TypeReference type)
    {
        var name = types.Of(type);
        return type.Kind switch
        {
            TypeKind.Message => $"reader.IsObject ? {name}.Read(ref reader) : reader.KeepMessage<{name}>(ref unknown)",
            TypeKind.Enum =>
                $"{name}.TryRead(ref reader, out var value{member.Number}) ? value{member.Number} : reader.KeepValue<{name}>(ref unknown)",
            TypeKind.Any => "reader.ReadRaw()",
            TypeKind.AnyObject => "reader.ReadRawObject(ref unknown)",
            TypeKind.Single or TypeKind.Double or TypeKind.Int64String =>
                $"reader.Read{type.ScalarName()}(ref unknown, {CSharpText.Utf8(member.Property.JsonName)})",
            _ => $"reader.Read{type.ScalarName()}(ref unknown)",
        };
    }

    // What could not be read is absent.
    private void EmitReadComposite(MessageField member, TypeReference type)
    {
        var number = member.Number;
        writer.Lines(
            $$"""
            var mark{{number}} = reader.Mark;
            if (!tryRead{{number}}(ref reader, out var value{{number}})) { reader.KeepFrom(ref unknown, mark{{number}}); }
            """
        );
        if (type.HasVerbatimLeaf())
        {
            var wire = CSharpText.Utf8(member.Property.JsonName);
            writer.Line(
                $"else if (reader.TakeInexact()) {{ reader.KeepVerbatim(ref unknown, mark{number}, {wire}); }}"
            );
        }

        writer.Line($"{member.Identifier} = value{number};");
    }

    private void EmitReadAdditional(TypeReference extension)
    {
        if (extension.IsComposite())
        {
            writer.Line("var markOfAdditional = reader.Mark;");
        }

        if (Certain(extension) is { } certain)
        {
            writer.Open("if (reader.TryReadName(name, out var additionalName))");
            writer.Line($"additional.Add(additionalName, {certain});").Close();
        }
        else
        {
            writer.Open(
                $"if (reader.TryReadName(name, out var additionalName) && {TryRead(extension, "Additional", "additionalValue")})"
            );
            writer.Line("additional.Add(additionalName, additionalValue);").Close();
        }

        var keep = extension.IsComposite()
            ? "reader.KeepFrom(ref unknown, markOfAdditional);"
            : "reader.Keep(ref unknown);";
        writer.Open("else").Line(keep).Close().Line();
    }

    /// <summary>Functions that read lists and maps, one for each level.</summary>
    public void EmitFunctions()
    {
        foreach (var member in shape.Surface.Where(member => !member.Property.Type.IsCommonList()))
        {
            EmitReadHelper(member.Property.Type, member.Number);
        }

        if (message.AdditionalProperties is { } extension)
        {
            EmitReadHelper(extension, "Additional");
        }
    }

    private void EmitReadHelper(TypeReference type, string name)
    {
        if (!type.IsComposite())
        {
            return;
        }

        var isList = type.Kind == TypeKind.List;
        var element = type.Element!;
        writer.Open($"private static bool tryRead{name}(ref {Reader} reader, out {types.Of(type)} value)");
        writer.Lines(
            $$"""
            value = default;
            if (!reader.{{(isList ? "IsArray" : "IsObject")}}) { return false; }
            var builder = new {{(isList ? ValueList : ValueMap)}}.Builder<{{types.Of(element)}}>();
            """
        );
        writer.Open(isList ? "while (reader.NextItem())" : "while (reader.NextProperty(out var name))");
        if (!isList)
        {
            writer.Line("if (!reader.TryReadName(name, out var key)) { return false; }");
        }

        var item = Certain(element);
        if (item is null)
        {
            item = "item";
            writer.Line($"if (!{TryRead(element, name + "Item", item)}) {{ return false; }}");
        }

        writer.Line($"builder.Add({(isList ? "" : "key, ")}{item});");

        writer.Close();
        writer.Line("value = builder.Build();").Line("return true;").Close().Line();
        EmitReadHelper(element, name + "Item");
    }

    /// <summary>An expression that reads a value of a type that takes any JSON; null for the other types.</summary>
    private string? Certain(TypeReference type) =>
        type.Kind switch
        {
            TypeKind.Message => $"{types.Of(type)}.Read(ref reader)",
            TypeKind.Any => "reader.ReadRaw()",
            _ => null,
        };

    /// <summary>An expression that reads a value into a new variable and is false when it does not fit.</summary>
    private string TryRead(TypeReference type, string helper, string variable) =>
        type.Kind switch
        {
            TypeKind.Enum => $"{types.Of(type)}.TryRead(ref reader, out var {variable})",
            TypeKind.List or TypeKind.Map => $"tryRead{helper}(ref reader, out var {variable})",
            _ => $"reader.TryRead{type.ScalarName()}(out var {variable})",
        };
}
