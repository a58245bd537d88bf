using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Values;

/// <summary>The value types of emitted records.</summary>
public class ValueTests
{
    [Fact]
    public void A_value_that_stands_for_none_is_not_offered()
    {
        Should
            .Throw<FormatException>(() => ImageSize.Parse("3K"))
            .Message.ShouldBe("\"3K\" is not a documented ImageSize; use one of 512, 1K, 2K, 4K.");
        Should
            .Throw<FormatException>(() => ImageSize.Parse("3K\u001b[2J"))
            .Message.ShouldStartWith("\"3K\\u001B[2J\" is not");
        Should.Throw<FormatException>(() => FinishReason.Parse("x")).Message.ShouldNotContain("_UNSPECIFIED");
        ImageSize.Parse("IMAGE_SIZE_UNSPECIFIED").ShouldBe(ImageSize.Unspecified);
        new ImageConfig { ImageSize = ImageSize.Undocumented("3K") }
            .Validate()
            .ShouldHaveSingleItem()
            .Allowed!.ShouldNotContain("_UNSPECIFIED");
    }

    [Fact]
    public void Texts_of_others_are_one_visible_line_in_the_text_of_a_record()
    {
        const string Hostile = "a\u001B[2J\r\nb\u202Ec\u2028d\uD800e\U0001F98A\u200D\U000E0001";
        const string Shown = "a\\u001B[2J\\r\\nb\\u202Ec\\u2028d\\uD800e\U0001F98A\u200D\\uDB40\\uDC01";

        Part.FromText(Hostile).ToString().ShouldBe($"Part {{ Text = {Shown} }}");
        Content.User(Hostile).ToString().ShouldContain($"Text = {Shown} ");
        new ValueList<string>([Hostile]).ToString().ShouldBe($"[{Shown}]");
        new FieldViolation("f", Hostile).ToString().ShouldBe($"FieldViolation {{ Field = f, Description = {Shown} }}");
        new QuotaViolation(null, Hostile, "0").ToString().ShouldBe($"QuotaViolation {{ Id = {Shown}, Value = 0 }}");
        new RetiredModel(default, Hostile).ToString().ShouldContain($"Use = {Shown} ");
        new DiagnosedPicture(new(), Hostile, false, true).ToString().ShouldContain($"DeclaredMediaType = {Shown}, ");
        new ContractViolation("p", ViolationRule.Const, Hostile, null, null).ToString().ShouldBe($"p: {Shown}");
        var parsed = Part.Parse("{\"text\":\"a\",\"x\\u001b\":1}");
        parsed.ToString().ShouldContain("x\\u001B");
    }

    [Fact]
    public void Lists_compare_item_by_item_and_know_absence()
    {
        ValueList<int> list = [1, 2];
        list.Equals(new ValueList<int>(new List<int> { 1, 2 })).ShouldBeTrue();
        list.GetHashCode().ShouldBe(((ValueList<int>)new[] { 1, 2 }).GetHashCode());
        (list == [2, 1]).ShouldBeFalse();
        default(ValueList<int>).IsAbsent.ShouldBeTrue();
        (default(ValueList<int>) == []).ShouldBeFalse();
        default(ValueList<int>).ToArray().ShouldBeEmpty();
        ((ValueList<int>)(int[]?)null).IsAbsent.ShouldBeTrue();
        list.Add(3).ToArray().ShouldBe(new[] { 1, 2, 3 });
        default(ValueList<int>).Add(3).ToArray().ShouldBe(new[] { 3 });
        Should.Throw<ArgumentOutOfRangeException>(() => list[2]);
        Should.Throw<ArgumentOutOfRangeException>(() => list[-1]);
        list.ToString().ShouldBe("[1, 2]");
        new ValueList<int>(Enumerable.Range(0, 12)).ToString().ShouldEndWith("... 2 more]");
    }

