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

        Utf8Switch.Emit(writer, "propertyOf", "name", entries, otherwise: -1);
    }

    /// <summary>What the runtime asks when some fields did not fit; told explicitly, because nobody else should ask.</summary>
    public void EmitAnswers()
    {
        writer.Line($"int {Fields}.PropertyOf({Bytes} name) => propertyOf(name);").Line();
        // Statements: the compiler works out a switch expression twice, each time by the square of its arms.
        writer.Open($"bool {Fields}.IsSet(int property)");
        writer.Open("switch (property)");
        foreach (var member in shape.Surface)
        {
            writer.Line($"case {member.Number}: return {member.IsSet};");
        }

        writer.Line("default: return false;").Close().Close().Line();
        writer.Open($"string? {Fields}.ExpectedOf(int property)");
        writer.Open("switch (property)");
        foreach (var group in shape.Fields.GroupBy(Expected).Where(group => group.Key is not null))
        {
            var cases = string.Join(" ", group.Select(member => $"case {member.Number}:"));
            writer.Line($"{cases} return {CSharpText.Literal(group.Key!)};");
        }

        writer.Line("default: return null;").Close().Close();
    }

    private static string? Expected(MessageField member) =>
        member.IsOnSurface
            ? CSharpTypes.Expected(member.Property.Type)
                + (member.Property.Nullable ? " or null" : "")
                + (member.Property.WriteOnly ? " (not shown)" : "")
        : member.Property.ReadOnly ? ""
        : null;
}
