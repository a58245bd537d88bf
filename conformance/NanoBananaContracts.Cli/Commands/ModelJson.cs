using System.Globalization;
using System.Text.Json;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>All that is known of one model of one provider, as one JSON object. Every key is always there.</summary>
internal static class ModelJson
{
    /// <summary>The object.</summary>
    public static string Of(ProviderInfo provider, ModelInfo model, ModelSources sources) =>
        JsonLine.Of(json =>
        {
            json.WriteString("provider", provider.Id);
            WriteIdentity(json, provider, model);
            Write(json, "aliases", model.Aliases);
            Write(json, "sizes", model.Sizes.Select(size => size.Value));
            json.WriteString("defaultSize", model.DefaultSize?.Value);
            Write(json, "aspectRatios", model.AspectRatios.Select(ratio => ratio.Value));
            json.WriteString("defaultAspectRatio", model.DefaultAspectRatio?.Value);
            WritePrices(json, model);
            Write(json, "refusedParameters", model.RefusedParameters);
            Write(json, "refusedFields", provider.RefusedFields);
            Write(json, "maxInputImages", model.MaxInputImages);
            Write(json, "inputMediaTypes", provider.InputMediaTypes);
            Write(json, "outputMediaTypes", model.OutputMediaTypes);
            Write(json, "thinkingLevels", model.ThinkingLevels.Select(level => level.Value));
            json.WriteString("defaultThinkingLevel", model.DefaultThinkingLevel?.Value);
            Write(json, "nominalSeconds", (decimal?)model.NominalTime?.TotalSeconds);
            WriteNotes(json, sources.Notes(model.Id));
            json.WriteStartObject("sources");
            foreach (var (fact, source) in sources.Facts(model.Id))
            {
                json.WriteString(fact, source);
            }

            json.WriteEndObject();
        });

    /// <summary>Which model it is, and whether it is still there.</summary>
    public static void WriteIdentity(Utf8JsonWriter json, ProviderInfo provider, ModelInfo model)
    {
        json.WriteString("id", model.Id);
        json.WriteBoolean("default", model.Id == provider.DefaultModel);
        json.WriteString("retiredSince", model.Retired?.Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("use", model.Retired?.Use);
    }

    private static void WritePrices(Utf8JsonWriter json, ModelInfo model)
    {
        json.WriteStartObject("pricePerImageUsd");
        IEnumerable<ImageSize> sizes =
            model.Sizes.Count > 0 ? model.Sizes
            : model.DefaultSize is { } only ? [only]
            : [];
        foreach (var size in sizes)
        {
            Write(json, size.Value, model.PricePerImageUsd(size));
        }

        json.WriteEndObject();
        json.WriteStartObject("tokenPricesUsd");
        Write(json, "textInput", model.TokenPrices.TextInput);
        Write(json, "textOutput", model.TokenPrices.TextOutput);
        Write(json, "imageOutput", model.TokenPrices.ImageOutput);
        json.WriteEndObject();
    }

    private static void WriteNotes(Utf8JsonWriter json, IEnumerable<(string Note, string Source)> notes)
    {
        json.WriteStartArray("notes");
        foreach (var (note, source) in notes)
        {
            json.WriteStartObject();
            json.WriteString("note", note);
            json.WriteString("source", source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
