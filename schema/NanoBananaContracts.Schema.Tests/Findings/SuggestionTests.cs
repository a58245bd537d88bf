namespace NanoBananaContracts.Schema.Tests.Findings;

/// <summary>What a misspelt word was meant to be.</summary>
public sealed class SuggestionTests
{
    [Theory]
    [InlineData("strng", "string")]
    [InlineData("sting", "string")]
    [InlineData("stirng", "string")]
    [InlineData("STRING", "string")]
    [InlineData("strings", "string")]
    [InlineData("srting", "string")]
    [InlineData("additionalPropertys", "additionalProperties")]
    [InlineData("aditionalPropertiees", "additionalProperties")]
    [InlineData("additionProperties", "additionalProperties")]
    [InlineData("op", "OP")]
    [InlineData("on", null)]
    [InlineData("cat", "car")]
    [InlineData("cow", null)]
    [InlineData("sstrring", "string")]
    [InlineData("sstrrinngg", null)]
    [InlineData("", null)]
    public void Is_found_when_it_is_near(string word, string? meant) =>
        new Suggestion().Closest(word, ["string", "additionalProperties", "OP", "car"]).ShouldBe(meant);

    [Fact]
    public void The_nearest_wins_and_of_equals_the_first()
    {
        new Suggestion().Closest("minimun", ["maximum", "minimum"]).ShouldBe("minimum");
        new Suggestion().Closest("abcdeX", ["abcdeY", "abcdeZ"]).ShouldBe("abcdeY");
    }

    [Fact]
    public void A_monstrous_word_has_none()
    {
        var monster = new string('a', 81);
        new Suggestion().Closest(monster, [monster]).ShouldBeNull();
        new Suggestion().Closest(monster[..80], [monster, monster[..80]]).ShouldBe(monster[..80]);
    }

    [Fact]
    public void A_flood_of_misspellings_gets_its_first_suggestions_only()
    {
        var candidates = Enumerable.Range(0, 2000).Select(i => $"definition{i}").ToList();
        var suggestion = new Suggestion();
        var found = Enumerable
            .Range(0, 200)
            .Count(_ => suggestion.Closest("definitoin1999", candidates) == "definition1999");

        found.ShouldBeInRange(5, 50);
    }

    [Theory]
    [InlineData("reqired", "Did you mean 'required'?")]
    [InlineData("colour", null)]
    public void Is_said_in_a_sentence(string word, string? sentence) =>
        new Suggestion().DidYouMean(word, ["required"]).ShouldBe(sentence);
}
