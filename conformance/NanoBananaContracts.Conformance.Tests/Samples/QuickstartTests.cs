using NanoBananaContracts.Conformance.Tests.Emulator.Pictures;

namespace NanoBananaContracts.Conformance.Tests.Samples;

public sealed class QuickstartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-quickstart-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Without_arguments_it_saves_the_butterfly_of_the_article()
    {
        var (exitCode, output, error) = await RunAsync();

        exitCode.ShouldBe(0, error);
        var picture = DecodedPicture.Read(
            await File.ReadAllBytesAsync(Path.Combine(folder, "butterfly.png"), TestContext.Current.CancellationToken)
        );
        (picture.Width, picture.Height).ShouldBe((2048, 2048));
        foreach (
            var named in (string[])
                ["text   Here is", "time   ", "size   2048 x 2048, image/png", "USD 0.058", "butterfly.png"]
        )
        {
            output.ShouldContain(named);
        }

        Directory.GetFiles(folder).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Options_reach_the_request_and_the_extension_follows_the_bytes()
    {
        var (exitCode, output, error) = await RunAsync(
            "--provider",
            "google",
            "--prompt",
            "A red fox",
            "--aspect-ratio",
            "16:9",
            "--image-size",
            "1K",
            "--out",
            "fox.png"
        );

        exitCode.ShouldBe(0, error);
        output.ShouldContain("size   1376 x 768, image/jpeg");
        output.ShouldContain("USD 0.034");
        PictureInspector
            .Inspect(
                await File.ReadAllBytesAsync(Path.Combine(folder, "fox.jpg"), TestContext.Current.CancellationToken)
            )
            .Width.ShouldBe(1376);
    }

    [Theory]
    [InlineData("--image-size", "3K", "imageSize", "0.5K")]
    [InlineData("--aspect-ratio", "5:7", "aspectRatio", "16:9")]
    [InlineData("--provider", "bing", "bing", "wisgate")]
    [InlineData("--frobnicate", "1", "--frobnicate", "--help")]
    [InlineData("--prompt", " ", "--prompt", "empty")]
    [InlineData("--model", "", "--model", "empty")]
    [InlineData("--out", "", "--out", "empty")]
    [InlineData("--out", "..", "--out", "names no file")]
    [InlineData("--out", "sub/", "--out", "names no file")]
    [InlineData("--out", "no/such/fox", "--out", "folder does not exist")]
    public async Task A_wrong_value_is_one_clear_line_and_exit_code_3(
        string option,
        string value,
        string named,
        string cure
    )
    {
        var (exitCode, _, error) = await RunAsync(option, value);

        exitCode.ShouldBe(3);
        var line = error.Trim().Split('\n').ShouldHaveSingleItem();
        line.ShouldContain(named);
        line.ShouldContain(cure);
        Directory.GetFiles(folder).ShouldBeEmpty();
    }

    private async Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] args)
    {
        var stdout = new StringWriter();
        var stderr = new StringWriter();
        var exitCode = await Quickstart.Program.RunAsync(
            args,
            stdout,
            stderr,
            folder,
            TestContext.Current.CancellationToken
        );
        return (exitCode, stdout.ToString(), stderr.ToString());
    }
}
