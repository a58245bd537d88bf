using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NanoBananaContracts;

/// <summary>Reads a provider's facts (<c>schema/providers/*.json</c>), which are embedded in this assembly.</summary>
/// <remarks>A test holds every file to <c>provider.schema.json</c>; a fact that is missing here is a broken build.</remarks>
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
            AlternativeBaseAddresses = [.. Texts(file, "alternativeBaseAddresses").Select(text => new Uri(text))],
            ApiKeyHeader = Text(file, "apiKeyHeader"),
            ApiKeyVariable = Text(file, "apiKeyVariable"),
            ApiKeyPage = new Uri(Text(file, "apiKeyPage")),
            DefaultModel = Text(file, "defaultModel"),
            MaxRequestBytes = Optional(file, "maxRequestBytes")?.GetInt64(),
            InputMediaTypes = [.. Texts(file, "inputMediaTypes")],
            Models = [.. file.GetProperty("models").EnumerateArray().Select(ReadModel)],
        };

    private static ModelInfo ReadModel(JsonElement model) =>
        new()
        {
            Id = Text(model, "id"),
            Aliases = [.. Texts(model, "aliases")],
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
            Sizes = [.. Texts(model, "sizes").Select(ImageSize.Parse)],
            AspectRatios = [.. Texts(model, "aspectRatios").Select(AspectRatio.Parse)],
            DefaultSize = ImageSize.Parse(Text(model, "defaultSize")),
            DefaultAspectRatio = Optional(model, "defaultAspectRatio") is { } ratio
                ? AspectRatio.Parse(ratio.GetString()!)
                : null,
            MaxInputImages = Optional(model, "maxInputImages")?.GetInt32(),
            NominalTime = Optional(model, "nominalSeconds") is { } seconds
                ? TimeSpan.FromSeconds(seconds.GetDouble())
                : null,
            OutputMediaTypes = [.. Texts(model, "outputMediaTypes")],
            Prices = BySize(model, "pricePerImageUsd", value => value.GetDecimal()),
            Tokens = BySize(model, "tokensPerImage", value => value.GetInt32()),
        };

    private static Dictionary<ImageSize, T> BySize<T>(JsonElement model, string name, Func<JsonElement, T> read) =>
        Optional(model, name) is { } sizes
            ? sizes.EnumerateObject().ToDictionary(size => ImageSize.Parse(size.Name), size => read(size.Value))
            : [];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static IEnumerable<string> Texts(JsonElement element, string name) =>
        Optional(element, name) is { } list ? list.EnumerateArray().Select(item => item.GetString()!) : [];

    private static JsonElement? Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
