using System.Text;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Serialization;

public sealed class UnknownFieldsTests
{
    private static readonly RawJson One = RawJson.Parse("1");
    private static readonly RawJson Two = RawJson.Parse("2");

    [Fact]
    public void Fields_of_ones_own_are_sent()
    {
        var content = new Content { UnknownFields = new UnknownFields(("a \"b\"", RawJson.Parse("[1]"))) };
        content.ToJson().ShouldBe("""{"a \"b\"":[1]}""");
        content.UnknownFields.Find("a \"b\"").ToString().ShouldBe("[1]");
        Content.Parse("""{"a \u0022b\u0022":[1.0]}""").ShouldBe(content);
        Should.Throw<ArgumentException>(() => new UnknownFields(("a", default)));
    }

    [Fact]
    public void Fields_are_equal_with_equal_names_and_values_in_the_same_order()
    {
        var fields = new UnknownFields(("a", One), ("b", Two));
        Same(fields, new UnknownFields(("a", RawJson.Parse("1.0")), ("b", Two)));
        Differ(fields, new UnknownFields(("b", Two), ("a", One)));
        Differ(fields, new UnknownFields(("a", One)));
        Differ(fields, new UnknownFields(("a", One), ("b", Two), ("b", Two)));
        Differ(fields, new UnknownFields(("a", One), ("b", One)));
        Differ(fields, new UnknownFields(("a", One), ("c", Two)));
        Differ(new UnknownFields(), UnknownFields.Replacing(One));
        Differ(UnknownFields.Replacing(Two), UnknownFields.Replacing(One));
        Same(UnknownFields.Replacing(One), UnknownFields.Replacing(One));
        fields.Equals(null).ShouldBeFalse();
        fields.Equals("a").ShouldBeFalse();
    }

    [Fact]
    public void Of_two_fields_of_one_name_the_last_is_found()
    {
        var fields = new UnknownFields(("a", One), ("b", One), ("a", Two), ("c", One));
        fields.Find("a").ShouldBe(Two);
        fields.Find("c").ShouldBe(One);
        fields.Find("A").IsAbsent.ShouldBeTrue();
        fields.Count.ShouldBe(4);
        fields[2].Value.ShouldBe(Two);
    }

    [Fact]
    public void Of_two_texts_of_one_property_the_last_is_found()
    {
        var fields = new UnknownFields();
        fields.TryFindVerbatim("a"u8, out var none).ShouldBeFalse();
        none.IsAbsent.ShouldBeTrue();
        fields.AddVerbatim("a"u8.ToArray(), One);
        fields.AddVerbatim("b"u8.ToArray(), One);
        fields.AddVerbatim("a"u8.ToArray(), Two);
        fields.TryFindVerbatim("a"u8, out var text).ShouldBeTrue();
        text.ShouldBe(Two);
        fields.TryFindVerbatim("b"u8, out text).ShouldBeTrue();
        text.ShouldBe(One);
        fields.TryFindVerbatim("c"u8, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_name_is_kept_as_it_stood_and_read_as_what_it_says()
    {
        var field = Blob.Parse("""{"\u0061\n":1,"plain":2}""").UnknownFields.ShouldNotBeNull();
        Encoding.UTF8.GetString(field[0].EscapedName.Span).ShouldBe("\\u0061\\n");
        field[0].Name.ShouldBe("a\n");
        Encoding.UTF8.GetString(field[0].NameUtf8.Span).ShouldBe("a\n");
        Encoding.UTF8.GetString(field[1].NameUtf8.Span).ShouldBe("plain");
        (field[0] == new UnknownFields(("a\n", One))[0]).ShouldBeTrue();
        (field[0] != new UnknownFields(("a\n", Two))[0]).ShouldBeTrue();
        (field[0] != new UnknownFields(("a", One))[0]).ShouldBeTrue();
        field[0].Equals("a").ShouldBeFalse();
        field[0].GetHashCode().ShouldBe(new UnknownFields(("a\n", RawJson.Parse("1e0")))[0].GetHashCode());
    }

    [Fact]
    public void An_absent_value_is_no_field()
    {
        Should
            .Throw<ArgumentException>(() => new UnknownFields(("odd", default)))
            .Message.ShouldContain("\"odd\" has no value");
        Should.Throw<ArgumentNullException>(() => new UnknownFields(null!));
    }

    [Fact]
    public void Only_names_are_shown()
    {
        new UnknownFields(("a", One), ("b", Two)).ToString().ShouldBe("a, b");
        UnknownFields.Replacing(One).ToString().ShouldBe("Number in place of an object");
        new UnknownFields(("a", One), ("b", Two)).Select(field => field.Name).ShouldBe(["a", "b"]);
    }

    private static void Same(UnknownFields left, UnknownFields right)
    {
        left.Equals(right).ShouldBeTrue();
        left.Equals((object)right).ShouldBeTrue();
        left.GetHashCode().ShouldBe(right.GetHashCode());
    }

    private static void Differ(UnknownFields left, UnknownFields right)
    {
        left.Equals(right).ShouldBeFalse();
        right.Equals(left).ShouldBeFalse();
    }
}
