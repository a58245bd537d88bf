namespace NanoBananaContracts.Conformance.Recording;

/// <summary>A case on its way from an exchange to a folder.</summary>
/// <param name="Family">Family of the case.</param>
/// <param name="Name">Name of the case, unique in its family.</param>
/// <param name="Files">The texts of its files, by path inside the folder of the case.</param>
internal sealed record RecordedCase(string Family, string Name, IReadOnlyDictionary<string, string> Files)
{
    /// <summary><c>family/name</c>.</summary>
    public string Id => $"{Family}/{Name}";

    /// <summary>Writes the case under a folder of cases.</summary>
    public async Task WriteAsync(string root, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, Family, Name)).FullName;
        foreach (var (name, text) in Files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text, cancellationToken).ConfigureAwait(false);
        }
    }
}
