using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Studio;

namespace NanoBananaContracts.Conformance.Tests.Samples;

public sealed class StudioTests : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private StudioServer studio = null!;

    public async ValueTask InitializeAsync()
    {
        studio = await StudioServer.StartAsync(live: false, port: 0, TestContext.Current.CancellationToken);
        http.BaseAddress = studio.Address;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await studio.DisposeAsync();
    }

    [Fact]
    public async Task The_page_offers_what_the_contract_knows_and_shows_what_was_painted()
    {
        (await http.GetStringAsync("/", TestContext.Current.CancellationToken)).ShouldContain("<form id=\"order\">");
        var choices = await http.GetFromJsonAsync<JsonElement>("/choices", TestContext.Current.CancellationToken);
        choices.GetProperty("providers")[0].GetProperty("sizes")[0].GetProperty("value").GetString().ShouldBe("0.5K");

        using var reply = await OrderAsync(new PictureOrder("google", "A red fox", "16:9", "1K"));

        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        var painted = await reply.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        painted.GetProperty("priceUsd").GetDecimal().ShouldBe(0m);
        var bytes = await http.GetByteArrayAsync(
            painted.GetProperty("url").GetString(),
            TestContext.Current.CancellationToken
        );
        var picture = PictureInspector.Inspect(bytes);
        (picture.Format, picture.Width, picture.Height, picture.IsWhole).ShouldBe(
            (ImageFileFormat.Jpeg, 1376, 768, true)
        );
    }

    [Theory]
    [InlineData("wisgate", "A red fox", "1:1", "3K", "imageSize")]
    [InlineData("wisgate", "A red fox", "5:7", "1K", "aspectRatio")]
    [InlineData("bing", "A red fox", "1:1", "1K", "bing")]
    [InlineData("wisgate", "   ", "1:1", "1K", "prompt is empty")]
    [InlineData("wisgate", null, "1:1", "1K", "prompt is empty")]
    [InlineData("wisgate", "A red fox", "", "1K", "")]
    [InlineData("wisgate", "A red fox", "1:1", null, "")]
    [InlineData(null, "A red fox", "1:1", "1K", "")]
    public async Task A_wrong_order_is_told_what_is_wrong(
        string? provider,
        string? prompt,
        string? ratio,
        string? size,
        string named
    )
    {
        using var reply = await OrderAsync(new PictureOrder(provider!, prompt!, ratio!, size!));

        reply.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var told = await reply.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        told.GetProperty("message").GetString()!.ShouldContain(named);
    }

    [Fact]
    public async Task Pages_of_others_cannot_order()
    {
        using var plain = new StringContent(
            """{"provider":"wisgate","prompt":"x","aspectRatio":"1:1","imageSize":"1K"}""",
            Encoding.UTF8,
            "text/plain"
        );
        using var asText = await http.PostAsync("/pictures", plain, TestContext.Current.CancellationToken);
        asText.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "evil.example";
        using var asStranger = await http.SendAsync(request, TestContext.Current.CancellationToken);
        asStranger.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Pages_of_others_cannot_frame_it_and_have_it_clicked()
    {
        using var page = await http.GetAsync("/", TestContext.Current.CancellationToken);

        page.Headers.GetValues("Content-Security-Policy")
            .ShouldHaveSingleItem()
            .ShouldContain("frame-ancestors 'none'");
        page.Headers.GetValues("X-Frame-Options").ShouldHaveSingleItem().ShouldBe("DENY");
    }

    private Task<HttpResponseMessage> OrderAsync(PictureOrder order) =>
        http.PostAsJsonAsync("/pictures", order, TestContext.Current.CancellationToken);
}
