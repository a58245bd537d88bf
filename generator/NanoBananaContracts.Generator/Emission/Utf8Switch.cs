using System.Text;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>
/// Emits a function from UTF-8 to a number: a jump by length, then by the byte that tells most of that length apart,
/// then one comparison with a literal, which the JIT turns into comparisons of whole words.
/// </summary>
internal static class Utf8Switch
{
    /// <summary>A text and its number.</summary>
    public readonly record struct Entry(string Text, int Number);

    /// <summary>Emits the function.</summary>
    public static void Emit(
        SourceWriter writer,
        string name,
        string parameter,
        IEnumerable<Entry> entries,
        int otherwise
    )
    {
        var none = CSharpText.Integer(otherwise);
        writer.Open($"private static int {name}({Bytes} {parameter})");
        writer.Open($"switch ({parameter}.Length)");
        foreach (
            var group in entries.GroupBy(entry => Encoding.UTF8.GetByteCount(entry.Text)).OrderBy(group => group.Key)
        )
        {
            EmitGroup(writer, parameter, $"case {CSharpText.Integer(group.Key)}:", [.. group], none);
        }

        writer.Line($"default: return {none};").Close().Close().Line();
    }

    private static void EmitGroup(SourceWriter writer, string parameter, string label, Entry[] group, string none)
    {
        if (group.Length <= 2 || group[0].Text.Length == 0)
        {
            EmitComparisons(writer, parameter, label, group, none);
            return;
        }

        var place = MostTelling(group);
        writer.Line(label).Indent();
        writer.Open($"switch ({parameter}[{CSharpText.Integer(place)}])");
        foreach (var same in group.GroupBy(entry => Encoding.UTF8.GetBytes(entry.Text)[place]))
        {
            EmitComparisons(writer, parameter, $"case {Byte(same.Key)}:", [.. same], none);
        }

        writer.Line($"default: return {none};").Close().Outdent();
    }

    private static void EmitComparisons(
        SourceWriter writer,
        string parameter,
        string label,
        Entry[] entries,
        string none
    )
    {
        var text = new StringBuilder(label).Append(" return ");
        foreach (var entry in entries)
        {
            text.Append($"{SequenceEqual}({parameter}, {CSharpText.Utf8(entry.Text)}) ? ")
                .Append(CSharpText.Integer(entry.Number))
                .Append(" : ");
        }

        writer.Line(text.Append(none).Append(';').ToString());
    }

    private static int MostTelling(Entry[] group)
    {
        var texts = group.Select(entry => Encoding.UTF8.GetBytes(entry.Text)).ToArray();
        var best = 0;
        var most = 0;
        for (var i = 0; i < texts[0].Length; i++)
        {
            var distinct = texts.Select(text => text[i]).Distinct().Count();
            if (distinct > most)
            {
                (best, most) = (i, distinct);
            }
        }

        return best;
    }

    private static string Byte(byte value) =>
        value is >= 0x20 and < 0x7F and not (byte)'\'' and not (byte)'\\'
            ? $"(byte)'{(char)value}'"
            : CSharpText.Integer(value);
}
