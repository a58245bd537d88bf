using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Cases.Reading;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Tests.Cases;

/// <summary>The published schemas and the records the files are read as allow the same members, types and words.</summary>
public sealed class SchemaAgreementTests
{
    /// <summary>What a schema says of the values that are more than JSON.</summary>
    private static readonly Dictionary<Type, string> Leaves = new()
    {
        [typeof(string)] = """{"type":"string"}""",
        [typeof(bool)] = """{"type":"boolean"}""",
        [typeof(int)] = """{"type":"integer"}""",
        [typeof(ReadOnlyMemory<byte>)] = """{"type":"string"}""",
        [typeof(TimeSpan)] = """{"$ref":"#/definitions/duration"}""",
        [typeof(AttemptRange)] = """{"$ref":"#/definitions/count"}""",
        [typeof(RequestPattern)] = """{"$ref":"stub.schema.json#/definitions/request"}""",
    };

    [Theory]
    [InlineData("case", typeof(CaseFile))]
    [InlineData("expect", typeof(ExpectationFile))]
    [InlineData("requirements", typeof(RequirementsFile))]
    [InlineData("revision", typeof(ContractRevision))]
    public void A_schema_and_its_record_agree(string kind, Type record)
    {
        using var schema = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Path("conformance/schemas"), kind + ".schema.json"))
        );
        Compare(schema.RootElement, schema.RootElement, record, null, kind).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        """{"type":"object","additionalProperties":false,"properties":{"where":{"type":"string"}},"required":["where"]}""",
        "note is missing in the schema"
    )]
    [InlineData(
        """{"type":"object","additionalProperties":false,"properties":{"where":{"type":"string"},"note":{"type":"string"},"x":{}},"required":["where"]}""",
        "x is missing in the record"
    )]
    [InlineData(
        """{"type":"object","additionalProperties":false,"properties":{"where":{"type":"string"},"note":{"type":"string"}}}""",
        "where is required by the record only"
    )]
    [InlineData(
        """{"type":"object","properties":{"where":{"type":"string"},"note":{"type":"string"}},"required":["where"]}""",
        "open"
    )]
    [InlineData(
        """{"type":"object","additionalProperties":false,"properties":{"where":{"enum":["a"]},"note":{"type":"string"}},"required":["where"]}""",
        "where"
    )]
    public void The_comparison_sees_a_difference(string text, string told)
    {
        using var schema = JsonDocument.Parse(text);
        Compare(schema.RootElement, schema.RootElement, typeof(CaseSource), null, "")
            .ShouldHaveSingleItem()
            .ShouldContain(told);
    }

    private static IEnumerable<string> Compare(
        JsonElement schema,
        JsonElement root,
        Type type,
        System.Text.Json.Serialization.JsonConverter? converter,
        string place
    )
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var info = CaseFormat.Options.GetTypeInfo(type);
        if (Words(converter ?? info.Converter) is { } words)
        {
            return Differences(Names(schema, "enum"), words, place + ": word ");
        }
        if (Leaves.TryGetValue(type, out var leaf))
        {
            return JsonElement
                .Parse(leaf)
                .EnumerateObject()
                .Where(key =>
                    !schema.TryGetProperty(key.Name, out var own)
                    || own.ToString() != key.Value.ToString()
                    || schema.TryGetProperty("enum", out _)
                )
                .Select(key => $"{place} is not {key.Value}");
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()!.Split('/')[1..].Aggregate(root, (at, step) => at.GetProperty(step));
        }
        if (info.Kind == JsonTypeInfoKind.Enumerable)
        {
            return Compare(schema.GetProperty("items"), root, info.ElementType!, null, place + "[]");
        }
        if (info.Kind == JsonTypeInfoKind.Dictionary)
        {
            return Compare(schema.GetProperty("additionalProperties"), root, info.ElementType!, null, place + "{}");
        }
        info.Kind.ShouldBe(JsonTypeInfoKind.Object, place);
        var members = schema.GetProperty("properties");
        return Differences(
                members.EnumerateObject().Select(one => one.Name),
                info.Properties.Select(one => one.Name),
                place + "."
            )
            .Concat(
                info.Properties.Where(one => one.IsRequired != Names(schema, "required").Contains(one.Name))
                    .Select(one =>
                        $"{place}.{one.Name} is required by the {(one.IsRequired ? "record" : "schema")} only"
                    )
            )
            .Concat(
                schema.TryGetProperty("additionalProperties", out var open) && open.ValueKind == JsonValueKind.False
                    ? []
                    : [place + " is open"]
            )
            .Concat(
                info.Properties.Where(one => members.TryGetProperty(one.Name, out _))
                    .SelectMany(one =>
                        Compare(
                            members.GetProperty(one.Name),
                            root,
                            one.PropertyType,
                            one.CustomConverter,
                            place + "." + one.Name
                        )
                    )
            );
    }

    private static IEnumerable<string> Differences(
        IEnumerable<string> schema,
        IEnumerable<string> record,
        string place
    ) =>
        schema
            .Except(record)
            .Select(name => $"{place}{name} is missing in the record")
            .Concat(record.Except(schema).Select(name => $"{place}{name} is missing in the schema"));

    private static string[] Names(JsonElement schema, string key) =>
        schema.TryGetProperty(key, out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];

    private static IEnumerable<string>? Words(System.Text.Json.Serialization.JsonConverter converter) =>
        converter.GetType().GetProperty(nameof(WordConverter<bool>.Words))?.GetValue(converter) as IEnumerable<string>;
}
