namespace NanoBananaContracts.Schema.Tests.Harness;

/// <summary>Models of sound schemas, and their parts by name.</summary>
internal static class SoundSchema
{
    public static SchemaModel Sound(string schema)
    {
        var reading = SchemaReader.Read("my.schema.json", schema);
        reading.Diagnostics.ShouldBeEmpty();
        reading.HasErrors.ShouldBeFalse();
        return reading.Model;
    }

    public static SchemaModel Definitions(string definitions) => Sound($$"""{ "$defs": { {{definitions}} } }""");

    /// <summary>The property <c>p</c> of an object with that property's schema.</summary>
    public static PropertyDefinition Property(string schema, string more = "") =>
        Definitions($$""" "Holder": { "type": "object", "properties": { "p": {{schema}} } } {{more}} """)
            .Message("Holder")
            .Property("p");

    public static MessageDefinition Message(this SchemaModel model, string name) =>
        model.Messages.Single(message => message.Name == name);

    public static EnumDefinition Enum(this SchemaModel model, string name) =>
        model.Enums.Single(definition => definition.Name == name);

    public static PropertyDefinition Property(this MessageDefinition message, string jsonName) =>
        message.Properties.Single(property => property.JsonName == jsonName);

    public static string[] Names(this MessageDefinition message) =>
        [.. message.Properties.Select(property => property.JsonName)];
}
