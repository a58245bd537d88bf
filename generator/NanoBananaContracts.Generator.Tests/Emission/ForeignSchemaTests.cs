using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Emission;

/// <summary>Keywords of other people's schemas, as the code made of them holds values to them.</summary>
public class ForeignSchemaTests
{
    private const string Schema = """
        {
          "$defs": {
            "Sheet": {
              "type": "object",
              "description": "A sheet.",
              "properties": {
                "cents": { "type": "number", "multipleOf": 0.01 },
                "even": { "type": "integer", "multipleOf": 2 },
                "third": { "type": "number", "multipleOf": 3 },
                "both": { "$ref": "#/$defs/Quarter", "multipleOf": 0.1 },
                "tags": { "type": "array", "items": { "type": "string" }, "uniqueItems": true, "minItems": 1.0 },
                "any": { "type": "array", "uniqueItems": true },
                "maybe": { "type": ["string", "null"], "maxLength": 2.0 },
                "choice": { "type": ["string", "null"], "enum": ["a", "b", null] },
                "part": { "$ref": "#/$defs/Part" },
                "pairOrNull": { "anyOf": [{ "$ref": "#/$defs/Pair" }, { "type": "null" }], "description": "A pair, or null." },
                "quarterOrNull": { "oneOf": [{ "type": "null" }, { "$ref": "#/$defs/Quarter" }], "maximum": 1 },
                "scale": { "type": "number", "enum": [0.5, 1, 2] },
                "mixed": { "enum": ["auto", 1, true, null] },
                "certain": { "type": "boolean", "enum": [true] },
                "scales": { "type": "array", "items": { "enum": [0.5, 1.0] } },
                "labels": {
                  "type": "object",
                  "additionalProperties": { "type": "string" },
                  "minProperties": 1,
                  "maxProperties": 2,
                  "propertyNames": { "pattern": "^[a-z]+$", "maxLength": 5 }
                },
                "headers": {
                  "type": "object",
                  "patternProperties": { "^x-": { "type": "string" }, "^y-": { "type": "string" } },
                  "additionalProperties": false
                },
                "free": {
                  "type": "object",
                  "dependentRequired": { "card": ["name", "street"] },
                  "propertyNames": { "enum": ["card", "name", "street"] }
                },
                "pair": { "$ref": "#/$defs/Pair" },
                "id": { "type": "string", "format": "uuid", "minLength": 3 },
                "secret": { "type": ["string", "null"], "maxLength": 4, "pattern": "^[a-z]+$", "writeOnly": true },
                "pin": { "type": "integer", "minimum": 1000, "multipleOf": 2, "writeOnly": true },
                "access": { "$ref": "#/$defs/Pair", "writeOnly": true }
              }
            },
            "Quarter": { "type": "number", "multipleOf": 0.25 },
            "Part": { "type": ["object", "null"], "description": "A part.", "properties": { "n": { "type": "integer" } } },
            "Pair": {
              "type": "object",
              "description": "A pair.",
              "properties": { "left": { "type": "string" }, "right": { "type": "string" }, "middle": { "type": "string" } },
              "maxProperties": 2,
              "dependentRequired": { "left": ["right"] }
            }
          }
        }
        """;

    private static readonly Lazy<Func<string, string>> Check = new(() =>
        GeneratorRun
            .Of(
                Schema,
                """
                #pragma warning disable CS1591
                public static class Probe
                {
                    public static string Run(string json)
                    {
                        var read = Test.Contract.Sheet.Parse(json);
                        // What is null comes back as null, whether it may be or not.
                        return (json.Contains("null") && read.ToJson() != json ? "not the same; " : "") + string.Join("; ", read.Validate());
                    }
                }
                """
            )
            .Load()
            .GetType("Probe", throwOnError: true)!
            .GetMethod("Run")!
            .CreateDelegate<Func<string, string>>()
    );

