using System.Text.Json;
using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Importing;

/// <summary>
/// Imports broken documents into broken schemas, and holds the importer to its promises: no exception, an error leaves
/// the file alone, the result is JSON, and a second import of the same document has nothing to do.
/// </summary>
public sealed class ImportFuzz
{
    private const int Slice = 1500;

    private const string Target = """
        {
          "x-operations": { "Draw": { "method": "POST", "path": "/draw", "request": "#/$defs/Order", "response": "#/$defs/Result" } },
          "$defs": {
            "Order": {
              "type": "object",
              "properties": {
                "prompt": { "type": "string" },
                "size": { "$ref": "#/$defs/Size", "x-spelling": "words" },
                "part": { "$ref": "#/$defs/Part" },
                "data": { "type": "string", "contentEncoding": "base64" },
                "old": { "type": "boolean", "x-vanished": "1" }
              },
              "required": ["prompt"]
            },
            "Result": { "type": "object", "properties": {} },
            "Part": { "x-name": "Piece", "properties": { "self": { "$ref": "#/$defs/Part" }, "list": { "type": "array", "items": { "$ref": "#/$defs/Part" } } } },
            "Size": {
              "type": "string", "enum": ["S", "L"], "x-enum-names": ["Small", "Large"], "x-enum-descriptions": ["a", "b"],
              "x-spellings": { "words": { "S": "SMALL" } }, "x-vanished-values": { "L": "1" }
            }
          }
        }
        """;

    private const string Source = """
        {
          "kind": "discovery#restDescription", "revision": "7",
          "schemas": {
            "Order": {
              "type": "object", "description": "Words.",
              "properties": {
                "prompt": { "type": "string" },
                "size": { "type": "string", "enum": ["SMALL", "L", "XL"], "enumDeprecated": [true, false, false], "enumDescriptions": ["x", "y", "z"] },
                "part": { "$ref": "V2Part" },
                "data": { "type": "string", "format": "byte", "readOnly": true },
                "map": { "type": "object", "additionalProperties": { "$ref": "New" } },
                "any": { "type": "any" },
                "_any": { "type": "string" }
              }
            },
            "Result": { "type": "object", "properties": { "new": { "$ref": "New" } } },
            "V2Part": { "type": "object", "properties": { "self": { "$ref": "V2Part" }, "list": { "type": "array", "items": { "$ref": "V2Part" } } } },
            "New": { "type": "object", "properties": { "mode": { "type": "string", "enum": ["MODE_UNSPECIFIED", "A"] }, "gone": { "$ref": "Nowhere" } } }
          }
        }
        """;

    [Fact]
    public void No_document_and_no_file_breaks_a_promise()
    {
        var good = 0;
        var count = Fuzz.Each<ImportFuzz>(
            Slice,
            seed =>
            {
                // The source is broken in three imports of four, the file in every other one.
                var source = seed % 4 == 0 ? Source : SchemaMutator.Mutate(new SeededChoice(seed), Source);
                var target = seed % 2 == 0 ? Target : SchemaMutator.Mutate(new SeededChoice(seed + 1_000_000), Target);
                var options = new SchemaImportOptions(WithDescriptions: seed % 3 == 0);
                try
                {
                    good += Check(source, target, options) ? 1 : 0;
                }
                catch (Exception)
                {
                    TestContext.Current.TestOutputHelper?.WriteLine($"{source}\n\n{target}");
                    throw;
                }
            }
        );

        TestContext.Current.TestOutputHelper?.WriteLine($"{good} of {count} imports went through.");
        if (count >= Slice)
        {
            // Of fewer, all may be broken.
            good.ShouldBeGreaterThan(count / 4);
        }
    }

    private static bool Check(string source, string target, SchemaImportOptions options)
    {
        var promise = default(Promise);
        var result = SchemaImport.Import("source.json", source, "target.json", target, options);
        if (result.HasErrors)
        {
            promise.Holds(result.Text == target);
            promise.Holds(result.Changes.IsEmpty);
            return false;
        }

        using (JsonDocument.Parse(result.Text.TrimStart('\uFEFF')))
        {
            // Parsing is the promise.
        }

        promise.Holds(
            result.Text != target || result.Changes.All(change => change.Kind == SchemaImportChangeKind.Matched)
        );
        var again = SchemaImport.Import("source.json", source, "target.json", result.Text, options);

        // What comes in may contradict what people wrote (a required field that only the service sets now): then it is
        // theirs to mend before the next import.
        promise.Holds(again.HasErrors == SchemaReader.Read("target.json", result.Text).HasErrors);
        promise.Holds(again.Text == result.Text);
        return true;
    }
}
