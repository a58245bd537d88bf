using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Conformance.Players.Matching;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Players;

public sealed class JsonPropertyTests
{
    private static Gen<JsonNode?> Value(int depth) =>
        depth == 0
            ? Gen.OneOf(
                Gen.Constant<JsonNode?>(null),
                ArbMap.Default.GeneratorFor<bool>().Select(value => (JsonNode?)value),
                ArbMap.Default.GeneratorFor<int>().Select(value => (JsonNode?)value),
                Gen.Elements("", "v", "a b", "é😀", "\"\\\n", "${json", "1").Select(value => (JsonNode?)value)
            )
            : Gen.OneOf(
                Value(0),
                Gen.ListOf(Value(depth - 1), 3)
                    .Select(items => (JsonNode?)new JsonArray(items.Select(item => item?.DeepClone()).ToArray())),
                Gen.ListOf(Gen.Elements("a", "b", "c", "d é").Zip(Value(depth - 1)), 3)
                    .Select(pairs =>
                        (JsonNode?)
                            new JsonObject(
                                pairs
                                    .DistinctBy(pair => pair.Item1)
                                    .Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2?.DeepClone()))
                            )
                    )
            );

    private static Arbitrary<string> Texts => Value(3).Select(value => value?.ToJsonString() ?? "null").ToArbitrary();

    private static JsonElement Parse(string text) => JsonDocument.Parse(text).RootElement;

    [Fact]
    public void What_is_written_for_a_jsonBody_reads_back_the_same() =>
        Prop.ForAll(
                Texts,
                text =>
                    JsonElement.DeepEquals(
                        Parse(text),
                        Parse(Encoding.UTF8.GetString(JacksonJson.WriteCompact(Parse(text))))
                    )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_value_equals_itself_with_its_keys_turned_round() =>
        Prop.ForAll(Texts, text => new JsonEquality(default).AreEqual(Parse(text), Parse(TurnRound(Parse(text)))))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Array_order_counts_unless_it_is_ignored() =>
        Prop.ForAll(
                Texts,
                text =>
                {
                    var forward = Parse($"[{text},\"end\"]");
                    var backward = Parse($"[\"end\",{text}]");
                    return new JsonEquality(new JsonEqualityOptions(true, false)).AreEqual(forward, backward)
                        && new JsonEquality(default).AreEqual(forward, backward) == (text == "\"end\"");
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_forgiving_reader_reads_strict_JSON_as_it_stands() =>
        Prop.ForAll(
                Texts,
                text =>
                {
                    var reading = LenientJson.Read(text);
                    return !reading.Failed
                        && (reading.Value is { } value ? JsonElement.DeepEquals(value, Parse(text)) : text == "null");
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_forgiving_reader_never_throws_on_damaged_JSON() =>
        Prop.ForAll(
                Texts,
                text =>
                {
                    for (var cut = 0; cut < text.Length; cut++)
                    {
                        LenientJson.Read(text[..cut]);
                        LenientJson.Read(text.Remove(cut, 1));
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a++")]
    [InlineData("[a[b]]")]
    [InlineData("[a&&b]")]
    [InlineData(@"\p{Alpha}")]
    [InlineData(@"\h")]
    [InlineData("(?'n'a)")]
    [InlineData("a{2}+")]
    [InlineData(@"a\")]
    public void A_regex_that_Java_reads_otherwise_is_refused(string pattern) =>
        JavaRegex.TryCreate(pattern, out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("a+?b", "aab")]
    [InlineData(@"\p{L}+", "é")]
    [InlineData("a{1,2}?", "aa")]
    [InlineData(@"\++", "++")]
    [InlineData(@"(?>a+)b", "aab")]
    public void A_regex_that_both_read_alike_is_played(string pattern, string text)
    {
        JavaRegex.TryCreate(pattern, out var regex, out var problem).ShouldBeTrue(problem);
        regex!.IsFullMatch(text).ShouldBeTrue();
    }

    private static string TurnRound(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "{"
                + string.Join(
                    ",",
                    value
                        .EnumerateObject()
                        .Reverse()
                        .Select(property => JsonSerializer.Serialize(property.Name) + ":" + TurnRound(property.Value))
                )
                + "}",
            JsonValueKind.Array => "[" + string.Join(",", value.EnumerateArray().Select(TurnRound)) + "]",
            _ => value.GetRawText(),
        };
}