    [Fact]
    public void A_list_is_not_changed_through_the_array_it_was_made_of()
    {
        var array = new[] { 1 };
        ValueList<int> list = array;
        array[0] = 9;
        list[0].ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_null_in_a_list_or_a_map()
    {
        string[] words = ["a", null!];
        ValueList<string> list = ["a"];
        Action[] makings =
        [
            () => list = ["a", null!],
            () => list = words,
            () => list = words.ToList(),
            () => list = new(words.AsEnumerable()),
            () => list = list.Add(null!),
        ];
        foreach (var make in makings)
        {
            Should.Throw<ArgumentException>(make);
        }

        Should
            .Throw<ArgumentException>(() => ValueList.Create<string>(["a", null!]))
            .Message.ShouldStartWith("Item 1 is null.");
        Should
            .Throw<ArgumentException>(() => ValueMap.Create(("a", "1"), ("b", null!)))
            .Message.ShouldStartWith("The value of \"b\" is null.");
    }

    [Fact]
    public void Maps_compare_whatever_the_order_and_keep_theirs()
    {
        var map = ValueMap.Create(("b", 1), ("a", 2));
        map.Equals(ValueMap.Create(("a", 2), ("b", 1))).ShouldBeTrue();
        map.GetHashCode().ShouldBe(ValueMap.Create(("a", 2), ("b", 1)).GetHashCode());
        map.Keys.ShouldBe(["b", "a"]);
        map.Values.ShouldBe([1, 2]);
        map["a"].ShouldBe(2);
        Should.Throw<KeyNotFoundException>(() => map["c"]);
        (map == ValueMap.Create(("a", 2), ("b", 3))).ShouldBeFalse();
        ValueMap.Create(("a", 1), ("a", 2))["a"].ShouldBe(2);
        default(ValueMap<int>).IsAbsent.ShouldBeTrue();
        (default(ValueMap<int>) == new ValueMap<int>([])).ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-08-22T10:00:00Z", 1787392800, 0, "2026-08-22T10:00:00Z")]
    [InlineData("2026-08-22T12:00:00.123456789+02:00", 1787392800, 123456789, "2026-08-22T12:00:00.123456789+02:00")]
    [InlineData("1969-12-31t23:59:59.5z", -1, 500000000, "1969-12-31t23:59:59.5z")]
    [InlineData("0001-01-01T00:00:00Z", -62135596800, 0, "0001-01-01T00:00:00Z")]
    public void Instants_are_read_to_the_nanosecond_and_keep_their_text(
        string text,
        long seconds,
        int nanoseconds,
        string written
    )
    {
        var instant = Timestamp.Parse(text);
        instant.UnixSeconds.ShouldBe(seconds);
        instant.Nanoseconds.ShouldBe(nanoseconds);
        instant.ToString().ShouldBe(written);
        instant.ShouldBe(new Timestamp(seconds, nanoseconds));
    }

    [Theory]
    [InlineData("2026-08-22")]
    [InlineData("2026-02-30T10:00:00Z")]
    [InlineData("2026-08-22T10:00:00")]
    [InlineData("2026-08-22T10:00:00.Z")]
    [InlineData("2026-08-22T10:00:00.1234567890Z")]
    [InlineData("2026-08-22T10:00:00+2:00")]
    [InlineData("2026-08-22T10:00:00Zulu")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData(null)]
    public void What_is_no_instant_is_refused(string? text) => Timestamp.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Instants_convert_and_compare()
    {
        var now = new DateTimeOffset(2026, 11, 22, 1, 2, 3, 456, TimeSpan.FromHours(5));
        Timestamp instant = now;
        instant.ToDateTimeOffset().ShouldBe(now);
        instant.ToString().ShouldBe("2026-11-21T20:02:03.456Z");
        (instant < new Timestamp(instant.UnixSeconds, instant.Nanoseconds + 1)).ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => new Timestamp(0, -1));
        Should.Throw<FormatException>(() => Timestamp.Parse("now"));
    }

    [Theory]
    [InlineData("48s", 48, 0)]
    [InlineData("1.50s", 1, 500000000)]
    [InlineData("-0.000000001s", 0, -1)]
    [InlineData("315576000000s", 315576000000, 0)]
    public void Durations_are_read_to_the_nanosecond_and_keep_their_text(string text, long seconds, int nanoseconds)
    {
        var span = Duration.Parse(text);
        span.Seconds.ShouldBe(seconds);
        span.Nanoseconds.ShouldBe(nanoseconds);
        span.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("48")]
    [InlineData("s")]
    [InlineData("1.s")]
    [InlineData("+1s")]
    [InlineData("1 s")]
    [InlineData("315576000001s")]
    [InlineData("1.1234567890s")]
    [InlineData(null)]
    public void What_is_no_duration_is_refused(string? text) => Duration.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Durations_convert_and_compare()
    {
        Duration span = TimeSpan.FromMilliseconds(-1500);
        span.ToString().ShouldBe("-1.500s");
        span.ToTimeSpan().ShouldBe(TimeSpan.FromMilliseconds(-1500));
        (span < new Duration(0, 0)).ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => new Duration(1, -1));
    }
}
