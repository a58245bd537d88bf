using System.Text.Json;
using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>The committed contract against Google's own list of messages, in both directions.</summary>
public sealed class ContractCoverageTests
{
    private const string SchemaPath = "schema/generate-content.schema.json";

    /// <summary>Strings of Google's that are enums here, because only these texts are taken.</summary>
    private static readonly string[] Refined = ["Content.role", "ImageConfig.aspectRatio", "ImageConfig.imageSize"];

    private static readonly string[] Newer =
    [
        .. NewerThanDocuments.Names,
        // The import of an older document does not tell these by themselves.
        "V1mainMediaResolution.numTokens",
        "AudioTranscriptionConfig.sourceText",
    ];

    private static readonly SchemaReading Reading = SchemaReader.Read(SchemaPath, Repository.Text(SchemaPath));

    private static readonly Dictionary<string, MessageDefinition> Messages = Reading.Model.Messages.ToDictionary(
        message => message.SchemaName
    );

    private static readonly Dictionary<string, MessageDefinition> MessagesByName = Reading.Model.Messages.ToDictionary(
        message => message.Name
    );

    private static readonly Dictionary<string, EnumDefinition> Enums = Reading.Model.Enums.ToDictionary(definition =>
        definition.Name
    );

    [Fact]
    public void Nothing_is_wrong_with_it() => Reading.Diagnostics.ShouldBeEmpty();

    [Fact]
    public void Everything_in_it_is_described()
    {
        var silent = Reading
            .Model.Messages.Where(message => message.Description is null)
            .Select(message => message.Name)
            .Concat(
                Reading.Model.Messages.SelectMany(message =>
                    message
                        .Properties.Where(property => property.Description is null)
                        .Select(property => message.Name + "." + property.JsonName)
                )
            )
            .Concat(
                Reading.Model.Enums.SelectMany(definition =>
                    definition
                        .Values.Where(value => value.Description is null)
                        .Select(value => definition.Name + ": " + value.Text)
                )
            )
            .Concat(Reading.Model.Enums.Where(definition => definition.Description is null).Select(e => e.Name));
        silent.ShouldBeEmpty();
    }

    [Fact]
    public void Both_operations_are_there()
    {
        Reading
            .Model.Operations.Select(operation => operation.Name)
            .ShouldBe(["GenerateContent", "StreamGenerateContent"]);
        Reading.Model.Operations.Select(operation => operation.IsStreaming).ShouldBe([false, true]);
        Reading.Model.Messages.ShouldAllBe(message => message.Direction != MessageDirection.None);
    }

