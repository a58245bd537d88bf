using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>A reply in pieces is the reply it would have been whole.</summary>
public sealed class PieceAssemblerTests
{
    public static TheoryData<string, string, string> ReplyFields =>
        new()
        {
            { "promptFeedback", """{"blockReason":"SAFETY"}""", """{"blockReason":"OTHER"}""" },
            { "usageMetadata", """{"totalTokenCount":1}""", """{"totalTokenCount":2}""" },
            { "modelVersion", "\"m1\"", "\"m2\"" },
            { "modelStatus", """{"message":"a"}""", """{"message":"b"}""" },
            { "responseId", "\"r1\"", "\"r2\"" },
            { "createTime", "\"2026-08-15T10:00:00Z\"", "\"2026-08-15T10:00:01Z\"" },
        };

    public static TheoryData<string, string, string> CandidateFields =>
        new()
        {
            { "finishReason", "\"STOP\"", "\"SAFETY\"" },
            { "finishMessage", "\"a\"", "\"b\"" },
            { "safetyRatings", """[{"blocked":true}]""", "[]" },
            { "citationMetadata", """{"citationSources":[]}""", """{"citationSources":[{"uri":"u"}]}""" },
            { "citationMetadata", """{"citations":[]}""", """{"citations":[{"title":"t"}]}""" },
            { "groundingMetadata", """{"webSearchQueries":["a"]}""", """{"webSearchQueries":["b"]}""" },
            { "urlContextMetadata", """{"urlMetadata":[]}""", """{"urlMetadata":[{"retrievedUrl":"u"}]}""" },
        };

    [Theory]
    [MemberData(nameof(ReplyFields))]
    public void Of_a_field_of_the_reply_the_last_word_counts(string name, string first, string second)
    {
        var one = $$"""{"{{name}}":{{first}}}""";
        var other = $$"""{"{{name}}":{{second}}}""";
        Whole(one, other, "{}").ShouldBe(JsonOf(other));
        Whole("{}", one, "{}").ShouldBe(JsonOf(one));
        Whole(one, "{}").ShouldBe(JsonOf(one));
    }

    [Theory]
    [MemberData(nameof(CandidateFields))]
    public void Of_a_field_of_a_candidate_the_last_word_counts(string name, string first, string second)
    {
        var one = $$"""{"candidates":[{"{{name}}":{{first}}}]}""";
        var other = $$"""{"candidates":[{"{{name}}":{{second}}}]}""";
        const string Nothing = """{"candidates":[{}]}""";
        Whole(one, other, Nothing).ShouldBe(JsonOf(other));
        Whole(Nothing, one, Nothing).ShouldBe(JsonOf(one));
        Whole(one, Nothing).ShouldBe(JsonOf(one));
    }

    [Fact]
    public void Parts_come_in_order_candidate_by_candidate() =>
        Whole(
                """{"candidates":[{"index":1,"content":{"parts":[{"text":"x"}]}}]}""",
                """{"candidates":[{"content":{"role":"model","parts":[{"text":"a"},{"text":"b"}]}},{"index":1,"finishReason":"STOP"}]}""",
                """{"candidates":[{"content":{"parts":[{"text":"c"}]},"finishReason":"STOP"},{"index":1,"content":{"role":"other","parts":[{"text":"y"}]}}]}"""
            )
            .ShouldBe(
                JsonOf(
                    """{"candidates":[{"content":{"role":"model","parts":[{"text":"a"},{"text":"b"},{"text":"c"}]},"finishReason":"STOP"},{"content":{"role":"other","parts":[{"text":"x"},{"text":"y"}]},"finishReason":"STOP","index":1}]}"""
                )
            );

    [Fact]
    public void A_role_may_change()
    {
        Whole(
                """{"candidates":[{"content":{"role":"user","parts":[]}}]}""",
                """{"candidates":[{"content":{"role":"model","parts":[]}}]}"""
            )
            .ShouldBe(JsonOf("""{"candidates":[{"content":{"role":"model","parts":[]}}]}"""));
    }

    [Fact]
    public void One_piece_is_the_reply_itself_and_none_is_none()
    {
        var assembler = new PieceAssembler();
        assembler.Count.ShouldBe(0);
        assembler.Assemble().ShouldBeNull();
        assembler.HasFinished.ShouldBeFalse();
        var piece = GenerateContentResponse.Parse("""{"candidates":[{"finishReason":"STOP"}]}""");
        assembler.Add(piece);
        assembler.Assemble().ShouldBeSameAs(piece);
        assembler.HasFinished.ShouldBeTrue();
        assembler.Add(GenerateContentResponse.Parse("""{"candidates":[{}]}"""));
        assembler.HasFinished.ShouldBeTrue();
        assembler.Count.ShouldBe(2);
        assembler.Add(piece);
        assembler.HasFinished.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Reply", "candidates", false, "Candidates")]
    [InlineData("Reply", "candidates", true, "Elsewhere")]
    [InlineData("Reply", "other", false, "Elsewhere")]
    [InlineData("Candidate", "content", true, "Content")]
    [InlineData("Candidate", "content", false, "Elsewhere")]
    [InlineData("Candidate", "other", true, "Elsewhere")]
    [InlineData("Content", "parts", false, "Parts")]
    [InlineData("Content", "parts", true, "Elsewhere")]
    [InlineData("Content", "other", false, "Elsewhere")]
    [InlineData("Part", "inlineData", true, "InlineData")]
    [InlineData("Part", "inline_data", true, "InlineData")]
    [InlineData("Part", "inlineData", false, "Elsewhere")]
    [InlineData("Part", "other", true, "Elsewhere")]
    [InlineData("InlineData", "data", true, "DataObject")]
    [InlineData("InlineData", "data", false, "DataList")]
    [InlineData("InlineData", "other", false, "Elsewhere")]
    [InlineData("DataObject", "data", false, "DataList")]
    [InlineData("DataObject", "data", true, "Elsewhere")]
    [InlineData("DataList", "data", false, "Elsewhere")]
    public void The_way_to_the_pictures(string owner, string name, bool isObject, string place) =>
        ReplyPlaces
            .Property(System.Enum.Parse<ReplyPlace>(owner), Encoding.UTF8.GetBytes(name), isObject)
            .ToString()
            .ShouldBe(place);

    [Theory]
    [InlineData("InlineData", "data", "Picture")]
    [InlineData("InlineData", "mimeType", "Text")]
    [InlineData("Part", "data", "Text")]
    [InlineData("Part", "thoughtSignature", "Signature")]
    [InlineData("Part", "thought_signature", "Signature")]
    [InlineData("Content", "thoughtSignature", "Text")]
    public void What_a_string_is(string owner, string name, string role) =>
        ReplyPlaces.Role(System.Enum.Parse<ReplyPlace>(owner), Encoding.UTF8.GetBytes(name)).ToString().ShouldBe(role);

    private static string Whole(params string[] pieces)
    {
        var assembler = new PieceAssembler();
        foreach (var piece in pieces)
        {
            assembler.Add(GenerateContentResponse.Parse(piece));
        }

        assembler.Count.ShouldBe(pieces.Length);
        return JsonOf(assembler.Assemble().ShouldNotBeNull().ToJson());
    }

    /// <summary>The same JSON, with the candidates of an empty list left out and names in order.</summary>
    private static string JsonOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return string.Join(
            ',',
            document
                .RootElement.EnumerateObject()
                .Where(property => property.Value.ToString() != "[]" || property.Name != "candidates")
                .Select(property => property.ToString())
                .Order(System.StringComparer.Ordinal)
        );
    }
}
