using System.Globalization;

namespace NanoBananaContracts.Extensions.AI;

/// <summary>
/// Turns pixels into a shape and a size. The service makes fixed ones: asked for are the nearest shape, and of it the
/// smallest size that is not smaller, so that nothing has to be made larger afterwards.
/// </summary>
internal static class PixelSize
{
    /// <summary>The nearest ratio, and its smallest size that is not smaller than some pixels.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="provider">Whose sizes.</param>
    /// <param name="model">Which model's; <see langword="null"/> for the union of all.</param>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.InvalidImageSize"/>: that is no size of an image, or more than is made.</exception>
    internal static (AspectRatio Ratio, ImageSize? Size) NotSmaller(
        int width,
        int height,
        ProviderInfo provider,
        ModelInfo? model
    )
    {
        if (width <= 0 || height <= 0)
        {
            throw new NanoBananaException(FailureKind.InvalidImageSize, $"{width}x{height} is no size of an image.");
        }

        var models = model is null ? provider.Models : [model];
        var wanted = (double)width / height;
        var ratio = models
            .SelectMany(known => known.AspectRatios)
            .Distinct()
            .OrderBy(known => Distance(Quotient(known), wanted))
            .First();
        var sizes = models
            .SelectMany(known => known.Sizes)
            .Distinct()
            .Select(size => (ImageSize?)size)
            .OrderBy(Edge)
            .ToArray();
        var stretch = Math.Sqrt(Quotient(ratio));
        var edge = Math.Max(width / stretch, height * stretch) / Surplus(stretch);
        var enough = (sizes.Length == 0 ? [null] : sizes).SkipWhile(size => Edge(size) < edge).Take(1).ToArray();
        return enough.Length > 0 ? (ratio, enough[0]) : throw TooLarge(width, height, ratio, sizes.LastOrDefault());
    }

    /// <summary>
    /// How many times as long as those of its square in another shape the edges of a size are at most: the square, 1:4 and 4:1
    /// divide it without rest; 1:8 and 8:1 are far above (384x3072 is 1K), the others rounded up (848x1264).
    /// </summary>
    private static double Surplus(double stretch) =>
        stretch is 1 or 2 or 0.5 ? 1
        : stretch is > 2.5 or < 0.4 ? 1.061
        : 1.016;

    // Not the largest instead: it would be billed, and have to be made larger after all.
    private static NanoBananaException TooLarge(int width, int height, AspectRatio ratio, ImageSize? largest)
    {
        var stretch = Math.Sqrt(Quotient(ratio));
        return new(
            FailureKind.InvalidImageSize,
            FormattableString.Invariant(
                $"{width}x{height} is larger than the largest image in the nearest shape, {ratio.Value}, about {Edge(largest) * stretch:F0}x{Edge(largest) / stretch:F0}; nothing was sent."
            ),
            "Ask for at most that, and enlarge the image yourself."
        );
    }

    private static double Distance(double left, double right) => Math.Abs(Math.Log(left / right));

    private static double Quotient(AspectRatio ratio)
    {
        var colon = ratio.Value.IndexOf(':');
        return Number(ratio.Value.Substring(0, colon)) / Number(ratio.Value.Substring(colon + 1));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The edge of the square of this size, or of a model that has one size only.</summary>
    private static double Edge(ImageSize? size) =>
        size?.Kind switch
        {
            ImageSize.Known.Size512 => 512,
            ImageSize.Known.Size2K => 2048,
            ImageSize.Known.Size4K => 4096,
            _ => 1024,
        };
}
