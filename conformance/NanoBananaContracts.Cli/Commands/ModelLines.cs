using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NanoBananaContracts.Conformance.Live;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Models, and what a check of them found, as lines for people or as JSON objects for scripts.</summary>
internal static class ModelLines
{
    private const string DateFormat = "yyyy-MM-dd";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>google gemini-nano-banana-2.1 (default): 1K, 2K or 4K, USD 0.0336 at 1K</c>.</summary>
    public static string Text(ProviderInfo provider, ModelInfo model)
    {
        var facts = model.Retired is { } end
            ? End(end)
            : string.Join(
                ", ",
                (model.Sizes.Count == 0 ? ["one size"] : model.Sizes.Select(size => size.Value)).Append(Price(model))
            );
        return $"{provider.Id} {model.Id}{Default(provider, model)}: {facts}";
    }

    /// <summary>The same as one JSON object. Every key is always there.</summary>
    public static string Json(ProviderInfo provider, ModelInfo model) =>
        Object(json =>
        {
            json.WriteString("provider", provider.Id);
            WriteFacts(json, provider, model);
            json.WriteStartArray("sizes");
            foreach (var size in model.Sizes)
            {
                json.WriteStringValue(size.Value);
            }

            json.WriteEndArray();
        });

    /// <summary>What a check found: a heading, and a line a difference.</summary>
    public static IEnumerable<string> Text(ProviderInfo provider, Uri endpoint, ModelDrift drift)
    {
        var count = drift.New.Count + drift.Gone.Count + drift.Retired.Count;
        var what =
            drift.IsNone ? "as the provider's file says"
            : count == 1 ? "1 difference to the provider's file"
            : string.Create(CultureInfo.InvariantCulture, $"{count} differences to the provider's file");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{provider.Name} lists {drift.Listed} models at {Origin(endpoint)}: {what}."
        );
        foreach (var model in drift.New)
        {
            yield return $"new: {model.Id}{(model.DisplayName is { } name && name != model.Id ? $" ({name})" : "")} is listed, and the file does not have it.";
        }

        foreach (var model in drift.Gone)
        {
            yield return $"gone: {model.Id}{Default(provider, model)} is in the file, and not listed.";
        }

        foreach (var model in drift.Retired)
        {
            yield return $"retired: {model.Id} is listed still; by the file it is {End(model.Retired!)}.";
        }
    }

    /// <summary>The same as one JSON object. Every key is always there.</summary>
    public static string Json(ProviderInfo provider, Uri endpoint, ModelDrift drift) =>
        Object(json =>
        {
            json.WriteString("provider", provider.Id);
            json.WriteString("endpoint", Origin(endpoint));
            json.WriteNumber("listed", drift.Listed);
            json.WriteStartArray("new");
            foreach (var model in drift.New)
            {
                json.WriteStartObject();
                json.WriteString("id", model.Id);
                json.WriteString("displayName", model.DisplayName);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteModels(json, "gone", provider, drift.Gone);
            WriteModels(json, "retired", provider, drift.Retired);
        });

    private static void WriteModels(
        Utf8JsonWriter json,
        string name,
        ProviderInfo provider,
        IReadOnlyList<ModelInfo> models
    )
    {
        json.WriteStartArray(name);
        foreach (var model in models)
        {
            json.WriteStartObject();
            WriteFacts(json, provider, model);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFacts(Utf8JsonWriter json, ProviderInfo provider, ModelInfo model)
    {
        json.WriteString("id", model.Id);
        json.WriteBoolean("default", model.Id == provider.DefaultModel);
        json.WriteString("retiredSince", model.Retired?.Since.ToString(DateFormat, CultureInfo.InvariantCulture));
        json.WriteString("use", model.Retired?.Use);
    }

    private static string Object(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Price(ModelInfo model) =>
        model.DefaultSize is { } size && model.PricePerImageUsd(size) is { } price
            ? string.Create(CultureInfo.InvariantCulture, $"USD {price} at {size.Value}")
            : "price not known";

    private static string End(RetiredModel end) =>
        string.Create(CultureInfo.InvariantCulture, $"retired since {end.Since:yyyy-MM-dd}, use {end.Use}");

    private static string Default(ProviderInfo provider, ModelInfo model) =>
        model.Id == provider.DefaultModel ? " (default)" : "";

    private static string Origin(Uri endpoint) =>
        endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
