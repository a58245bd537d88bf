using System.Text.Json;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>
/// Where the facts of a provider's file come from. A client needs none of that, so <see cref="ProviderInfo"/> leaves it out;
/// it stands in the file.
/// </summary>
internal sealed class ModelSources
{
    private readonly JsonElement file;

    private ModelSources(JsonElement file) => this.file = file;

    /// <summary>Reads the sources of a provider.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="given">What named it on the command line: an id, the path of its file, its JSON, or nothing.</param>
    /// <exception cref="IOException">The file is gone since it was read.</exception>
    public static ModelSources Of(ProviderInfo provider, string? given)
    {
        using var document =
            given is null || ProviderInfo.Find(given) is not null
                ? Shipped(provider.Id)
                : JsonDocument.Parse(given.StartsWith('{') ? given : File.ReadAllText(given));
        return new ModelSources(document.RootElement.Clone());
    }

    /// <summary>What is known of a model, by fact: each with its source.</summary>
    /// <param name="model">The id of the model.</param>
    public IEnumerable<(string Fact, string Source)> Facts(string model) =>
        Model(model) is { } found && found.TryGetProperty("sources", out var sources)
            ? sources.EnumerateObject().Select(source => (source.Name, source.Value.GetString() ?? ""))
            : [];

    /// <summary>What else is to be known of a model: each note with its source.</summary>
    /// <param name="model">The id of the model.</param>
    public IEnumerable<(string Note, string Source)> Notes(string model) =>
        Model(model) is { } found && found.TryGetProperty("notes", out var notes)
            ? notes.EnumerateArray().Select(note => (Text(note, "note"), Text(note, "source")))
            : [];

    private static string Text(JsonElement note, string name) =>
        note.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    // The library carries its files to read them; so this reads the very ones it went by.
    private static JsonDocument Shipped(string id)
    {
        using var stream = typeof(ProviderInfo).Assembly.GetManifestResourceStream(
            $"NanoBananaContracts.Providers.{id}.json"
        )!;
        return JsonDocument.Parse(stream);
    }

    private JsonElement? Model(string id)
    {
        foreach (var model in file.GetProperty("models").EnumerateArray())
        {
            if (model.GetProperty("id").ValueEquals(id))
            {
                return model;
            }
        }

        return null;
    }
}
