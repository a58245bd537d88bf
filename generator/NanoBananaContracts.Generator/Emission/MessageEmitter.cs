using NanoBananaContracts.Generator.Units;
using NanoBananaContracts.Schema;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Emits a message: an immutable record. What reads, writes and checks it has emitters of its own.</summary>
internal static class MessageEmitter
{
    /// <summary>Writes one message.</summary>
    public static void Emit(MessageUnit unit, SourceWriter writer)
    {
        var shape = new MessageShape(unit);
        var reader = new MessageReaderEmitter(shape, writer);
        var checks = new ValueCheckEmitter(shape, writer);
        var fields = new MessageFieldsEmitter(shape, writer);
        Open(unit, writer);
        reader.EmitConstructor();
        new MessagePropertiesEmitter(shape, writer).Emit();
        new MessageGroupsEmitter(shape, writer).Emit();
        EmitForms(shape, writer);
        JsonConverterEmitter.Emit(writer, unit.Message.Name, shape.Types.Named(unit.Message.Name), MessageJson, "Read");
        new MessageTextEmitter(shape, writer).Emit();
        new MessageWriterEmitter(shape, writer).Emit();
        new MessageValidatorEmitter(shape, checks, writer).Emit();
        reader.EmitFunctions();
        fields.EmitPropertyOf();
        checks.EmitPatterns();
        fields.EmitAnswers();
        writer.Close();
    }

    private static void Open(MessageUnit unit, SourceWriter writer)
    {
        var message = unit.Message;
        EmittedFile.Summary(writer, message.Description, $"The message `{message.SchemaName}`.");
        if (message.SchemaName != message.Name)
        {
            writer.Line($"/// <remarks>{CSharpText.Xml($"`{message.SchemaName}` in the schema.")}</remarks>");
        }

        EmittedFile.Obsolete(writer, message.Deprecated);
        writer.Line(EmittedFile.GeneratedCode).Line(JsonConverterEmitter.Mark(message.Name));
        writer.Open(
            $"{unit.Options.Visibility} sealed partial record {message.Name} : {RuntimeNames.Message}, {Fields}"
        );
        writer
            .Line($"/// <summary>Makes one with nothing set.</summary>")
            .Line($"public {message.Name}() {{ }}")
            .Line();
    }

    /// <summary>The ways from and to bytes and text.</summary>
    private static void EmitForms(MessageShape shape, SourceWriter writer)
    {
        var message = shape.Definition;
        var dialects = $"{shape.Types.Named(DialectsEmitter.ClassName)}.Known";
        var direction = message.Direction switch
        {
            MessageDirection.Request => "Request",
            MessageDirection.Response => "Response",
            _ => "Either",
        };
        writer.Lines(
            $$"""
            /// <inheritdoc cref="{{Reader}}.ParseMessage"/>
            public static {{message.Name}} Parse({{Memory}} utf8Json) => {{Reader}}.ParseMessage(utf8Json, Read);

            /// <inheritdoc cref="{{Reader}}.ParseMessage"/>
            /// <param name="json">JSON.</param>
            public static {{message.Name}} Parse(string json) => {{Reader}}.Parse(json, Read);

            /// <inheritdoc cref="{{Plumbing}}ContractRead{T}"/>
            public static {{message.Name}} Read(ref {{Reader}} reader) => new(ref reader);

            /// <inheritdoc cref="{{ContractDialects}}.ToUtf8Json"/>
            public byte[] ToUtf8Json(string? dialect = null) => {{dialects}}.ToUtf8Json(this, dialect);

            /// <inheritdoc cref="{{ContractDialects}}.ToJson"/>
            public string ToJson(string? dialect = null) => {{dialects}}.ToJson(this, dialect);

            /// <inheritdoc cref="{{ContractDialects}}.WriteTo"/>
            public void WriteTo(NbcSys::Text.Json.Utf8JsonWriter writer, string? dialect = null) => {{dialects}}.WriteTo(this, writer, dialect);

            /// <inheritdoc cref="{{Validator}}.Validate"/>
            public NbcSys::Collections.Generic.IReadOnlyList<{{Violation}}> Validate() => {{Validator}}.Validate(this, {{RuntimeNames.Direction}}.{{direction}});
            """
        );
        writer.Line();
    }
}
