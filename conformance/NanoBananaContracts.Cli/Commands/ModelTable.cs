using System.Globalization;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>
/// Models as one table on a terminal of 80 columns: a row a model, a column a size, and in it the price, so that what is
/// made and what it costs are seen at once.
/// </summary>
internal static class ModelTable
{
    private const int SizeWidth = 7;
    private const string NotMade = "-";
    private const string NotKnown = "?";

    private static readonly string[] UsualSizes = ["512", "1K", "2K", "4K"];

    /// <summary>The lines of the table, and what its signs mean.</summary>
    /// <param name="providers">The providers, in order.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<ProviderInfo> providers)
    {
        var width = providers.SelectMany(provider => provider.Models).Max(model => model.Id.Length);
        string[] sizes =
        [
            .. UsualSizes
                .Concat(providers.SelectMany(provider => provider.Models).SelectMany(model => model.Sizes).Select(Name))
                .Distinct(),
        ];
        var head = string.Concat(sizes.Select(size => size.PadLeft(SizeWidth)));
        yield return $"  {"USD a picture".PadRight(width + 2)}{head}  ratios  takes";
        foreach (var provider in providers)
        {
            yield return $"{provider.Id} ({provider.Name}), key in {provider.ApiKeyVariable}";
            foreach (var model in provider.Models)
            {
                foreach (var line in Rows(provider, model, width, sizes))
                {
                    yield return line;
                }
            }
        }

        yield return "";
        yield return $"* default    {NotMade} not made    {NotKnown} made, price not known";
        yield return "'nanobanana models MODEL' shows one with ratios, prices, refusals and sources.";
    }

    private static IEnumerable<string> Rows(ProviderInfo provider, ModelInfo model, int width, string[] sizes)
    {
        var name = (model.Id + (model.Id == provider.DefaultModel ? " *" : "")).PadRight(width + 2);
        if (model.Retired is { } end)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  {name}retired {end.Since:yyyy-MM-dd}, use {end.Use}"
            );
            yield break;
        }

        var prices = string.Concat(sizes.Select(size => Cell(model, size).PadLeft(SizeWidth)));
        var time = model.NominalTime is { } span
            ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s")
            : NotKnown;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"  {name}{prices}{model.AspectRatios.Count, 8}{time, 7}"
        );
        if (model.Sizes.Count == 0)
        {
            yield return "    refuses imageSize: it makes one size";
        }

        if (model.RefusedParameters.Count > 0)
        {
            yield return $"    refuses {string.Join(", ", model.RefusedParameters)}";
        }
    }

    private static string Cell(ModelInfo model, string column)
    {
        var made = model.Sizes.Count == 0 && model.DefaultSize is { } only ? [only] : model.Sizes;
        foreach (var size in made)
        {
            if (Name(size) == column)
            {
                return model.PricePerImageUsd(size) is { } price
                    ? price.ToString(CultureInfo.InvariantCulture)
                    : NotKnown;
            }
        }

        return NotMade;
    }

    /// <summary>One column for half a K, which some spell <c>0.5K</c>.</summary>
    private static string Name(ImageSize size) => size.Value == "0.5K" ? "512" : size.Value;
}
