using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoBananaContracts.Generator.Units;
using NanoBananaContracts.Schema;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits a message: an immutable record with its reader, writer and validator.</summary>
internal sealed partial class MessageEmitter
{
    private readonly MessageUnit unit;
    private readonly MessageDefinition message;
    private readonly CSharpTypes types;
    private readonly SourceWriter writer;
    private readonly Member[] members;

    private MessageEmitter(MessageUnit unit, SourceWriter writer)
    {
        this.unit = unit;
        message = unit.Message;
        types = new CSharpTypes(unit.Options);
        this.writer = writer;
        members =
        [
            .. message.Properties.Select(
                (property, i) => new Member(i, property.Name, property, IsOnSurface(property))
            ),
        ];
    }

    /// <summary>Writes one message.</summary>
    public static void Emit(MessageUnit unit, SourceWriter writer) => new MessageEmitter(unit, writer).Emit();

    private IEnumerable<Member> Surface => members.Where(member => member.IsOnSurface);

    /// <summary>
    /// False for what only the other side sets: the field is known, and kept as it is should it come all the same,
    /// but has no property.
    /// </summary>
    private bool IsOnSurface(PropertyDefinition property) =>
        !(property.ReadOnly && message.Direction == MessageDirection.Request)
        && !(property.WriteOnly && message.Direction == MessageDirection.Response);

    private void Emit()
    {
        EmittedFile.Summary(writer, message.Description, $"The message `{message.SchemaName}`.");
        if (message.SchemaName != message.Name)
        {
            writer.Line($"/// <remarks>{CSharpText.Xml($"`{message.SchemaName}` in the schema.")}</remarks>");
        }

        EmittedFile.Obsolete(writer, message.Deprecated);
        writer.Line(EmittedFile.GeneratedCode);
        writer.Open(
            $"{unit.Options.Visibility} sealed partial record {message.Name} : {RuntimeNames.Message}, {Fields}"
        );
        writer
            .Line($"/// <summary>Makes one with nothing set.</summary>")
            .Line($"public {message.Name}() {{ }}")
            .Line();
        EmitReader();
        EmitProperties();
        EmitGroups();
        EmitForms();
        EmitWriter();
        EmitValidator();
        EmitReadHelpers();
        EmitPropertyOf();
        EmitPatterns();
        EmitFields();
        writer.Close();
    }

    private void EmitProperties()
    {
        foreach (var member in Surface)
        {
            var property = member.Property;
            EmittedFile.Summary(writer, property.Description, $"The field `{property.JsonName}`.");
            if (Facts(member).ToArray() is { Length: > 0 } facts)
            {
                writer.Line($"/// <remarks>{CSharpText.Xml(string.Join(" ", facts))}</remarks>");
            }

            EmittedFile.Obsolete(writer, property.Deprecated);
            var setByServiceOnly = property.ReadOnly && message.Direction == MessageDirection.Both;
            // C# wants a required member to be settable wherever the type is made.
            var required = property.Required && !setByServiceOnly ? "required " : "";
            var accessor = setByServiceOnly ? "private init" : "init";
            writer
                .Line(
                    $"public {required}{types.OfProperty(property.Type)} {CSharpText.Identifier(member.Name)} {{ get; {accessor}; }}"
                )
                .Line();
        }

        if (message.AdditionalProperties is { } extension)
        {
            writer
                .Line("/// <summary>Fields beside the named ones, by name.</summary>")
                .Line($"public {ValueMap}<{types.Of(extension)}> AdditionalProperties {{ get; init; }}")
                .Line();
        }

        writer
            .Line(
                "/// <summary>What was read and has no typed place, or null; it is written back at the end.</summary>"
            )
            .Line($"public {UnknownFields}? UnknownFields {{ get; init; }}")
            .Line();
    }

    private static IEnumerable<string> Facts(Member member)
    {
        var property = member.Property;
        if (!string.Equals(property.JsonName, member.Name, StringComparison.OrdinalIgnoreCase))
        {
            yield return $"`{property.JsonName}` on the wire.";
        }

        if (property.Required)
        {
            yield return "Required when sent; null when it was read without.";
        }

        if (property.ReadOnly)
        {
            yield return "Only the service sets it.";
        }

        if (property.WriteOnly)
        {
            yield return "Only sent, never answered.";
        }

        if (property.DefaultJson is { } byDefault)
        {
            yield return $"When absent the service assumes `{byDefault}`.";
        }

        if (property.ConstJson is { } only)
        {
            yield return $"Only `{only}` is allowed.";
        }

        if (!property.AllowedValues.IsEmpty)
        {
            yield return $"Allowed here: {string.Join(", ", property.AllowedValues.Select(value => $"`{value}`"))}.";
        }

        if (BoundsText.Describe(property.Constraints) is { Length: > 0 } bounds)
        {
            yield return bounds;
        }
    }

    private void EmitGroups()
    {
        var made = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in message.OneOfGroups)
        {
            var name = group.Name;
            var cases = ReservedNames.CasesOf(name);
            var inGroup = Surface.Where(member => group.Properties.Contains(member.Property.JsonName)).ToArray();
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
                writer.Line($"{CSharpText.Identifier(inGroup[j].Name)} = {Number(j + 1)},");
            }

            writer.Close().Line();
            writer.Line(
                "/// <summary>Which field is set; the first in the order of the schema where there are several.</summary>"
            );
            writer.Line($"public {cases} {CSharpText.Identifier(name)} =>").Indent();
            foreach (var member in inGroup)
            {
                writer.Line($"{IsSet(member)} ? {cases}.{CSharpText.Identifier(member.Name)} :");
            }

