namespace NanoBananaContracts.Runtime.Tests.Pictures;

public sealed class ImageFormatsTests
{
    [Fact]
    public void Media_type_and_extension_lead_back_to_the_format()
    {
        foreach (var format in Enum.GetValues<ImageFormat>())
        {
            ImageFormats.FromMediaType(format.MediaType()).ShouldBe(format);
            ImageFormats.FromFileExtension(format.FileExtension()).ShouldBe(format);
        }
    }

    [Theory]
    [InlineData("image/jpg", ImageFormat.Jpeg)]
    [InlineData(" IMAGE/PNG ; q=1", ImageFormat.Png)]
    [InlineData("image/webp;charset=utf-8", ImageFormat.WebP)]
    [InlineData("audio/wav", ImageFormat.Unknown)]
    [InlineData(null, ImageFormat.Unknown)]
    public void Media_types_are_read_leniently(string? mediaType, ImageFormat expected) =>
        ImageFormats.FromMediaType(mediaType).ShouldBe(expected);

    [Theory]
    [InlineData(".JPEG", ImageFormat.Jpeg)]
    [InlineData(".jfif", ImageFormat.Jpeg)]
    [InlineData(".Png", ImageFormat.Png)]
    [InlineData(".v2", ImageFormat.Unknown)]
    [InlineData("", ImageFormat.Unknown)]
    [InlineData(null, ImageFormat.Unknown)]
    public void Extensions_are_read_leniently(string? extension, ImageFormat expected) =>
        ImageFormats.FromFileExtension(extension).ShouldBe(expected);

    [Theory]
    [InlineData("fox", ImageFormat.Jpeg, "fox.jpg")]
    [InlineData("fox.png", ImageFormat.Jpeg, "fox.jpg")]
    [InlineData("fox.jpeg", ImageFormat.Jpeg, "fox.jpeg")]
    [InlineData("fox.v2", ImageFormat.Png, "fox.v2.png")]
    [InlineData("out.d/fox", ImageFormat.WebP, "out.d/fox.webp")]
    [InlineData("FOX.JPG", ImageFormat.Jpeg, "FOX.JPG")]
    public void The_extension_follows_the_bytes(string wish, ImageFormat format, string expected) =>
        PicturePath.For(wish, format).ShouldBe(expected);

    [Theory]
    [InlineData("fox", 1, "fox-1")]
    [InlineData("fox.png", 2, "fox-2.png")]
    [InlineData("fox.v2", 3, "fox.v2-3")]
    public void Several_pictures_are_numbered_before_the_extension(string wish, int number, string expected) =>
        PicturePath.Numbered(wish, number).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_path_is_refused(string path) =>
        Should.Throw<ArgumentException>(() => PicturePath.Check(path, "path")).ParamName.ShouldBe("path");

    [Theory]
    [InlineData("folder/")]
    [InlineData("folder/ ")]
    [InlineData("..")]
    public void A_path_without_a_file_name_is_refused(string path) =>
        Should
            .Throw<NanoBananaException>(() => PicturePath.Check(path, "path"))
            .Kind.ShouldBe(FailureKind.FileNotWritten);
}
