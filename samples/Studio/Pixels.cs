using System.Text.Json;
using NanoBananaContracts;

namespace Studio;

/// <summary>How many pixels a model makes of a ratio and a size: <c>schema/providers/dimensions.json</c>.</summary>
internal static class Pixels
{
    private static readonly Lazy<Dictionary<string, Dictionary<string, Dictionary<string, int[]>>>> Tables = new(Load);

    /// <summary>By ratio, then by size in Google's spelling; null for a model that no table is about.</summary>
    public static IReadOnlyDictionary<string, Dictionary<string, int[]>>? Table(string model) =>
        Tables.Value.GetValueOrDefault(model);

    /// <summary>0 and 0 where they are not known.</summary>
    public static (int Width, int Height) Of(string model, AspectRatio? ratio, ImageSize? size) =>
        ratio is { } asked
        && size is { } wanted
        && Table(model)?.GetValueOrDefault(asked.Value)?.GetValueOrDefault(Key(wanted)) is [var width, var height]
            ? (width, height)
            : (0, 0);

    /// <summary>A size as the tables write it.</summary>
    public static string Key(ImageSize size) => size.Kind == ImageSize.Known.Size512 ? "512" : size.Value;

    private static Dictionary<string, Dictionary<string, Dictionary<string, int[]>>> Load()
    {
        using var document = JsonDocument.Parse(Assets.Read("Studio.dimensions.json"));
        var tables = new Dictionary<string, Dictionary<string, Dictionary<string, int[]>>>(StringComparer.Ordinal);
        foreach (var table in document.RootElement.GetProperty("tables").EnumerateArray())
        {
            var pixels = table.GetProperty("pixels").Deserialize<Dictionary<string, Dictionary<string, int[]>>>()!;
            foreach (var model in table.GetProperty("models").EnumerateArray())
            {
                tables[model.GetString()!] = pixels;
            }
        }

        return tables;
    }
}
