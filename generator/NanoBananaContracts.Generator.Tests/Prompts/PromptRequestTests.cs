using System.Globalization;

namespace NanoBananaContracts.Generator.Tests.Prompts;

/// <summary>The requests that prompts make.</summary>
public sealed class PromptRequestTests
{
    private static readonly string Png = Convert.ToBase64String(NanoBananaModelFactory.Png());

    private static InputImage Picture => InputImage.FromBytes(NanoBananaModelFactory.Png());

    [Fact]
    public void What_the_attribute_says_is_in_the_request() =>
        Posters
            .Poster("tea", "warm")
            .ToJson()
            .ShouldBe(
                """{"model":"gemini-nano-banana-2.1","contents":[{"role":"user","parts":[{"text":"Minimalist poster for tea, modern sans-serif typography, warm colour scheme"}]}],"generationConfig":{"responseModalities":["TEXT","IMAGE"],"imageConfig":{"aspectRatio":"16:9","imageSize":"4K"}}}"""
            );

    [Fact]
    public void It_is_valid() => Posters.Poster("tea", "warm").Validate().ShouldBeEmpty();

    [Theory]
    [InlineData("{palette}")]
    [InlineData("{{topic}}")]
    [InlineData("}{")]
    [InlineData("{0} {topic:N} \" \\ \n \"} ]")]
    [InlineData("%s ${topic} $(rm)")]
    public void A_value_is_only_text(string value)
    {
        Text(Posters.Any(value)).ShouldBe(value);
        Text(Posters.Poster(value, value))
            .ShouldBe($"Minimalist poster for {value}, modern sans-serif typography, {value} colour scheme");
        Posters.Any(value).Contents.ShouldHaveSingleItem().Parts.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("")]
    public void Values_are_written_alike_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Text(Posters.Values(new DateTime(2026, 11, 27), 1234.5m, 0.5, 1234567, DayOfWeek.Friday, true, null))
                .ShouldBe("2026-11-27 1234.50 0.5 1,234,567 Friday True  {when}");
            Text(Posters.Values(new DateTime(2026, 11, 27), 1, null, -1, DayOfWeek.Friday, false, 'x'))
                .ShouldBe("2026-11-27 1.00  -1 Friday False x {when}");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Pictures_stand_where_the_prompt_names_them() =>
        Shown(Posters.Brand(product: Generated(), logo: Picture))
            .ShouldBe(["Put ", "image/png", " on ", "image/png", ", and ", "image/png", " in the corner"]);

    [Fact]
    public void Pictures_that_it_does_not_name_follow_in_the_order_written()
    {
        Shown(Posters.Group("smiling", Picture, Picture, Picture))
            .ShouldBe(["Make one group picture of these, smiling", "image/png", "image/png", "image/png"]);
        Shown(Posters.Group(null, null)).ShouldBe(["Make one group picture of these, "]);
        Posters.Group(null, Picture).ToJson().ShouldContain(Png);
    }

    [Fact]
    public void Settings_are_those_of_the_attribute()
    {
        var config = Posters.Group(null, null).GenerationConfig!;

        (config.Temperature, config.Seed, config.ThinkingConfig!.ThinkingLevel).ShouldBe((0.25, 7, ThinkingLevel.High));
        Posters.Group(null, null).Model.ShouldBeNull();
    }

    [Fact]
    public void A_value_that_is_required_and_missing_is_an_error_that_names_it()
    {
        Should.Throw<ArgumentNullException>(() => Posters.Poster("tea", null!)).ParamName.ShouldBe("palette");
        Should.Throw<ArgumentNullException>(() => Posters.Brand(null!, Picture)).ParamName.ShouldBe("product");
        Should.Throw<ArgumentNullException>(() => Posters.Group("a", null, null!)).ParamName.ShouldBe("people");
        Should.Throw<ArgumentException>(() => Posters.Group("a", null, Picture, null!)).ParamName.ShouldBe("people");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_prompt_without_words_fails_before_anything_is_sent(string value) =>
        Should.Throw<NanoBananaException>(() => Posters.Any(value)).Kind.ShouldBe(FailureKind.InvalidRequest);

    private static InputImage Generated() => NanoBananaModelFactory.Image();

    private static string Text(GenerateContentRequest request) =>
        request.Contents[0].Parts.ShouldHaveSingleItem().Text!;

    private static IEnumerable<string?> Shown(GenerateContentRequest request) =>
        request.Contents.ShouldHaveSingleItem().Parts.Select(part => part.Text ?? part.InlineData?.MimeType);
}
