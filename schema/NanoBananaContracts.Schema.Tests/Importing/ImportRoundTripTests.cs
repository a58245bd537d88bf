using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Importing;

using JsonNode = System.Text.Json.Nodes.JsonNode;

/// <summary>Whatever is taken out of one side comes back from the other.</summary>
public sealed class ImportRoundTripTests
{
    private static readonly string[] Roots = ["GenerateContentRequest", "GenerateContentResponse"];

    /// <summary>Enums that are plain strings to the source.</summary>
    private static readonly string[] Fixed = ["AspectRatio", "ImageSize", "Role"];

    private static readonly string Full = SourceWriter.Discovery(Contract.Json(), "2");

    [Fact]
    public void What_a_source_lost_and_has_again_leaves_the_file_as_it_was() =>
        Prop.ForAll(Cuts(), ShouldComeBack).Check(Config.QuickThrowOnFailure.WithMaxTest(15));

    [Fact]
    public void What_the_file_never_had_comes_in_with_name_and_type() =>
        Prop.ForAll(Cuts(), ShouldComeIn).Check(Config.QuickThrowOnFailure.WithMaxTest(15));

    /// <summary>The enum of a part lost the one value that a request's does not have; the latter is new.</summary>
    [Fact]
    public void A_new_property_does_not_share_an_enum_that_gets_other_values() =>
        ShouldComeIn([1721, 1939, 1128, 1214, 682, 662]);

    /// <summary>Values that the file says the providers of are new.</summary>
    [Fact]
    public void A_value_that_not_every_provider_knows_comes_in_like_any_other() =>
        ShouldComeIn([843, 580, 1793, 1752, 1679, 534, 1709, 867, 1120]);

    private static void ShouldComeBack(int[] cuts)
    {
        var older = Contract.Json();
        Cut(older, cuts);
        var marked = Contract.GoodImport(SourceWriter.Discovery(older, "1"), Contract.Text);
        var again = Contract.GoodImport(Full, marked.Text);

        marked.Changes.ShouldAllBe(change => change.Kind == SchemaImportChangeKind.Vanished);
        again.Changes.ShouldAllBe(change => change.Kind == SchemaImportChangeKind.Returned);
        again.Changes.Count.ShouldBe(marked.Changes.Count);
        again.Text.ShouldBe(Contract.Text);
    }

    private static void ShouldComeIn(int[] cuts)
    {
        var less = Contract.Json();
        Cut(less, cuts);
        Prune(less);
        var text = less.ToJsonString(new() { WriteIndented = true });
        var result = Contract.GoodImport(Full, text);

        Shape(result.Text).Except(Shape(Contract.Text)).ShouldBeEmpty();
        Shape(Contract.Text).Except(Shape(result.Text)).ShouldBeEmpty();
        Contract.GoodImport(Full, result.Text).Text.ShouldBe(result.Text);
        result.Text.ShouldNotContain("Their words");
    }

    /// <summary>Random places to cut at: messages' properties and enums' values, by running number.</summary>
    private static Arbitrary<int[]> Cuts() => Gen.Choose(0, 2_000).ArrayOf().Resize(12).ToArbitrary();

    private static void Cut(JsonObject schema, int[] cuts)
    {
        var places = new List<Action>();
        var text = schema.ToJsonString();
        foreach (var (name, definition) in schema["$defs"]!.AsObject())
        {
            if (definition!["properties"] is JsonObject properties)
            {
                foreach (var property in properties.Select(property => property.Key).ToList())
                {
                    // Of what tells kinds apart, two must remain for the choice to be one.
                    if (definition["oneOf"] is null && definition["allOf"] is null)
                    {
                        places.Add(() => Remove(definition.AsObject(), properties, property));
                    }
                }
            }
            else if (!Fixed.Contains(name))
            {
                // A value that is some property's default must stay, or the schema itself would be wrong.
                var values = definition["enum"]!.AsArray();
                places.AddRange(
                    Enumerable
                        .Range(1, values.Count - 1)
                        .Where(index => !text.Contains($"\"default\":\"{values[index]}\"", StringComparison.Ordinal))
                        .Select(index => (Action)(() => RemoveValue(definition, index)))
                );
            }
        }

        foreach (var cut in cuts.Select(cut => cut % places.Count).Distinct().OrderDescending())
        {
            places[cut]();
        }
    }

    private static void Remove(JsonObject definition, JsonObject properties, string property)
    {
        properties.Remove(property);
        if (definition["required"] is JsonArray required)
        {
            required.RemoveAll(name => (string)name! == property);
        }
    }

    private static void RemoveValue(JsonNode definition, int index)
    {
        var text = (string)definition["enum"]![index]!;
        foreach (var list in new[] { "enum", "x-enum-names", "x-enum-descriptions" })
        {
            (definition[list] as JsonArray)?.RemoveAt(index);
        }

        (definition["x-enum-deprecated"] as JsonArray)?.RemoveAll(value => (string)value! == text);
        (definition["x-enum-providers"] as JsonObject)?.Remove(text);
        foreach (var (_, spelling) in definition["x-spellings"] as JsonObject ?? [])
        {
            spelling!.AsObject().Remove(text);
        }
    }

    /// <summary>Takes out the definitions that nothing leads to any more.</summary>
    private static void Prune(JsonObject schema)
    {
        var definitions = schema["$defs"]!.AsObject();
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<string>(Roots);
        while (pending.TryDequeue(out var name))
        {
            if (reached.Add(name))
            {
                foreach (var reference in References(definitions[name]!))
                {
                    pending.Enqueue(reference);
                }
            }
        }

        foreach (var name in definitions.Select(definition => definition.Key).Except(reached).ToList())
        {
            definitions.Remove(name);
        }
    }

    private static IEnumerable<string> References(JsonNode node) =>
        node switch
        {
            JsonObject members => members.SelectMany(member =>
                member.Key == "$ref" ? [((string)member.Value!)["#/$defs/".Length..]]
                : member.Value is null ? []
                : References(member.Value)
            ),
            JsonArray items => items.SelectMany(item => item is null ? [] : References(item)),
            _ => [],
        };

    /// <summary>Every property with its wire type, without the names of enums (a new one gets a name of its own).</summary>
    private static List<string> Shape(string text)
    {
        var model = SchemaReader.Read("contract.json", text).Model;
        var messages = model.Messages.ToDictionary(message => message.Name);
        var enums = model.Enums.ToDictionary(definition => definition.Name);
        return
        [
            .. model.Messages.SelectMany(message =>
                message.Properties.Select(property =>
                    $"{message.SchemaName}.{property.JsonName}: {Type(property.Type)} {property.ReadOnly} {property.Deprecated is not null}"
                )
            ),
        ];

        string Type(TypeReference type) =>
            type.Kind switch
            {
                TypeKind.Message => messages[type.Name!].SchemaName,
                // A refined string comes back as the plain string it is in the source.
                TypeKind.Enum when type.Name is "Role" or "AspectRatio" or "ImageSize" => "String",
                TypeKind.Enum => string.Join(
                    '|',
                    enums[type.Name!].Values.Select(value => value.Text).Order(StringComparer.Ordinal)
                ),
                TypeKind.List or TypeKind.Map => type.Kind + " of " + Type(type.Element!),
                _ => type.Kind.ToString(),
            };
    }
}
