using System.Globalization;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>All that is known of one model of one provider, on a terminal of 80 columns.</summary>
internal static class ModelSheet
{
    /// <summary>The page.</summary>
    public static string Of(ProviderInfo provider, ModelInfo model, ModelSources sources)
    {
        var sheet = new TerminalSheet();
        sheet.Lines($"{model.Id} at {provider.Name} ({provider.Id})", "");
        sheet.Named("default", model.Id == provider.DefaultModel ? "yes: it is taken where no model is named" : null);
        sheet.Named("ended", model.Retired is { } end ? ModelLines.End(end) : null);
        sheet.Named("aliases", string.Join(", ", model.Aliases));
        sheet.Named("sizes", SizesOf(model));
        sheet.Named("ratios", string.Join(", ", model.AspectRatios.Select(ratio => ratio.Value)));
        sheet.Named("price", PriceOf(model));
        sheet.Named("tokens", TokensOf(model.TokenPrices));
        sheet.Named("refuses", RefusedBy(provider, model));
        sheet.Named(
            "input",
            model.MaxInputImages is { } most
                ? string.Create(CultureInfo.InvariantCulture, $"at most {most} pictures")
                : "number of pictures not known"
        );
        sheet.Named("input types", string.Join(", ", provider.InputMediaTypes));
        sheet.Named("output types", string.Join(", ", model.OutputMediaTypes));
        sheet.Named(
            "thinking",
            string.Join(
                ", ",
                model.ThinkingLevels.Select(level => level.Value + Default(level == model.DefaultThinkingLevel))
            )
        );
        sheet.Named(
            "takes",
            model.NominalTime is { } time
                ? string.Create(CultureInfo.InvariantCulture, $"about {time.TotalSeconds:0} s")
                : "time not known"
        );
        sheet.Named("key", $"{provider.ApiKeyVariable}, from {provider.ApiKeyPage}");
        Write(sheet, "Notes", [.. sources.Notes(model.Id)]);
        // Facts of one source stand together: most pages say several.
        Write(
            sheet,
            "Sources",
            [
                .. sources
                    .Facts(model.Id)
                    .GroupBy(fact => fact.Source, fact => fact.Fact)
                    .Select(group => (string.Join(", ", group), group.Key)),
            ]
        );
        return sheet.ToString();
    }

    private static void Write(TerminalSheet sheet, string title, IReadOnlyList<(string What, string Source)> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        sheet.Section(title);
        foreach (var (what, source) in entries)
        {
            sheet.Lines(what, TerminalSheet.Indent);
            sheet.Lines(source, TerminalSheet.Indent + TerminalSheet.Indent + TerminalSheet.Indent);
        }
    }

    private static string SizesOf(ModelInfo model) =>
        model.Sizes.Count == 0
            ? $"imageSize is refused: it makes one size{(model.DefaultSize is { } only ? $", {only.Value}" : "")}"
            : string.Join(", ", model.Sizes.Select(size => size.Value + Default(size == model.DefaultSize)));

    private static string PriceOf(ModelInfo model)
    {
        IEnumerable<ImageSize> sizes =
            model.Sizes.Count > 0 ? model.Sizes
            : model.DefaultSize is { } only ? [only]
            : [];
        var prices = sizes
            .Select(size => (size.Value, Price: model.PricePerImageUsd(size)))
            .Select(one =>
                one.Price is { } price
                    ? string.Create(CultureInfo.InvariantCulture, $"{one.Value} USD {price}")
                    : $"{one.Value} price not known"
            );
        return string.Join(", ", prices) is { Length: > 0 } text ? text : "price not known";
    }

    private static string? TokensOf(TokenPrices prices)
    {
        var known = new[]
        {
            ("text in", prices.TextInput),
            ("text out", prices.TextOutput),
            ("pictures", prices.ImageOutput),
        }
            .Where(one => one.Item2 is not null)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Item1} {one.Item2}"));
        return string.Join(", ", known) is { Length: > 0 } text ? $"USD a million: {text}" : null;
    }

    private static string RefusedBy(ProviderInfo provider, ModelInfo model) =>
        string.Join(", ", model.RefusedParameters.Concat(provider.RefusedFields)) is { Length: > 0 } refused
            ? refused
            : "no parameter that is known";

    private static string Default(bool isDefault) => isDefault ? " (default)" : "";
}