    [Fact]
    public void It_has_every_message_property_and_value_of_the_tree_and_of_what_is_newer_and_no_other()
    {
        var tree = MessageTree.Parse(TestData.Text("schema/message-tree-20260822.txt"));

        Messages
            .Keys.Where(name => !Newer.Contains(name))
            .Order(StringComparer.Ordinal)
            .ShouldBe(tree.Messages.Keys.Order(StringComparer.Ordinal));
        var differences = new List<string>();
        var enumProperties = 0;
        foreach (var (name, properties) in tree.Messages)
        {
            var ours = Messages[name].Properties.ToDictionary(property => property.JsonName);
            ours.Keys.Where(property => !Newer.Contains(name + "." + property))
                .Order(StringComparer.Ordinal)
                .ShouldBe(properties.Keys.Order(StringComparer.Ordinal), $"Properties of {name}");
            foreach (var (property, theirs) in properties)
            {
                var path = name + "." + property;
                enumProperties += theirs.Values.Count > 0 ? 1 : 0;
                if (
                    ours[property].ReadOnly != theirs.ReadOnly
                    || ours[property].Deprecated is not null != theirs.Deprecated
                )
                {
                    differences.Add(path + ": read-only or deprecated");
                }

                var type = TypeText(ours[property].Type, ours[property].Spelling);
                if (type != theirs.Type && !(Refined.Contains(path) && theirs.Type == "string"))
                {
                    differences.Add($"{path}: {theirs.Type} there, {type} here");
                }
            }
        }

        differences.ShouldBeEmpty();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Messages.Count} messages, {Messages.Values.Sum(message => message.Properties.Count)} properties, "
                + $"{enumProperties} enum properties of the tree; {Enums.Count} enums with "
                + $"{Enums.Values.Sum(definition => definition.Values.Count)} values here."
        );
        tree.Messages.Count.ShouldBe(85);
        enumProperties.ShouldBe(35);
    }

    [Fact]
    public void What_is_newer_than_the_tree_is_there_and_names_its_source()
    {
        using var schema = JsonDocument.Parse(Repository.Text(SchemaPath));
        foreach (var place in Newer)
        {
            var names = place.Split(['.', ':', ' '], StringSplitOptions.RemoveEmptyEntries);
            var at = schema.RootElement.GetProperty("$defs").GetProperty(names[0]);
            if (place.Contains('.', StringComparison.Ordinal))
            {
                at = at.GetProperty("properties").GetProperty(names[1]);
            }
            else if (names.Length > 1)
            {
                at.GetProperty("enum").EnumerateArray().Select(value => value.GetString()).ShouldContain(names[1]);
                at.GetProperty("x-source").GetString()!.ShouldContain(names[1], customMessage: place);
            }

            at.GetProperty("x-source").GetString().ShouldNotBeNullOrWhiteSpace(place);
        }
    }

    [Fact]
    public void The_refined_strings_are_enums_that_say_which_values_count()
    {
        foreach (var path in Refined)
        {
            var dot = path.IndexOf('.', StringComparison.Ordinal);
            var property = Messages[path[..dot]].Properties.Single(property => property.JsonName == path[(dot + 1)..]);
            property.Type.Kind.ShouldBe(TypeKind.Enum, path);
            var values = property.AllowedValues.IsEmpty
                ? Enums[property.Type.Name!].Values.Select(value => value.Text)
                : property.AllowedValues;
            values.ShouldNotContain(value => value.EndsWith("UNSPECIFIED", StringComparison.Ordinal), path);
        }
    }

    [Fact]
    public void Part_is_one_of_nine_kinds()
    {
        var group = Messages["Part"].OneOfGroups.ShouldHaveSingleItem();
        group.Name.ShouldBe("Data");
        group.Required.ShouldBeTrue();
        group.Exclusive.ShouldBeTrue();
        group.Properties.Count.ShouldBe(9);
    }

    /// <summary>A type as the tree writes it; an enum in the spelling that the property is written in.</summary>
    private static string TypeText(TypeReference type, string? spelling) =>
        type.Kind switch
        {
            TypeKind.Boolean => "boolean",
            TypeKind.Int32 => "integer:int32",
            TypeKind.Int64 => "integer:int64",
            TypeKind.Int64String => "string:int64",
            TypeKind.Single => "number:float",
            TypeKind.Double => "number:double",
            TypeKind.String => "string",
            TypeKind.Base64 => "string:byte",
            TypeKind.Timestamp => "string:google-datetime",
            TypeKind.Duration => "string:google-duration",
            TypeKind.Any => "any",
            TypeKind.AnyObject => "map<any>",
            TypeKind.Message => MessagesByName[type.Name!].SchemaName,
            TypeKind.Enum => "enum(" + EnumText(Enums[type.Name!], spelling) + ")",
            TypeKind.List => TypeText(type.Element!, spelling) + "[]",
            TypeKind.Map => "map<" + TypeText(type.Element!, spelling) + ">",
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };

    private static string EnumText(EnumDefinition definition, string? spelling)
    {
        var texts = definition
            .Values.Where(value => !Newer.Contains($"{definition.Name}: {value.Text}"))
            .Select(value => value.Spellings.FirstOrDefault(text => text.Spelling == spelling)?.Text ?? value.Text)
            .ToList();

        // The tree has the ratios in another order; they are a set.
        return definition.Name == "AspectRatio" && spelling is not null
            ? string.Join('|', texts.OrderBy(TreeOrder))
            : string.Join('|', texts);
    }

    private static int TreeOrder(string ratio) =>
        Array.IndexOf(
            [
                "UNSPECIFIED",
                "ONE_BY_ONE",
                "TWO_BY_THREE",
                "THREE_BY_TWO",
                "THREE_BY_FOUR",
                "FOUR_BY_THREE",
                "FOUR_BY_FIVE",
                "FIVE_BY_FOUR",
                "NINE_BY_SIXTEEN",
                "SIXTEEN_BY_NINE",
                "TWENTY_ONE_BY_NINE",
                "ONE_BY_EIGHT",
                "EIGHT_BY_ONE",
                "ONE_BY_FOUR",
                "FOUR_BY_ONE",
            ],
            ratio["ASPECT_RATIO_".Length..]
        );
}
