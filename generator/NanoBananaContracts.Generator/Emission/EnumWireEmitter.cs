using NanoBananaContracts.Schema;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits how values of an open enum come from the wire and go to it.</summary>
internal sealed class EnumWireEmitter(EnumShape shape, SourceWriter writer)
{
    private readonly EnumDefinition definition = shape.Definition;

    /// <summary>Writes what reads a value.</summary>
    public void EmitReader()
    {
        writer.Lines(
            $$"""
            // False when it is not {{(definition.IsInteger ? "an integer" : "a text")}}; an unknown one is kept.
            internal static bool TryRead(ref {{Reader}} reader, out {{shape.Name}} value)
            {
            """
        );
        writer.Indent();
        writer.Lines(
            definition.IsInteger
                ? """
                var isNumber = reader.TryReadInt64(out var number);
                value = new(isNumber ? indexOf(number) : 0, true, number);
                return isNumber;
                """
                : """
                if (!reader.TryReadText(out var utf8))
                {
                    value = default;
                    return false;
                }

                var known = indexOf(utf8);
                if (known != 0)
                {
                    value = new(known, true, null);
                    return true;
                }

                var isText = reader.TryReadString(out var text);
                value = new(0, true, text);
                return isText;
                """
        );
        writer.Close().Line();
        if (shape.IsLarge)
        {
            new EnumTableEmitter(shape, writer).Emit();
            return;
        }

        if (definition.IsInteger)
        {
            writer.Open("private static int indexOf(long number) => number switch");
            for (var i = 0; i < shape.Texts.Count; i++)
            {
                writer.Line($"{shape.Texts[i].Text}L => {CSharpText.Integer(i + 1)},");
            }

            writer.Line("_ => 0,").Close(";").Line();
            return;
        }

        var entries = shape.Texts.Select((text, i) => new Utf8Switch.Entry(text.Text, i + 1));
        Utf8Switch.Emit(writer, "indexOf", "utf8", entries, otherwise: 0);
        var texts = shape.Texts.Select(text => CSharpText.Literal(text.Text));
        writer.Lines(
            $$"""
            private static readonly string[] texts = { {{string.Join(", ", texts)}} };

            private static int indexOf(string? text) => {{OpenEnum}}.TryParse(texts, text, out var known) ? known : 0;

            private static string textOf(int index) => texts[index - 1];

            """
        );
        if (shape.Texts.Count > definition.Values.Count)
        {
            writer.Open("private static int valueOf(int index) => index switch");
            for (var i = definition.Values.Count; i < shape.Texts.Count; i++)
            {
                writer.Line($"{CSharpText.Integer(i + 1)} => {CSharpText.Integer(shape.Texts[i].Value)},");
            }

            writer.Line("_ => 0,").Close(";").Line();
        }
    }

    /// <summary>Writes what writes a value.</summary>
    public void EmitWriter()
    {
        var spellings = definition.Spellings;
        writer.Line("// In the writer's dialect, else in the spelling it was read with.");
        writer.Open($"internal void WriteTo({Writer} writer, string? place = null)");
        if (definition.IsInteger)
        {
            writer.Line("writer.WriteInt64Value(number);").Close().Line();
            return;
        }

        writer.Lines(
            """
            if (index == 0)
            {
                writer.WriteStringValue(Value);
                return;
            }

            """
        );
        if (spellings.IsEmpty)
        {
            writer.Line("writer.WriteStringValue(textOf(index));");
        }
        else
        {
            writer.Lines(
                $$"""
                int written = index;
                if (writer.Dialect is { } dialect)
                {
                    written = spellingOf((int)Kind, place ?? dialect);
                }
                else if (!asRead && place is not null && index <= {{CSharpText.Integer(definition.Values.Count)}})
                {
                    written = spellingOf(index, place);
                }

                writer.WriteStringValue(textOf(written));
                """
            );
        }

        writer.Close().Line();
        if (!shape.IsLarge && !spellings.IsEmpty)
        {
            EmitSpellings();
        }
    }

    private void EmitSpellings()
    {
        writer.Line("// Number of a value's text in a spelling; of the canonical one where that leaves it out.");
        writer.Open("private static int spellingOf(int value, string spelling)");
        writer.Open("switch (spelling)");
        foreach (var spelling in definition.Spellings)
        {
            writer.Line($"case {CSharpText.Literal(spelling)}:").Indent();
            writer.Open("switch (value)");
            for (var i = 0; i < definition.Values.Count; i++)
            {
                foreach (var spelled in definition.Values[i].Spellings)
                {
                    if (spelled.Spelling == spelling)
                    {
                        var index = shape.NumberOf(spelled.Text);
                        writer.Line($"case {CSharpText.Integer(i + 1)}: return {CSharpText.Integer(index)};");
                    }
                }
            }

            writer.Line("default: return value;").Close().Outdent();
        }

        writer.Line("default: return value;").Close().Close().Line();
    }
}
