using NanoBananaContracts.Emulator.Pictures;

namespace NanoBananaContracts.Conformance.Tests.Emulator.Pictures;

public sealed class PictureStudioTests
{
    // One for each painting.
    private static readonly string[] Prompts = ["A red fox in snow", "A grey crane", "An astronaut reading"];

    [Fact]
    public void The_prompts_of_these_tests_show_every_painting() =>
        Prompts
            .Select(prompt => Painting.Of(prompt, [], new SkiaSharp.SKSize(1, 1)).GetType())
            .ShouldBe([typeof(LandscapePainting), typeof(OrbitPainting), typeof(SilkPainting)], ignoreOrder: true);

    [Fact]
    public async Task The_same_prompt_gives_the_same_file_and_another_prompt_another()
    {
        foreach (var prompt in Prompts)
        {
            var file = await DrawAsync(Order(prompt, 160, 90));

            (await DrawAsync(Order(prompt, 160, 90))).ShouldBe(file);
            var other = await DrawAsync(Order(prompt + "!", 160, 90));
            other.AsSpan().SequenceEqual(file).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(97, 65)]
    [InlineData(1001, 603)]
    [InlineData(64, 512)]
    public async Task Both_formats_are_whole_have_the_pixels_asked_for_and_show_the_same(int width, int height)
    {
        foreach (var prompt in Prompts)
        {
            var png = DecodedPicture.Read(await DrawAsync(Order(prompt, width, height)));
            var jpeg = DecodedPicture.Read(
                await DrawAsync(Order(prompt, width, height) with { Format = ImageFileFormat.Jpeg })
            );

            (png.Width, png.Height).ShouldBe((width, height));
            (jpeg.Width, jpeg.Height).ShouldBe((width, height));
            var sum = png.Lightness().Zip(jpeg.Lightness(), (a, b) => (a - b) * (a - b)).Sum();
            (10 * Math.Log10(255 * 255 / Math.Max(1e-9, sum / (width * height)))).ShouldBeGreaterThan(33, "in dB");
        }
    }

    [Fact]
    public async Task Every_size_shows_the_same_picture()
    {
        foreach (var prompt in Prompts)
        {
            var large = DecodedPicture.Read(await DrawAsync(Order(prompt, 600, 400)));
            var small = DecodedPicture.Read(await DrawAsync(Order(prompt, 300, 200)));

            large.Halved().Likeness(small).ShouldBeGreaterThan(0.98);
        }
    }

    [Fact]
    public async Task A_colour_that_the_prompt_names_is_seen()
    {
        var red = DecodedPicture.Read(await DrawAsync(Order("A RED landscape", 64, 64)));
        var blue = DecodedPicture.Read(await DrawAsync(Order("a landscape, blue", 64, 64)));

        (red.Mean(0) - red.Mean(2)).ShouldBeGreaterThan(20);
        (blue.Mean(2) - blue.Mean(0)).ShouldBeGreaterThan(20);
        NamedHue.In("reduced, goldfish, unbluely").ShouldBeNull();
    }

    [Fact]
    public async Task A_file_is_kept_until_there_is_no_room()
    {
        var token = TestContext.Current.CancellationToken;
        using var roomy = new PictureStudio(easels: 1, cacheBytes: 1024 * 1024);
        using var full = new PictureStudio(easels: 1, cacheBytes: 16);
        var order = Order("A grey crane", 40, 30);

        var file = await roomy.MakeAsync(order, token);
        // Two memories are equal where they are the same bytes of the same array.
        (await roomy.MakeAsync(Order("A grey crane", 40, 30), token))
            .Equals(file)
            .ShouldBeTrue();
        (await roomy.MakeAsync(order with { Height = 31 }, token)).Equals(file).ShouldBeFalse();

        var first = await full.MakeAsync(order, token);
        var second = await full.MakeAsync(order, token);
        second.Equals(first).ShouldBeFalse();
        second.ToArray().ShouldBe(first.ToArray());
    }

    [Fact]
    public async Task Many_calls_at_once_get_the_same_file()
    {
        using var studio = new PictureStudio(easels: 2, cacheBytes: 1024 * 1024);
        var files = await Task.WhenAll(
            Enumerable
                .Range(0, 32)
                .Select(call =>
                    Task.Run(
                        () =>
                            studio.MakeAsync(Order($"Call {call % 4}", 64, 64), TestContext.Current.CancellationToken),
                        TestContext.Current.CancellationToken
                    )
                )
        );

        for (var call = 4; call < files.Length; call++)
        {
            files[call].Span.SequenceEqual(files[call % 4].Span).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_call_given_up_draws_nothing_and_leaves_room_for_the_next()
    {
        using var studio = new PictureStudio(easels: 1, cacheBytes: 1024);
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => studio.MakeAsync(Order("A fox", 8, 8), given.Token));

        (
            await studio.MakeAsync(Order("A fox", 8, 8), TestContext.Current.CancellationToken)
        ).Length.ShouldBeGreaterThan(0);
    }

    private static PictureOrder Order(string prompt, int width, int height) =>
        new(prompt, [], width, height, ImageFileFormat.Png);

    /// <summary>Draws without a cache.</summary>
    private static async Task<byte[]> DrawAsync(PictureOrder order)
    {
        using var studio = new PictureStudio(easels: 1, cacheBytes: 1);
        return (await studio.MakeAsync(order, TestContext.Current.CancellationToken)).ToArray();
    }
}
