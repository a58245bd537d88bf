namespace NanoBananaContracts.Runtime.Tests.Requests;

/// <summary>Images that go with a prompt.</summary>
public sealed class InputImageTests
{
    [Fact]
    public async Task Each_way_gives_the_part_of_a_whole_image()
    {
        var png = NanoBananaModelFactory.Png();
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, png, TestContext.Current.CancellationToken);
            using var stream = new MemoryStream(png);
            InputImage generated = NanoBananaModelFactory.Image(png);
            foreach (
                var image in new[]
                {
                    InputImage.FromBytes(png),
                    await InputImage.FromStreamAsync(stream, TestContext.Current.CancellationToken),
                    await InputImage.FromFileAsync(path, TestContext.Current.CancellationToken),
                    generated,
                }
            )
            {
                image.Part.ShouldBe(Part.FromImage(png));
                image.ToString().ShouldBe("image/png");
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no image")]
    public void What_is_none_is_refused_before_there_is_a_request(string text) =>
        Should
            .Throw<NanoBananaException>(() => InputImage.FromBytes(System.Text.Encoding.UTF8.GetBytes(text)))
            .Kind.ShouldBe(FailureKind.InvalidInputImage);

    [Fact]
    public void Nothing_is_no_image() => Should.Throw<ArgumentNullException>(() => InputImage.FromGenerated(null!));
}
