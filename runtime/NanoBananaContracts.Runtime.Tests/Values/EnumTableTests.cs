using System.Text;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Values;

/// <summary>The tables of large enums.</summary>
public class EnumTableTests
{
    private static readonly EnumTexts Texts = new(
        ["b", "", "a\u20ac", "ab", "\uFFFD", "B", "bee", "x"],
        [1, 1, 4],
        ["shop", "none"],
        [
            [1, 7, 4, 8],
            [],
        ]
    );

    [Fact]
    public void Every_text_has_its_number_as_text_and_as_bytes()
    {
        for (var number = 1; number <= 8; number++)
        {
            var text = Texts.TextOf(number);
            Texts.NumberOf(text).ShouldBe(number);
            Texts.NumberOf(Encoding.UTF8.GetBytes(text)).ShouldBe(number);
        }
    }

    [Theory]
    [InlineData("A")]
    [InlineData("bees")]
    [InlineData("a")]
    [InlineData("zz")]
    public void Another_text_has_none(string text)
    {
        Texts.NumberOf(text).ShouldBe(0);
        Texts.NumberOf(Encoding.UTF8.GetBytes(text)).ShouldBe(0);
        Texts.NumberOf((string?)null).ShouldBe(0);
    }

    [Fact]
    public void What_is_no_UTF8_is_not_taken_for_the_character_it_is_replaced_by() =>
        Texts.NumberOf([0xFF]).ShouldBe(0);

    [Fact]
    public void A_text_knows_its_value_and_a_value_its_spelling()
    {
        Enumerable.Range(0, 9).Select(Texts.ValueOf).ShouldBe([0, 1, 2, 3, 4, 5, 1, 1, 4]);
        Enumerable.Range(1, 5).Select(value => Texts.SpellingOf(value, "shop")).ShouldBe([7, 2, 3, 8, 5]);
        Texts.SpellingOf(1, "none").ShouldBe(1);
        Texts.SpellingOf(1, "elsewhere").ShouldBe(1);
    }

    [Fact]
    public void Numbers_have_their_index()
    {
        var numbers = new EnumNumbers([5, long.MinValue, 0]);

        numbers.IndexOf(long.MinValue).ShouldBe(2);
        numbers.IndexOf(0).ShouldBe(3);
        numbers.IndexOf(6).ShouldBe(0);
        numbers.NumberOf(1).ShouldBe(5);
    }

    [Fact]
    public void Nothing_is_missing()
    {
        Should.Throw<ArgumentNullException>(() => new EnumNumbers(null!));
        Should.Throw<ArgumentNullException>(() => new EnumTexts(null!, [], [], []));
        Should.Throw<ArgumentNullException>(() => new EnumTexts([], null!, [], []));
        Should.Throw<ArgumentNullException>(() => new EnumTexts([], [], null!, []));
        Should.Throw<ArgumentNullException>(() => new EnumTexts([], [], [], null!));
    }
}
