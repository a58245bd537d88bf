using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;

namespace NanoBananaContracts;

/// <summary>Reads a provider's facts (<c>schema/providers/*.json</c>), which are embedded in this assembly.</summary>
/// <remarks>
/// A test holds every file to <c>provider.schema.json</c>; a fact that is missing here is a broken build. Loops and
/// arrays instead of LINQ and dictionaries: this runs before the first call of a process, and every generic of a value
/// type that it uses is compiled for it alone, which took longer than reading the file.
/// </remarks>
internal static class ProviderFile
{
    internal static ProviderInfo Load(string id)
    {
        var name = $"NanoBananaContracts.Providers.{id}.json";
        using var stream =
            typeof(ProviderFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        using var document = JsonDocument.Parse(stream);
        return Read(document.RootElement);
    }

    internal static ProviderInfo Read(JsonElement file) =>
        new()
        {
            Id = Text(file, "id"),
            Name = Text(file, "name"),
            Dialect = Text(file, "dialect"),
            BaseAddress = new Uri(Text(file, "baseAddress")),
            AlternativeBaseAddresses = Array.ConvertAll(Texts(file, "alternativeBaseAddresses"), text => new Uri(text)),
            ApiKeyHeader = Text(file, "apiKeyHeader"),
            ApiKeyVariable = Text(file, "apiKeyVariable"),
            ApiKeyPage = new Uri(Text(file, "apiKeyPage")),
            DefaultModel = Text(file, "defaultModel"),
            MaxRequestBytes = Optional(file, "maxRequestBytes")?.GetInt64(),
            InputMediaTypes = Texts(file, "inputMediaTypes"),
            Models = Models(file.GetProperty("models")),
        };

    private static ModelInfo ReadModel(JsonElement model) =>
        new()
        {
            Id = Text(model, "id"),
            Aliases = Texts(model, "aliases"),
            Retired = Optional(model, "retired") is { } retired
                ? new(
                    DateTimeOffset.Parse(
                        Text(retired, "since"),
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeUniversal
                    ),
                    Text(retired, "use")
                )
                : null,
            Sizes = Array.ConvertAll(Texts(model, "sizes"), ImageSize.Parse),
            AspectRatios = Array.ConvertAll(Texts(model, "aspectRatios"), AspectRatio.Parse),
            DefaultSize = ImageSize.Parse(Text(model, "defaultSize")),
            DefaultAspectRatio = Optional(model, "defaultAspectRatio") is { } ratio
                ? AspectRatio.Parse(ratio.GetString()!)
                : null,
            MaxInputImages = Optional(model, "maxInputImages")?.GetInt32(),
            NominalTime = Optional(model, "nominalSeconds") is { } seconds
                ? TimeSpan.FromSeconds(seconds.GetDouble())
                : null,
            OutputMediaTypes = Texts(model, "outputMediaTypes"),
            Prices = BySize(model, "pricePerImageUsd"),
            Tokens = BySize(model, "tokensPerImage"),
        };

    private static ModelInfo[] Models(JsonElement list)
    {
        var models = new ModelInfo[list.GetArrayLength()];
        for (var at = 0; at < models.Length; at++)
        {
            models[at] = ReadModel(list[at]);
        }

        return models;
    }

    private static SizeFact[] BySize(JsonElement model, string name)
    {
        if (Optional(model, name) is not { } sizes)
        {
            return [];
        }

        var facts = new List<SizeFact>();
        foreach (var size in sizes.EnumerateObject())
        {
            facts.Add(new SizeFact(ImageSize.Parse(size.Name), size.Value.GetDecimal()));
        }

        return facts.ToArray();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string[] Texts(JsonElement element, string name)
    {
        if (Optional(element, name) is not { } list)
        {
            return [];
        }

        var texts = new string[list.GetArrayLength()];
        for (var at = 0; at < texts.Length; at++)
        {
            texts[at] = list[at].GetString()!;
        }

        return texts;
    }

    private static JsonElement? Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
