namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>The same small request, ours and as plain objects.</summary>
internal static class SmallRequest
{
    public static GenerateContentRequest Typed() =>
        new()
        {
            Contents = [new Content { Role = Role.User, Parts = [new Part { Text = Programs.Prompt }] }],
            GenerationConfig = new GenerationConfig
            {
                ResponseModalities = [ResponseModality.Text, ResponseModality.Image],
                ImageConfig = new ImageConfig { AspectRatio = AspectRatio.Ratio16x9, ImageSize = ImageSize.Size2K },
            },
        };

    public static PocoRequest Poco() =>
        new(
            [new PocoContent([new PocoPart(Programs.Prompt)], "user")],
            new PocoConfig(["TEXT", "IMAGE"], new PocoImageConfig("16:9", "2K"))
        );
}
