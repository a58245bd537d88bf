using NanoBananaContracts.Schema;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits what the runtime may ask of the fields of a message, which have numbers for that.</summary>
internal sealed class MessageFieldsEmitter(MessageShape shape, SourceWriter writer)
{
    /// <summary>Writes the function from a name to a number.</summary>
    public void EmitPropertyOf()
    {
        // The names as they are come first, so that a name that is the snake_case twin of another keeps its meaning.
        var entries = new List<Utf8Switch.Entry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in shape.Fields)
        {
            seen.Add(member.Property.JsonName);
            entries.Add(new Utf8Switch.Entry(member.Property.JsonName, member.Index));
        }

        foreach (var member in shape.Fields)
        {
            var twin = CSharpText.SnakeCase(member.Property.JsonName);
            if (seen.Add(twin))
            {
                entries.Add(new Utf8Switch.Entry(twin, member.Index));
            }
        }

        writer.Line("// Number of a field by its name; -1 where there is none.");
        Utf8Switch.Emit(writer, "propertyOf", "name", entries, otherwise: -1);
    }

    /// <summary>What the runtime asks when some fields did not fit; told explicitly, because nobody else should ask.</summary>
    public void EmitAnswers()
    {
        writer.Line($"int {Fields}.PropertyOf({Bytes} name) => propertyOf(name);").Line();
        writer.Open($"bool {Fields}.IsSet(int property) => property switch");
        foreach (var member in shape.Surface)
        {
            writer.Line($"{member.Number} => {member.IsSet},");
        }

        writer.Line("_ => false,").Close(";").Line();
        writer.Open($"string? {Fields}.ExpectedOf(int property) => property switch");
        foreach (var group in shape.Fields.GroupBy(Expected))
        {
            var numbers = string.Join(" or ", group.Select(member => member.Number));
            writer.Line($"{numbers} => {(group.Key is null ? "null" : CSharpText.Literal(group.Key))},");
        }

        writer.Line("_ => null,").Close(";");
    }

    private static string? Expected(MessageField member) =>
        member.IsOnSurface ? CSharpTypes.Expected(member.Property.Type)
        : member.Property.ReadOnly ? ""
        : null;
}
