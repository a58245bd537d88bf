using System.Globalization;
using System.Text.Json;
using NanoBananaContracts.Conformance.Live;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>What a check of the models found, as lines for people or as a JSON object for scripts.</summary>
internal static class ModelLines
{
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
        JsonLine.Of(json =>
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
            ModelJson.WriteIdentity(json, provider, model);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The end of a model, in a sentence.</summary>
    public static string End(RetiredModel end) =>
        string.Create(CultureInfo.InvariantCulture, $"retired since {end.Since:yyyy-MM-dd}, use {end.Use}");

    private static string Default(ProviderInfo provider, ModelInfo model) =>
        model.Id == provider.DefaultModel ? " (default)" : "";

    private static string Origin(Uri endpoint) =>
        endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
