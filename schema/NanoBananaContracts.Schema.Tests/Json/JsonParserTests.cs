using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace NanoBananaContracts.Schema.Tests.Json;

/// <summary>Our JSON reader: what it reads, and where it says it stands.</summary>
public sealed class JsonParserTests
{
    private static readonly string[] LineEnds = ["\n", "\r\n", "\r", " ", "\t", ""];

    [Fact]
    public void Every_node_stands_where_it_says()
    {
        var text = Repository.Text("schema/generate-content.schema.json");
        foreach (var ending in new[] { "\n", "\r\n", "\r" })
        {
            Check(text.ReplaceLineEndings(ending));
        }
    }

    [Fact]
    public void Any_JSON_is_read_as_the_framework_reads_it() =>
        Prop.ForAll(
                Values().ToArbitrary(),
                value =>
                {
                    var root = Check(value);
                    Same(root, JsonDocument.Parse(value).RootElement).ShouldBeTrue(value);
                    Same(root, JsonDocument.Parse(JsonText.Compact(root)).RootElement).ShouldBeTrue(value);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Lines_and_columns_are_counted_by_line_ends_of_all_kinds()
    {
        var root = Parse("\uFEFF{\r\n \"a\":\r\t1,\n\n\"b\": [true,\n null] }");

        root.Mark.ToString().ShouldBe("(1,1)");
        Place(root.Find("a")!.Key).ShouldBe("(2,2) 3");
        Place(root.Find("a")!.Value).ShouldBe("(3,2) 1");
        Place(root.Find("b")!.Value).ShouldBe("(5,6) 1");
        Place(root.Find("b")!.Value.Items[0]).ShouldBe("(5,7) 4");
        Place(root.Find("b")!.Value.Items[1]).ShouldBe("(6,2) 4");
        root.Find("c").ShouldBeNull();
    }

    [Fact]
    public void A_byte_order_mark_is_no_column()
    {
        Parse("\uFEFF[1]").Items[0].Mark.ToString().ShouldBe("(1,2)");
        Parse("\uFEFF[1]").Start.ShouldBe(1);
    }

    [Fact]
    public void Escapes_are_undone_and_the_span_keeps_them()
    {
        var root = Parse("""["\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é😀"]""");

        root.Items[0].Text.ShouldBe("\"\\/\b\f\n\r\té😀é😀");
        (root.Items[0].End - root.Items[0].Start).ShouldBe(root.End - root.Start - 2);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("10")]
    [InlineData("1.50")]
    [InlineData("-1.5e10")]
    [InlineData("1E+2")]
    [InlineData("1e-2")]
    [InlineData("123456789012345678901234567890")]
    public void Numbers_keep_their_text(string number)
    {
        Parse($"[{number}]").Items[0].Text.ShouldBe(number);
        JsonText.Compact(Parse($"[ {number} ]")).ShouldBe($"[{number}]");
    }

    [Fact]
    public void Of_a_name_given_twice_the_first_stays()
    {
        var diagnostics = new DiagnosticBag("a.json");
        var root = JsonParser.Parse("""{ "a": 1, "a": 2, "b": 3 }""", diagnostics, out var damaged)!;

        root.Members.Select(member => member.Name + member.Value.Text).ShouldBe(["a1", "b3"]);
        damaged.ShouldBeFalse();
        diagnostics.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("a\nb\u2028\u200e", "'a\\u000ab\\u2028\\u200e'")]
    [InlineData("", "''")]
    public void Texts_are_shown_on_one_line(string text, string shown) => Wording.Shown(text).ShouldBe(shown);

    [Fact]
    public void A_long_text_is_cut_between_characters()
    {
        Wording.Shown(new string('a', 60)).ShouldBe("'" + new string('a', 60) + "'");
        Wording.Shown(new string('a', 61)).ShouldBe("'" + new string('a', 60) + "...'");
        Wording.Shown(new string('a', 59) + "😀b").ShouldBe("'" + new string('a', 59) + "...'");
    }

    private static JsonNode Parse(string text)
    {
        var diagnostics = new DiagnosticBag("a.json");
        var root = JsonParser.Parse(text, diagnostics, out var damaged);
        diagnostics.Sorted().ShouldBeEmpty();
        damaged.ShouldBeFalse();
        return root.ShouldNotBeNull();
    }

    /// <summary>Reads the text and checks each node against a count from the start of the text.</summary>
    private static JsonNode Check(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n'))
            {
                starts.Add(i + 1);
            }
        }

        var root = Parse(text);
        Visit(root);
        return root;

        void Visit(JsonNode node)
        {
            (starts[node.Mark.Line - 1] + node.Mark.Column - 1).ShouldBe(node.Start);
            var first = text[node.Start];
            var last = text[node.End - 1];
            (first, last).ShouldBe(
                node.Kind switch
                {
                    JsonKind.Object => ('{', '}'),
                    JsonKind.Array => ('[', ']'),
                    JsonKind.String => ('"', '"'),
                    _ => (node.Text[0], node.Text[^1]),
                }
            );
            node.Mark.Length.ShouldBe(node.Kind is JsonKind.Object or JsonKind.Array ? 1 : node.End - node.Start);
            foreach (var item in node.Items)
            {
                Visit(item);
            }

            foreach (var member in node.Members)
            {
                Visit(member.Key);
                Visit(member.Value);
            }
        }
    }

    private static bool Same(JsonNode node, JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => node.Kind == JsonKind.Object
                && node.Members.Count == element.GetPropertyCount()
                && node.Members.Zip(element.EnumerateObject())
                    .All(pair => pair.First.Name == pair.Second.Name && Same(pair.First.Value, pair.Second.Value)),
            JsonValueKind.Array => node.Kind == JsonKind.Array
                && node.Items.Count == element.GetArrayLength()
                && node.Items.Zip(element.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
            JsonValueKind.String => node.Kind == JsonKind.String && node.Text == element.GetString(),
            _ => node.Text == element.GetRawText() && node.Kind is JsonKind.Number or JsonKind.Boolean or JsonKind.Null,
        };

    private static string Place(JsonNode node) =>
        node.Mark + " " + node.Mark.Length.ToString(CultureInfo.InvariantCulture);

    private static Gen<string> Values()
    {
        var space = Gen.Elements(LineEnds);
        var text = Gen.Elements("", "a", "é", "😀", "\"", "\\", "\n", "\u0001", "/", "\u2028", "\ufeff")
            .ListOf()
            .Select(parts => Escaped(string.Concat(parts)));
        var scalar = Gen.OneOf(
            Gen.Elements("null", "true", "false", "0", "-1", "1.5", "2e3", "-0.0E-7", "98765432109876543210"),
            text
        );
        return Tree(3);

        Gen<string> Tree(int depth)
        {
            if (depth == 0)
            {
                return scalar;
            }

            var inner =
                from before in space
                from value in Tree(depth - 1)
                from after in space
                select before + value + after;
            var list = inner.ListOf().Select(items => "[" + string.Join(',', items.Take(4)) + "]");
            var map = inner
                .ListOf()
                .Select(items => "{" + string.Join(',', items.Take(4).Select((item, i) => $"\"k{i}\" :{item}")) + " }");
            return Gen.OneOf(scalar, list, map);
        }
    }

    /// <summary>Half of the characters as escapes, so that both ways are read.</summary>
    private static string Escaped(string text)
    {
        var builder = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '"' or '\\' or < ' ' || i % 2 == 1 && !char.IsSurrogate(text[i]))
            {
                builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
            }
            else
            {
                builder.Append(text[i]);
            }
        }

        return builder.Append('"').ToString();
    }
}
