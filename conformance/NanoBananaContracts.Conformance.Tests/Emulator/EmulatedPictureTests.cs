using System.Text;
using System.Text.Json;
using NanoBananaContracts.Conformance.Tests.Emulator.Pictures;

namespace NanoBananaContracts.Conformance.Tests.Emulator;

public sealed class EmulatedPictureTests
{
    [Fact]
    public async Task The_request_of_the_article_gives_text_and_a_png_of_2048_by_2048()
    {
        await using var server = await EmulatorCall.StartAsync();

        var call = await EmulatorCall.SendAsync(server, ArticleRequest.Json);

        call.Status.ShouldBe(200, call.Body[..Math.Min(500, call.Body.Length)]);
        call.ContentType.ShouldBe("application/json; charset=UTF-8");
        call.Parts.Count.ShouldBe(2);
        call.Parts[0].GetProperty("text").GetString().ShouldNotBeNullOrWhiteSpace();
        call.Picture!.Value.GetProperty("mimeType").GetString().ShouldBe("image/png");
        var picture = DecodedPicture.Read(call.PictureBytes);
        (picture.Width, picture.Height).ShouldBe((2048, 2048));
        picture.Rgb.Distinct().Count().ShouldBeGreaterThan(100, "it is worth looking at");
        var usage = call.Json.GetProperty("usageMetadata");
        usage.GetProperty("candidatesTokensDetails")[0].GetProperty("tokenCount").GetInt32().ShouldBe(1680);
        usage
            .GetProperty("totalTokenCount")
            .GetInt32()
            .ShouldBe(
                usage.GetProperty("promptTokenCount").GetInt32()
                    + usage.GetProperty("candidatesTokenCount").GetInt32()
                    + usage.GetProperty("thoughtsTokenCount").GetInt32()
            );
        call.Json.GetProperty("modelVersion").GetString().ShouldBe("gemini-3.1-flash-image-preview");
        call.Json.GetProperty("responseId").GetString()!.Length.ShouldBe(22);
        call.Json.GetProperty("candidates")[0].GetProperty("finishReason").GetString().ShouldBe("STOP");
        server.BilledImageCount.ShouldBe(1);
    }

    public static TheoryData<string> Ratios() =>
        [
            .. ProviderInfo
                .WisGate.FindModel(ProviderInfo.WisGate.DefaultModel)!
                .AspectRatios.Select(ratio => ratio.Value),
        ];

    [Theory]
    [MemberData(nameof(Ratios))]
    public async Task Every_ratio_has_the_pixels_of_the_table(string ratio)
    {
        await using var server = await EmulatorCall.StartAsync();
        using var table = JsonDocument.Parse(TestSupport.Repository.Text("schema/providers/dimensions.json"));
        var pixels = table
            .RootElement.GetProperty("tables")[0]
            .GetProperty("pixels")
            .GetProperty(ratio)
            .GetProperty("512");

        var call = await EmulatorCall.SendAsync(server, EmulatorCall.Request(ratio: ratio));

        var picture = DecodedPicture.Read(call.PictureBytes);
        (picture.Width, picture.Height).ShouldBe((pixels[0].GetInt32(), pixels[1].GetInt32()));
    }

    [Theory]
    [InlineData("gemini-nano-banana-2.1", "1K", "16:9", 1376, 768, 1120)]
    [InlineData("gemini-nano-banana-2.1", null, null, 1024, 1024, 1120)]
    [InlineData("gemini-3-pro-image", null, null, 1408, 768, 1120)]
    [InlineData("gemini-3-pro-image", "2K", "21:9", 3168, 1344, 1120)]
    public async Task Google_sends_jpeg_of_documented_pixels_and_tokens(
        string model,
        string? size,
        string? ratio,
        int width,
        int height,
        int tokens
    )
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Google);

        var call = await EmulatorCall.SendAsync(server, EmulatorCall.Request(size: size, ratio: ratio), model);

        call.Picture!.Value.GetProperty("mimeType").GetString().ShouldBe("image/jpeg");
        var inspection = PictureInspector.Inspect(call.PictureBytes);
        (inspection.Format, inspection.Width, inspection.Height, inspection.IsWhole).ShouldBe(
            (ImageFileFormat.Jpeg, width, height, true)
        );
        call.Json.GetProperty("usageMetadata")
            .GetProperty("candidatesTokensDetails")[0]
            .GetProperty("tokenCount")
            .GetInt32()
            .ShouldBe(tokens);
    }

    [Fact]
    public async Task A_jpeg_decodes_and_a_2_5_model_sends_png_without_signature()
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Google);

        var jpeg = await EmulatorCall.SendAsync(server, EmulatorCall.Request(size: "1K"));
        var decoded = DecodedPicture.Read(jpeg.PictureBytes);
        (decoded.Width, decoded.Height).ShouldBe((1024, 1024));
        jpeg.Parts[^1].TryGetProperty("thoughtSignature", out _).ShouldBeTrue();

        var png = await EmulatorCall.SendAsync(server, EmulatorCall.Request(size: null), "gemini-2.5-flash-image");
        (DecodedPicture.Read(png.PictureBytes).Width, png.Parts[^1].TryGetProperty("thoughtSignature", out _)).ShouldBe(
            (1024, false)
        );
    }

    [Theory]
    [InlineData("0.5K")]
    [InlineData("512px")]
    [InlineData("05.K")]
    public async Task Google_quietly_makes_1K_of_a_misspelt_half_K(string size)
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Google);

        var call = await EmulatorCall.SendAsync(server, EmulatorCall.Request(size: size));

        call.Status.ShouldBe(200, call.Body);
        PictureInspector.Inspect(call.PictureBytes).Width.ShouldBe(1024);
    }

    [Fact]
    public async Task Two_prompts_give_two_pictures_and_one_prompt_gives_one()
    {
        await using var server = await EmulatorCall.StartAsync();

        var fox = await EmulatorCall.SendAsync(server, EmulatorCall.Request("A red fox"));
        var again = await EmulatorCall.SendAsync(server, EmulatorCall.Request("A red fox"));
        var crane = await EmulatorCall.SendAsync(server, EmulatorCall.Request("A grey crane"));

        again.PictureBytes.ShouldBe(fox.PictureBytes);
        crane.PictureBytes.AsSpan().SequenceEqual(fox.PictureBytes).ShouldBeFalse();
        again.Json.GetProperty("responseId").GetString().ShouldNotBe(fox.Json.GetProperty("responseId").GetString());
    }
}
