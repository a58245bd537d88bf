namespace NanoBananaContracts.Runtime.Tests.Replies;

public sealed class ErrorTextTests
{
    [Theory]
    [InlineData("48s", 48.0)]
    [InlineData("0.5s", 0.5)]
    [InlineData("0s", 0.0)]
    [InlineData("48", null)]
    [InlineData("s", null)]
    [InlineData("-1s", null)]
    [InlineData("NaNs", null)]
    [InlineData("Infinitys", null)]
    [InlineData("-Infinitys", null)]
    [InlineData("\u221Es", null)]
    [InlineData("-0s", null)]
    [InlineData("1 s", null)]
    [InlineData("1e3s", null)]
    [InlineData("1,5s", null)]
    [InlineData("99999999999999999999s", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_duration_in_seconds(string? text, double? seconds) =>
        ErrorText.Seconds(text).ShouldBe(seconds is { } number ? TimeSpan.FromSeconds(number) : null);

    [Theory]
    [InlineData("Please RETRY IN 48.5s.", 48.5)]
    [InlineData("retry in 7s", 7.0)]
    [InlineData("retry in 7 s", null)]
    [InlineData("retry in 7", null)]
    [InlineData("retry in 0.", null)]
    [InlineData("retry in s", null)]
    [InlineData("retry in 9m5s", null)]
    [InlineData("retry later", null)]
    [InlineData(null, null)]
    public void A_wait_in_a_sentence(string? text, double? seconds) =>
        ErrorText.RetryDelay(text).ShouldBe(seconds is { } number ? TimeSpan.FromSeconds(number) : null);

    [Theory]
    [InlineData("No (request id: 2026-ab_Z9)", "2026-ab_Z9")]
    [InlineData("REQUEST ID: x", "x")]
    [InlineData("request id: .", null)]
    [InlineData("request id: ", null)]
    [InlineData("request: 5", null)]
    [InlineData(null, null)]
    public void An_id_in_a_sentence(string? text, string? id) => ErrorText.RequestId(text).ShouldBe(id);

    [Fact]
    public void Base64_of_128_characters_is_long()
    {
        const string Alphabet = "AZaz09+/-_=";
        var shorter = string.Concat(Enumerable.Repeat(Alphabet, 12))[..127];
        var longer = string.Concat(Enumerable.Repeat(Alphabet, 12))[..128];
        ErrorText.WithoutBase64(shorter).ShouldBe(shorter);
        ErrorText.WithoutBase64(longer).ShouldBe("<128 characters of Base64>");
        ErrorText
            .WithoutBase64($"a {longer}, {shorter} {longer}A.")
            .ShouldBe($"a <128 characters of Base64>, {shorter} <129 characters of Base64>.");
        ErrorText.WithoutBase64(new string('é', 200)).ShouldBe(new string('é', 200));
        ErrorText.WithoutBase64("").ShouldBe("");
    }

    [Theory]
    [InlineData("see data:image/png;base64,AA", "a data URL")]
    [InlineData("DATA:IMAGE/png", "a data URL")]
    [InlineData("![fox](https://host/fox)", "a Markdown link")]
    [InlineData("Here ![fox](HTTP://host/fox)", "a Markdown link")]
    [InlineData("![fox] (http", null)]
    [InlineData("[fox](http://host) ![", null)]
    [InlineData("https://host/a.png", "a link, https://host/a.png,")]
    [InlineData(" http://host/a.JPG ", "a link, http://host/a.JPG,")]
    [InlineData("HTTPS://host/a.jpeg?x=.y", "a link, HTTPS://host/a.jpeg?x=.y,")]
    [InlineData("https://host/a.webp#b", "a link, https://host/a.webp#b,")]
    [InlineData("https://host/a.gif", null)]
    [InlineData("https://host/a?b.png", null)]
    [InlineData("https://host/a.png b", "a link, https://host/a.png,")]
    [InlineData("Here: /files/fox.png", "a link, /files/fox.png,")]
    [InlineData("I would call it fox.png", null)]
    [InlineData("ftp://host/a.png", null)]
    [InlineData("a.png", null)]
    [InlineData("", null)]
    [InlineData("I cannot open https://example.com/photo.png, please upload it. What colour?", null)]
    [InlineData("Shall I use https://example.com/photo.png as the base?", null)]
    [InlineData("Shall I use [this](https://example.com/photo.png) or [that image](/files/a)?", null)]
    [InlineData("https://example.com/photo.png cannot be opened. (Is it yours?)", null)]
    [InlineData("\u65E0\u6CD5\u6253\u5F00 https://example.com/a.png\uFF0C\u53EF\u4EE5\u4E0A\u4F20\u5417\uFF1F", null)]
    [InlineData("Your fox: https://cdn.x/fox.png Another one?", "a link, https://cdn.x/fox.png,")]
    [InlineData("Done.\n\n**https://cdn.x/fox.png**\n\nDo you like it?", "a link, https://cdn.x/fox.png,")]
    [InlineData("Ready? I put it at https://cdn.x/fox.png?a=1&b=2", "a link, https://cdn.x/fox.png?a=1&b=2,")]
    [InlineData("Do you mean https://commons.wikimedia.org/wiki/File:Fox.jpg", null)]
    [InlineData("See [a fox](https://commons.wikimedia.org/wiki/File%3AFox.jpg).", null)]
    [InlineData("[Download the style guide](https://host/guide.pdf)", null)]
    [InlineData("[Download](https://www.gimp.org/downloads/) GIMP and open it.", null)]
    [InlineData("[Download](https://www.gimp.org/downloads) GIMP and open it.", null)]
    [InlineData("Done. [Download](https://host/a)\nBye.", "a Markdown link")]
    [InlineData("Images are written `![alt](url)` there.", null)]
    [InlineData("Images are written `![alt](url)`: ![fox](/files/fox)", "a Markdown link")]
    [InlineData("Use the `<img src=...>` tag.", null)]
    [InlineData("Saved as sandbox:/mnt/data/fox.png.", "a link, sandbox:/mnt/data/fox.png,")]
    [InlineData("gs://bucket/fox.png", "a link, gs://bucket/fox.png,")]
    [InlineData("It is file:///out/fox.png now", "a link, file:///out/fox.png,")]
    public void An_image_in_a_text(string text, string? found) => ImageLinks.Find(text).ShouldBe(found);
}
