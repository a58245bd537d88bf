namespace NanoBananaContracts.Conformance.Live;

/// <summary>How a provider's file differs from the list of models that its service gives.</summary>
internal sealed class ModelDrift
{
    private ModelDrift() { }

    /// <summary>How many models the service lists, those that make no pictures too.</summary>
    public required int Listed { get; init; }

    /// <summary>Models that seem to make pictures, and that the file does not know.</summary>
    public required IReadOnlyList<ListedModel> New { get; init; }

    /// <summary>Models that the file has in service, and that are not listed.</summary>
    public required IReadOnlyList<ModelInfo> Gone { get; init; }

    /// <summary>Models whose day of retirement by the file is past, and that are listed all the same.</summary>
    public required IReadOnlyList<ModelInfo> Retired { get; init; }

    /// <summary>Whether file and service agree.</summary>
    public bool IsNone => New.Count + Gone.Count + Retired.Count == 0;

    /// <summary>Compares.</summary>
    /// <param name="provider">The file.</param>
    /// <param name="listed">What the service lists.</param>
    /// <param name="now">
    /// Today: before its day a model whose end is announced may be there or not, and both agree with the file.
    /// </param>
    public static ModelDrift Between(ProviderInfo provider, IReadOnlyList<ListedModel> listed, DateTimeOffset now)
    {
        var served = listed.Select(model => model.Id).ToHashSet(StringComparer.Ordinal);
        return new ModelDrift
        {
            Listed = served.Count,
            New =
            [
                .. listed
                    .Where(model => model.SeemsToMakePictures && provider.FindModel(model.Id) is null)
                    .DistinctBy(model => model.Id),
            ],
            Gone = [.. provider.Models.Where(model => model.Retired is null && !served.Contains(model.Id))],
            Retired =
            [
                .. provider.Models.Where(model =>
                    model.Retired is { } end && end.Since <= now && served.Contains(model.Id)
                ),
            ],
        };
    }
}
