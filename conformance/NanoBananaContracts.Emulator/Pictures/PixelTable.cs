using System.Text.Json;

namespace NanoBananaContracts.Emulator;

/// <summary>How many pixels each model makes of a ratio and a size: <c>schema/providers/dimensions.json</c>.</summary>
internal static class PixelTable
{
    private const string Resource = "NanoBananaContracts.Emulator.dimensions.json";

    private static readonly Lazy<IReadOnlyDictionary<string, Table>> Tables = new(Load);

    /// <summary>The pixels of a picture.</summary>
    /// <param name="model">The model's id, without <c>models/</c>.</param>
    /// <param name="ratio">A ratio the model knows; <see langword="null"/> lets the model choose, as it does.</param>
    /// <param name="size">A size the model knows, in any spelling.</param>
    public static (int Width, int Height) Find(string model, AspectRatio? ratio, ImageSize size)
    {
        // A model that only a gateway has is drawn like the newest.
        var table = Tables.Value.GetValueOrDefault(model) ?? Tables.Value[ProviderInfo.Google.DefaultModel];
        var key = size.Kind switch
        {
            ImageSize.Known.Size512 => "512",
            ImageSize.Known.Size2K => "2K",
            ImageSize.Known.Size4K => "4K",
            _ => "1K",
        };
        if (ratio is null && table.Unasked.TryGetValue(key, out var chosen))
        {
            return chosen;
        }

        var bySize = table.Pixels[Canonical(ratio ?? AspectRatio.Ratio1x1)];
        return bySize.TryGetValue(key, out var pixels) ? pixels : Scale(bySize["1K"], key);
    }

    /// <summary>The ratio as the table writes it, however it was read: <c>ASPECT_RATIO_ONE_BY_ONE</c> is <c>1:1</c>.</summary>
    private static string Canonical(AspectRatio ratio) => AspectRatio.All.First(value => value == ratio).Value;

    /// <summary>A size the table lacks, for a gateway that offers more sizes than Google: its ratio to 1K is its name.</summary>
    private static (int Width, int Height) Scale((int Width, int Height) pixels, string key) =>
        key switch
        {
            "512" => (pixels.Width / 2, pixels.Height / 2),
            "2K" => (pixels.Width * 2, pixels.Height * 2),
            "4K" => (pixels.Width * 4, pixels.Height * 4),
            _ => pixels,
        };

    private static Dictionary<string, Table> Load()
    {
        using var stream =
            typeof(PixelTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var document = JsonDocument.Parse(stream);
        var tables = new Dictionary<string, Table>();
        foreach (var element in document.RootElement.GetProperty("tables").EnumerateArray())
        {
            var pixels = element
                .GetProperty("pixels")
                .EnumerateObject()
                .ToDictionary(
                    ratio => ratio.Name,
                    ratio =>
                        ratio
                            .Value.EnumerateObject()
                            .ToDictionary(
                                size => size.Name,
                                size => (size.Value[0].GetInt32(), size.Value[1].GetInt32())
                            )
                );
            foreach (var model in element.GetProperty("models").EnumerateArray())
            {
                var id = model.GetString()!;
                tables[id] = new Table(pixels, Unasked(id));
            }
        }

        return tables;
    }

    /// <summary>What recorded replies show where no ratio was asked for; a picture that is in no table.</summary>
    private static Dictionary<string, (int, int)> Unasked(string model) =>
        model.StartsWith("gemini-3-pro-image", StringComparison.Ordinal)
        || model.StartsWith("gemini-3.1-flash-lite-image", StringComparison.Ordinal)
            ? new() { ["1K"] = (1408, 768) }
            : [];

    private sealed record Table(
        Dictionary<string, Dictionary<string, (int, int)>> Pixels,
        Dictionary<string, (int, int)> Unasked
    );
}
