using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Schema.Tests.Harness;
using NanoBananaContracts.Schema.Tests.Reading;

namespace NanoBananaContracts.Schema.Tests.Model;

/// <summary>Models are compared by what they say: layout and the order of definitions say nothing.</summary>
public sealed class EqualityTests
{
    /// <summary>Objects whose members have an order that matters, by the keyword they stand under.</summary>
    private static readonly HashSet<string> Ordered = ["properties"];

    [Fact]
    public void Layout_and_the_order_of_keywords_and_definitions_change_nothing() =>
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                seed =>
                {
                    var random = new Random(seed);
                    foreach (var schema in new[] { SchemaFuzz.Everything, Small })
                    {
                        var expected = SchemaReader.Read("a.json", schema);
                        var shuffled = Shuffled(schema, random);
                        var actual = SchemaReader.Read("b.json", shuffled);

                        actual.Diagnostics.ShouldBeEmpty(shuffled);
                        actual.Model.ShouldBe(expected.Model, shuffled);
                        actual.Model.GetHashCode().ShouldBe(expected.Model.GetHashCode());
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_contract_may_be_shuffled()
    {
        var schema = Repository.Text("schema/generate-content.schema.json");
        SchemaReader
            .Read("b.json", Shuffled(schema, new Random(1)))
            .Model.ShouldBe(SchemaReader.Read("a.json", schema).Model);
    }

    [Theory]
    [InlineData("\"a\"", "\"b\"")]
    [InlineData("\"maxLength\": 5", "\"maxLength\": 6")]
    [InlineData("\"Words.\"", "\"Other words.\"")]
    [InlineData("\"required\": [\"a\"]", "\"required\": [\"c\"]")]
    [InlineData("\"x\", \"y\"", "\"y\", \"x\"")]
    [InlineData("\"words\"", "\"phrases\"")]
    [InlineData("\"POST\"", "\"PUT\"")]
    [InlineData("\"default\": \"x\"", "\"default\": \"y\"")]
    [InlineData("\"deprecated\": true", "\"deprecated\": false")]
    public void Whatever_is_said_makes_a_difference(string old, string now)
    {
        var changed = Small.Replace(old, now, StringComparison.Ordinal);
        changed.ShouldNotBe(Small);
        SoundSchema.Sound(changed).ShouldNotBe(SoundSchema.Sound(Small));
    }

    [Fact]
    public void The_model_of_a_file_depends_on_no_culture()
    {
        // The framework's own data may be absent (invariant mode), so the strangest of cultures is made by hand.
        var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        strange.NumberFormat.NegativeSign = "\u2212";
        strange.NumberFormat.NumberDecimalSeparator = ",";
        strange.NumberFormat.NumberGroupSeparator = ".";
        const string schema = """
            { "$defs": { "A": { "type": "integer", "enum": [-5, 3] }, "B": { "type": "object", "properties": {
              "n": { "type": "number", "minimum": -1.5, "default": -2.5 }, "i": { "type": "integer", "minimum": 5, "maximum": -5 },
              "e": { "$ref": "#/$defs/A", "enum": [-5], "default": -5 } } } } }
            """;
        var expected = SchemaReader.Read("a.json", schema);
        expected.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("NBC1601");

        var culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = strange;
            SchemaReader.Read("a.json", schema).ShouldBe(expected);
            SchemaReader.Read("a.json", schema).Diagnostics[0].ToString().ShouldBe(expected.Diagnostics[0].ToString());
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Lists_are_equal_by_their_items()
    {
        var list = new EquatableArray<string>(["a", "b"]);

        list.ShouldBe(new EquatableArray<string>((IEnumerable<string>)["a", "b"]));
        (list == new EquatableArray<string>(["a", "b"])).ShouldBeTrue();
        (list != new EquatableArray<string>(["b", "a"])).ShouldBeTrue();
        list.Equals(new EquatableArray<string>(["a"])).ShouldBeFalse();
        list.Equals((object)"a").ShouldBeFalse();
        list.Equals((object)new EquatableArray<string>(["a", "b"])).ShouldBeTrue();
        list.GetHashCode().ShouldBe(new EquatableArray<string>(["a", "b"]).GetHashCode());
        list.GetHashCode().ShouldNotBe(new EquatableArray<string>(["b", "a"]).GetHashCode());
        list[1].ShouldBe("b");
        default(EquatableArray<string>).ShouldBe(new EquatableArray<string>([]));
        default(EquatableArray<string>).GetHashCode().ShouldBe(new EquatableArray<string>([]).GetHashCode());
        default(EquatableArray<string>).IsEmpty.ShouldBeTrue();
        default(EquatableArray<string>).ToArray().ShouldBeEmpty();
        Should.Throw<ArgumentOutOfRangeException>(() => default(EquatableArray<string>)[0]);
    }

    [Fact]
    public void Marks_are_equal_wherever_they_are()
    {
        var (here, there) = (new SourceMark(1, 2, 3), new SourceMark(4, 5));

        (here == there).ShouldBeTrue();
        (here != there).ShouldBeFalse();
        here.Equals((object)there).ShouldBeTrue();
        here.Equals((object)"a").ShouldBeFalse();
        here.GetHashCode().ShouldBe(there.GetHashCode());
        there.ToString().ShouldBe("(4,5)");
        there.Length.ShouldBe(1);
    }

    private const string Small = """
        {
          "x-operations": { "Do": { "method": "POST", "path": "/", "request": "#/$defs/Ask", "response": "#/$defs/Ask" } },
          "$defs": {
            "Ask": {
              "description": "Words.",
              "properties": { "a": { "type": "string", "maxLength": 5 }, "c": { "$ref": "#/$defs/Style", "default": "x" } },
              "required": ["a"]
            },
            "Style": { "enum": ["x", "y"], "deprecated": true, "x-spellings": { "words": { "x": "ex" } } }
          }
        }
        """;

    private static string Shuffled(string schema, Random random)
    {
        var root = JsonParser.Parse(schema, new DiagnosticBag("a.json"), out _)!;
        var builder = new StringBuilder();
        Write(root, "");
        return builder.ToString();

        void Write(JsonNode node, string under)
        {
            Space();
            switch (node.Kind)
            {
                case JsonKind.Object:
                    builder.Append('{');
                    var members = node.Members.ToArray();
                    if (!Ordered.Contains(under))
                    {
                        random.Shuffle(members);
                    }

                    for (var i = 0; i < members.Length; i++)
                    {
                        builder.Append(i > 0 ? "," : "");
                        Space();
                        builder.Append(JsonText.Quoted(members[i].Name));
                        Space();
                        builder.Append(':');

                        // What a default looks like inside is for the service to say, so its order is kept.
                        Write(members[i].Value, members[i].Name == "default" ? "properties" : members[i].Name);
                    }

                    builder.Append('}');
                    break;
                case JsonKind.Array:
                    builder.Append('[');
                    for (var i = 0; i < node.Items.Count; i++)
                    {
                        builder.Append(i > 0 ? "," : "");
                        Write(node.Items[i], "");
                    }

                    builder.Append(']');
                    break;
                default:
                    builder.Append(JsonText.Compact(node));
                    break;
            }

            Space();
        }

        void Space() =>
            builder.Append(
                random.Next(8) switch
                {
                    0 => "\n",
                    1 => "\r\n",
                    2 => "\t ",
                    _ => "",
                }
            );
    }
}