            writer.Line($"{cases}.{ReservedNames.NoCase};").Outdent().Line();
            EmitFactories(group, inGroup, made);
        }
    }

    private void EmitFactories(OneOfGroup group, Member[] inGroup, HashSet<string> made)
    {
        var requiredBeside = Surface.Any(member =>
            member.Property.Required && !group.Properties.Contains(member.Property.JsonName)
        );
        // A message is its group only where the group must be set; elsewhere these are two settings among others.
        if (requiredBeside || !group.Exclusive || !group.Required)
        {
            return;
        }

        foreach (
            var member in inGroup.Where(member =>
                // A field may be one of two groups; it is made once.
                !(member.Property.ReadOnly && message.Direction == MessageDirection.Both) && made.Add(member.Name)
            )
        )
        {
            var parameter = CSharpText.Parameter(member.Name);
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
                    $"public static {message.Name} {ReservedNames.MakerOf(member.Name)}({types.Of(member.Property.Type)} {parameter}) => new() {{ {CSharpText.Identifier(member.Name)} = {parameter} }};"
                )
                .Line();
        }
    }

    /// <summary>The ways from and to bytes and text.</summary>
    private void EmitForms()
    {
        var direction = message.Direction switch
        {
            MessageDirection.Request => "Request",
            MessageDirection.Response => "Response",
            _ => "Either",
        };
        writer.Lines(
            $$"""
            /// <summary>Reads any JSON; what does not fit goes to <see cref="UnknownFields"/>.</summary>
            /// <param name="utf8Json">UTF-8; kept, so it must not change afterwards.</param>
            /// <exception cref="{{Plumbing}}ContractFormatException">It is not JSON.</exception>
            public static {{message.Name}} Parse({{Memory}} utf8Json) => {{Reader}}.Parse(utf8Json, static (ref {{Reader}} reader) => new {{message.Name}}(ref reader));

            /// <inheritdoc cref="Parse({{Memory.Replace('<', '{').Replace('>', '}')}})"/>
            /// <param name="json">JSON.</param>
            public static {{message.Name}} Parse(string json) => {{Reader}}.Parse(json, static (ref {{Reader}} reader) => new {{message.Name}}(ref reader));

            /// <summary>Reads one where the reader stands.</summary>
            /// <param name="reader">Reader.</param>
            public static {{message.Name}} Read(ref {{Reader}} reader) => new(ref reader);

            /// <summary>Writes it as UTF-8.</summary>
            /// <param name="dialect">Spelling of enum values, a provider's id; null keeps that of each value.</param>
            public byte[] ToUtf8Json(string? dialect = null) => {{Writer}}.ToUtf8Json(this, dialect);

            /// <summary>Writes it as text.</summary>
            /// <param name="dialect">As for <see cref="ToUtf8Json"/>.</param>
            public string ToJson(string? dialect = null) => {{Writer}}.ToJson(this, dialect);

            /// <summary>Writes it as a value of a larger document.</summary>
            /// <param name="writer">Where to.</param>
            /// <param name="dialect">As for <see cref="ToUtf8Json"/>.</param>
            public void WriteTo(NbcSys::Text.Json.Utf8JsonWriter writer, string? dialect = null) => {{Writer}}.WriteTo(this, writer, dialect);

            /// <summary>Everything in it that breaks the contract, each with its path; empty when all is well.</summary>
            public NbcSys::Collections.Generic.IReadOnlyList<{{Violation}}> Validate() => {{Validator}}.Validate(this, {{RuntimeNames.Direction}}.{{direction}});
            """
        );
        writer.Line();
    }

    private void EmitPropertyOf()
    {
        // The names as they are come first, so that a name that is the snake_case twin of another keeps its meaning.
        var entries = new List<Utf8Switch.Entry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            seen.Add(member.Property.JsonName);
            entries.Add(new Utf8Switch.Entry(member.Property.JsonName, member.Index));
        }

        foreach (var member in members)
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
    private void EmitFields()
    {
        writer.Line($"int {Fields}.PropertyOf({Bytes} name) => propertyOf(name);").Line();
        writer.Open($"bool {Fields}.IsSet(int property) => property switch");
        foreach (var member in Surface)
        {
            writer.Line($"{Number(member.Index)} => {IsSet(member)},");
        }

        writer.Line("_ => false,").Close(";").Line();
        writer.Open($"string? {Fields}.ExpectedOf(int property) => property switch");
        foreach (var group in members.GroupBy(Expected))
        {
            var numbers = string.Join(" or ", group.Select(member => Number(member.Index)));
            writer.Line($"{numbers} => {(group.Key is null ? "null" : CSharpText.Literal(group.Key))},");
        }

        writer.Line("_ => null,").Close(";");
    }

    private static string? Expected(Member member) =>
        member.IsOnSurface ? CSharpTypes.Expected(member.Property.Type)
        : member.Property.ReadOnly ? ""
        : null;

    private static string IsSet(Member member)
    {
        var name = CSharpText.Identifier(member.Name);
        return member.Property.Type.Kind switch
        {
            TypeKind.List or TypeKind.Map => $"!{name}.IsAbsent",
            TypeKind.Any or TypeKind.AnyObject => $"{name} is {{ IsAbsent: false }}",
            _ => $"{name} is not null",
        };
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Member(int Index, string Name, PropertyDefinition Property, bool IsOnSurface);
}
