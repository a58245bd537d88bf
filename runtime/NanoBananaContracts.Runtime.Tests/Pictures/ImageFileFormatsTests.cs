namespace NanoBananaContracts.Runtime.Tests.Pictures;

public sealed class ImageFileFormatsTests
{
    [Fact]
    public void Media_type_and_extension_lead_back_to_the_format()
    {
        foreach (var format in Enum.GetValues<ImageFileFormat>())
        {
            ImageFileFormats.FromMediaType(format.MediaType()).ShouldBe(format);
            ImageFileFormats.FromFileExtension(format.FileExtension()).ShouldBe(format);
        }
    }

    [Theory]
    [InlineData("image/jpg", ImageFileFormat.Jpeg)]
    [InlineData(" IMAGE/PNG ; q=1", ImageFileFormat.Png)]
    [InlineData("image/webp;charset=utf-8", ImageFileFormat.WebP)]
    [InlineData("audio/wav", ImageFileFormat.Unknown)]
    [InlineData(null, ImageFileFormat.Unknown)]
    public void Media_types_are_read_leniently(string? mediaType, ImageFileFormat expected) =>
        ImageFileFormats.FromMediaType(mediaType).ShouldBe(expected);

    [Theory]
    [InlineData(".JPEG", ImageFileFormat.Jpeg)]
    [InlineData(".jfif", ImageFileFormat.Jpeg)]
    [InlineData(".Png", ImageFileFormat.Png)]
    [InlineData(".v2", ImageFileFormat.Unknown)]
    [InlineData("", ImageFileFormat.Unknown)]
    [InlineData(null, ImageFileFormat.Unknown)]
    public void Extensions_are_read_leniently(string? extension, ImageFileFormat expected) =>
        ImageFileFormats.FromFileExtension(extension).ShouldBe(expected);

    [Theory]
    [InlineData("fox", ImageFileFormat.Jpeg, "fox.jpg")]
    [InlineData("fox.png", ImageFileFormat.Jpeg, "fox.jpg")]
    [InlineData("fox.jpeg", ImageFileFormat.Jpeg, "fox.jpeg")]
    [InlineData("fox.v2", ImageFileFormat.Png, "fox.v2.png")]
    [InlineData("out.d/fox", ImageFileFormat.WebP, "out.d/fox.webp")]
    [InlineData("FOX.JPG", ImageFileFormat.Jpeg, "FOX.JPG")]
    public void The_extension_follows_the_bytes(string wish, ImageFileFormat format, string expected) =>
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