    [Theory]
    [InlineData("""{"cents":4.35}""", "")]
    [InlineData("""{"cents":0.075}""", "cents: must be a multiple of 0.01, and is 0.075.")]
    [InlineData("""{"cents":-1e300}""", "")]
    [InlineData("""{"even":1e18}""", "")]
    [InlineData("""{"third":1e20}""", "third: must be a multiple of 3, and is 1E+20.")]
    [InlineData("""{"third":3e20}""", "")]
    [InlineData("""{"third":"Infinity"}""", "third: must be a multiple of 3, and is Infinity.")]
    [InlineData("""{"cents":1e-30}""", "cents: must be a multiple of 0.01, and is 1E-30.")]
    [InlineData("""{"cents":0}""", "")]
    [InlineData("""{"cents":"NaN"}""", "cents: must be a multiple of 0.01, and is NaN.")]
    [InlineData("""{"even":9007199254740994}""", "")]
    [InlineData("""{"even":9007199254740993}""", "even: must be a multiple of 2, and is 9007199254740993.")]
    [InlineData("""{"both":1.5}""", "")]
    [InlineData("""{"both":0.75}""", "both: must be a multiple of 0.5, and is 0.75.")]
    [InlineData("""{"tags":["a","b"]}""", "")]
    [InlineData("""{"tags":["a","b","a"]}""", "tags: must have no two equal items, and items 0 and 2 are.")]
    [InlineData("""{"tags":[]}""", "tags: must have at least 1 item, and has 0.")]
    [InlineData("""{"any":[1,true,"1",{"a":1,"b":2},[1],null]}""", "")]
    [InlineData(
        """{"any":[{"a":1,"b":2},{"b":2.0,"a":1}]}""",
        "any: must have no two equal items, and items 0 and 1 are."
    )]
    [InlineData("""{"maybe":null,"choice":null,"part":null}""", "")]
    [InlineData("""{"pairOrNull":null,"quarterOrNull":null}""", "")]
    [InlineData("""{"pairOrNull":{"right":"r"},"quarterOrNull":0.5}""", "")]
    [InlineData("""{"pair":null}""", "pair: must be an object, and is null.")]
    [InlineData("""{"quarterOrNull":1.25}""", "quarterOrNull: must be at most 1, and is 1.25.")]
    [InlineData("""{"maybe":"abc"}""", "maybe: must have at most 2 characters, and has 3.")]
    [InlineData("""{"maybe":5}""", "maybe: must be a text or null, and is 5.")]
    [InlineData("""{"choice":"c"}""", "choice: \"c\" is not one of the allowed values: a, b.")]
    [InlineData("""{"even":null}""", "even: must be an integer of 64 bits, and is null.")]
    [InlineData("""{"scale":2}""", "")]
    [InlineData("""{"scale":3}""", "scale: is not one of the allowed values: 0.5, 1, 2.")]
    [InlineData("""{"mixed":null}""", "")]
    [InlineData("""{"mixed":"auto"}""", "")]
    [InlineData("""{"mixed":1.0}""", "")]
    [InlineData("""{"mixed":false}""", "mixed: is not one of the allowed values: \"auto\", 1, true, null.")]
    [InlineData("""{"certain":false}""", "certain: is not one of the allowed values: true.")]
    [InlineData("""{"scales":[1,0.5]}""", "")]
    [InlineData("""{"scales":[1,2]}""", "scales[1]: is not one of the allowed values: 0.5, 1.0.")]
    [InlineData("""{"labels":{"ab":"c"}}""", "")]
    [InlineData("""{"labels":{}}""", "labels: must have at least 1 field, and has 0.")]
    [InlineData("""{"labels":{"a":"","b":"","c":""}}""", "labels: must have at most 2 fields, and has 3.")]
    [InlineData("""{"labels":{"abcdef":""}}""", "labels: names in it must have at most 5 characters, and one has 6.")]
    [InlineData("""{"labels":{"A":""}}""", "labels: has a name that does not have the form \"^[a-z]+$\".")]
    [InlineData("""{"headers":{"x-a":"1","y-b":"2"}}""", "")]
    [InlineData("""{"headers":{"z":"1"}}""", "headers: has a name that does not have the form \"(?:^x-)|(?:^y-)\".")]
    [InlineData("""{"headers":{"x-a":1}}""", "headers: must be an object, each value a text, and is Object.")]
    [InlineData("""{"free":{"card":1,"name":2,"street":{"card":1}}}""", "")]
    [InlineData("""{"free":{"card":1,"name":2}}""", "free: has \"card\", which asks for \"street\"; set it too.")]
    [InlineData("""{"free":{"other":1}}""", "free: names in it must be one of card, name, street, and one is not.")]
    [InlineData("""{"pair":{"left":"l","right":null}}""", "pair.right: must be a text, and is null.")]
    [InlineData("""{"pair":{"left":"l"}}""", "pair: has \"left\", which asks for \"right\"; set it too.")]
    [InlineData("""{"pair":{"middle":"l","right":"r","more":1}}""", "pair: must have at most 2 fields, and has 3.")]
    [InlineData("""{"id":"no uuid"}""", "")]
    [InlineData("""{"id":"no"}""", "id: must have at least 3 characters, and has 2.")]
    [InlineData("""{"secret":4711}""", "secret: must be a text or null, and is (not shown).")]
    [InlineData("""{"secret":null}""", "")]
    [InlineData("""{"secret":"4711"}""", "secret: does not have the form \"^[a-z]+$\".")]
    [InlineData(
        """{"pin":47}""",
        "pin: must be at least 1000, and is (not shown).; pin: must be a multiple of 2, and is (not shown)."
    )]
    [InlineData("""{"access":"4711"}""", "access: must be an object, and is (not shown).")]
    [InlineData("""{"access":{"middle":4711}}""", "access.middle: must be a text, and is (not shown).")]
    public void Values_are_held_to_it(string json, string said) => Check.Value(json).ShouldBe(said);
}
