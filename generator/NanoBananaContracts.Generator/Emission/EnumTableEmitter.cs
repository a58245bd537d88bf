using System.Globalization;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>
/// Emits what is known of the texts of a large enum as one table, and the functions that ask it. A <c>switch</c> of as
/// many cases costs the compiler memory by the square of them.
/// </summary>
internal sealed class EnumTableEmitter(EnumShape shape, SourceWriter writer)
{
    private const int PerLine = 16;

    /// <summary>Writes the table and the functions.</summary>
    public void Emit()
    {
        var type = shape.Definition.IsInteger ? EnumNumbers : EnumTexts;
        writer.Lines(
            shape.Definition.IsInteger
                ? "private static int indexOf(long number) => contractTable.Known.IndexOf(number);\n"
                : $$"""
                private static int indexOf({{Bytes}} utf8) => contractTable.Known.NumberOf(utf8);

                private static int indexOf(string? text) => contractTable.Known.NumberOf(text);

                private static string textOf(int index) => contractTable.Known.TextOf(index);

                private static int valueOf(int index) => contractTable.Known.ValueOf(index);

                private static int spellingOf(int value, string spelling) => contractTable.Known.SpellingOf(value, spelling);

                """
        );
        writer.Line();
        writer.Line("// A class of its own: made when it is first asked for, and before the list of all values.");
        writer.Open("private static class contractTable");
        writer.Line($"internal static readonly {type} Known = new(").Indent();
        EmitArguments();
        writer.Outdent().Line();
        if (shape.IsOfProviders)
        {
            // Of each value by its number; 0 is what is not documented.
            writer.Line("internal static readonly string?[] Providers =").Indent();
            EmitArray("string?", shape.Definition.Values.Select(EnumShape.ProvidersOf).Prepend("null"));
            writer.Line(";").Outdent().Line();
        }

        EmitAll();
        writer.Close().Line();
    }

    private void EmitArguments()
    {
        if (shape.Definition.IsInteger)
        {
            EmitArray("long", shape.Texts.Select(text => text.Text + "L"));
            writer.Line(");");
            return;
        }

        EmitArray("string", shape.Texts.Select(text => CSharpText.Literal(text.Text)));
        writer.Line(",");
        EmitArray(
            "int",
            shape.Texts.Skip(shape.Definition.Values.Count).Select(text => CSharpText.Integer(text.Value))
        );
        writer.Line(",");
        EmitArray("string", shape.Definition.Spellings.Select(CSharpText.Literal));
        writer.Line(",").Line("new int[][]").Line("{").Indent();
        foreach (var pairs in Spelled())
        {
            EmitArray("int", pairs.Select(CSharpText.Integer));
            writer.Line(",");
        }

        writer.Outdent().Line("});");
    }

    /// <summary>Of each spelling, number of a value and number of its text, in turns.</summary>
    private IEnumerable<List<int>> Spelled()
    {
        var pairs = shape.Definition.Spellings.ToDictionary(
            spelling => spelling,
            _ => new List<int>(),
            StringComparer.Ordinal
        );
        for (var i = 0; i < shape.Definition.Values.Count; i++)
        {
            foreach (var spelled in shape.Definition.Values[i].Spellings)
            {
                pairs[spelled.Spelling].Add(i + 1);
                pairs[spelled.Spelling].Add(shape.NumberOf(spelled.Text));
            }
        }

        return shape.Definition.Spellings.Select(spelling => pairs[spelling]);
    }

    private void EmitArray(string type, IEnumerable<string> items)
    {
        writer.Open($"new {type}[]");
        var line = new List<string>(PerLine);
        foreach (var item in items)
        {
            line.Add(item);
            if (line.Count == PerLine)
            {
                writer.Line(string.Join(", ", line) + ",");
                line.Clear();
            }
        }

        if (line.Count > 0)
        {
            writer.Line(string.Join(", ", line) + ",");
        }

        writer.Close();
    }

    private void EmitAll() =>
        writer.Lines(
            $$"""
            internal static {{shape.Name}}[] All()
            {
                var all = new {{shape.Name}}[{{shape.Definition.Values.Count.ToString(CultureInfo.InvariantCulture)}}];
                for (var i = 0; i < all.Length; i++)
                {
                    all[i] = new(i + 1, false, {{(shape.Definition.IsInteger ? "Known.NumberOf(i + 1)" : "null")}});
                }

                return all;
            }
            """
        );
}
