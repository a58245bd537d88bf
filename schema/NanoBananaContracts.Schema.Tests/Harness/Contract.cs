using System.Text.Json.Nodes;

namespace NanoBananaContracts.Schema.Tests.Harness;

using JsonNode = System.Text.Json.Nodes.JsonNode;

/// <summary>The committed contract, and imports into it.</summary>
internal static class Contract
{
    public static string Text { get; } = Repository.Text("schema/generate-content.schema.json");

    /// <summary>A fresh copy to take things out of.</summary>
    public static JsonObject Json() => JsonNode.Parse(Text)!.AsObject();

    public static SchemaImportResult Import(string source, string target, bool withDescriptions = false) =>
        SchemaImport.Import("source.json", source, "contract.json", target, new SchemaImportOptions(withDescriptions));

    /// <summary>An import that must have gone well, into a schema that must still be readable.</summary>
    public static SchemaImportResult GoodImport(string source, string target, bool withDescriptions = false)
    {
        var result = Import(source, target, withDescriptions);
        result.HasErrors.ShouldBeFalse(string.Join('\n', result.Diagnostics));
        SchemaReader.Read("contract.json", result.Text).Diagnostics.ShouldBeEmpty();
        return result;
    }
}
