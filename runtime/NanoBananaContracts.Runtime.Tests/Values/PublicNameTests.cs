namespace NanoBananaContracts.Runtime.Tests.Values;

/// <summary>Names that a project of pictures has anyway, and which the contract's namespace must not make ambiguous.</summary>
public sealed class PublicNameTests
{
    // Public types of System.Drawing and .Imaging, System.Windows.Media.Imaging, ImageSharp, SkiaSharp, Avalonia and MAUI that are
    // named for what a contract of pictures is about too.
    private static readonly string[] Theirs =
    [
        "Bitmap",
        "Brush",
        "Canvas",
        "Color",
        "Configuration",
        "Encoder",
        "Font",
        "Frame",
        "Geometry",
        "Graphics",
        "IImage",
        "Image",
        "ImageAttributes",
        "ImageExtensions",
        "ImageFormat",
        "ImageFormatException",
        "ImageInfo",
        "ImageMetadata",
        "ImageSource",
        "Pen",
        "Picture",
        "PixelFormat",
        "Point",
        "Rectangle",
        "Size",
        "Transform",
    ];

    [Fact]
    public void No_public_type_has_a_name_that_imaging_libraries_have() =>
        typeof(NanoBananaClient)
            .Assembly.GetExportedTypes()
            .Where(type => type.Namespace == "NanoBananaContracts")
            .Select(type => type.Name)
            .Intersect(Theirs)
            .ShouldBeEmpty();
}
