using System.Globalization;

namespace NanoBananaContracts.Extensions.AI;

/// <summary>Turns pixels into a shape and a size: the service makes fixed ones, and the nearest is asked for.</summary>
internal static class PixelSize
{
    // The service's own pixels differ from the named ratio by up to 1.1 % (1584x672 is called 21:9).
    private const double Tolerance = 0.03;

    /// <summary>The ratio and size nearest to some pixels.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="provider">Whose sizes.</param>
    /// <param name="model">Which model's; <see langword="null"/> for the union of all.</param>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.InvalidAspectRatio"/>: no ratio comes within 3 %.
    /// </exception>
    internal static (AspectRatio Ratio, ImageSize? Size) Nearest(
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
        var ratios = models.SelectMany(known => known.AspectRatios).Distinct().ToArray();
        var wanted = (double)width / height;
        var ratio = ratios.OrderBy(known => Distance(Quotient(known), wanted)).First();
        if (Distance(Quotient(ratio), wanted) > Math.Log(1 + Tolerance))
        {
            throw new NanoBananaException(
                FailureKind.InvalidAspectRatio,
                $"{width}x{height} pixels are near no aspect ratio that {model?.Id ?? provider.Name} makes.",
                "Use pixels near one of "
                    + string.Join(", ", ratios.Select(known => known.Value))
                    + ", and crop afterwards if need be."
            );
        }

        var sizes = models.SelectMany(known => known.Sizes).Distinct().ToArray();
        var area = Math.Sqrt((double)width * height);
        return (ratio, sizes.Length == 0 ? null : sizes.OrderBy(size => Distance(Edge(size), area)).First());
    }

    private static double Distance(double left, double right) => Math.Abs(Math.Log(left / right));

    private static double Quotient(AspectRatio ratio)
    {
        var colon = ratio.Value.IndexOf(':');
        return Number(ratio.Value.Substring(0, colon)) / Number(ratio.Value.Substring(colon + 1));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The edge of the square of this size.</summary>
    private static double Edge(ImageSize size) =>
        size.Kind switch
        {
            ImageSize.Known.Size512 => 512,
            ImageSize.Known.Size2K => 2048,
            ImageSize.Known.Size4K => 4096,
            _ => 1024,
        };
}
