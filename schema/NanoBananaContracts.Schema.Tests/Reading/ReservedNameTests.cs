namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Names that a message or an enum of a schema may not take.</summary>
public sealed class ReservedNameTests
{
    [Theory]
    [InlineData("Clone")]
    [InlineData("Equals")]
    [InlineData("EqualityContract")]
    [InlineData("Finalize")]
    [InlineData("GetHashCode")]
    [InlineData("GetType")]
    [InlineData("MemberwiseClone")]
    [InlineData("PrintMembers")]
    [InlineData("ReferenceEquals")]
    [InlineData("ToString")]
    [InlineData("Parse")]
    [InlineData("NbcSpan")]
    [InlineData("Read")]
    [InlineData("ToJson")]
    [InlineData("ToUtf8Json")]
    [InlineData("UnknownFields")]
    [InlineData("Validate")]
    [InlineData("WriteTo")]
    public void A_name_of_every_record_is_taken(string name)
    {
        var reading = SchemaReader.Read("a.json", $$"""{ "$defs": { "A": { "properties": { "{{name}}": {} } } } }""");

        reading.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("NBC1306");
        reading.Model.Messages[0].Properties[0].Name.ShouldBe(name + "_");
    }

    [Theory]
    [InlineData("All")]
    [InlineData("Equals")]
    [InlineData("Finalize")]
    [InlineData("DocumentedTexts")]
    [InlineData("Kind")]
    [InlineData("NbcSpan")]
    [InlineData("TryRead")]
    [InlineData("WriteTo")]
    [InlineData("GetHashCode")]
    [InlineData("GetType")]
    [InlineData("IsDocumented")]
    [InlineData("Known")]
    [InlineData("MemberwiseClone")]
    [InlineData("Parse")]
    [InlineData("ReferenceEquals")]
    [InlineData("ToString")]
    [InlineData("TryParse")]
    [InlineData("Undocumented")]
    [InlineData("Value")]
    [InlineData("Style")]
    public void A_name_of_every_enum_is_taken(string name)
    {
        var given = SchemaReader.Read(
            "a.json",
            $$"""{ "$defs": { "Style": { "enum": ["x"], "x-enum-names": ["{{name}}"] } } }"""
        );
        given.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("NBC1306");
        given.Model.Enums[0].Values[0].Name.ShouldBe("X");

        var made = SchemaReader.Read("a.json", $$"""{ "$defs": { "Style": { "enum": ["{{name}}"] } } }""");
        made.Diagnostics.ShouldBeEmpty();
        made.Model.Enums.Single().Values[0].Name.ShouldBe(name + "Value");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public void A_method_is_known(string method) =>
        SchemaReader
            .Read(
                "a.json",
                $$"""{ "x-operations": { "Do": { "$comment": "c", "x-source": "s", "method": "{{method}}", "path": "/{a}/{b}", "request": "#/$defs/A", "response": "#/$defs/A" } }, "$defs": { "A": { "type": "object" } } }"""
            )
            .Model.Operations.ShouldHaveSingleItem()
            .Method.ShouldBe(method);
}
