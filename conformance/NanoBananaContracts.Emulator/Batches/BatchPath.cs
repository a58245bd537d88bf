namespace NanoBananaContracts.Emulator;

/// <summary>What is asked of the batch mode.</summary>
internal enum BatchCall
{
    Create,
    List,
    Get,
    Cancel,
    Delete,
    Upload,
    GetFile,
    DeleteFile,
    Download,
}

/// <summary>A call of the batch mode, by its method and path.</summary>
/// <param name="Call">What is asked.</param>
/// <param name="Id">The id of the batch or file behind its collection; the model of a creation; else empty.</param>
internal readonly record struct BatchPath(BatchCall Call, string Id)
{
    private const string Batches = "/v1beta/batches";
    private const string Files = "/v1beta/files/";
    private const string CancelSuffix = ":cancel";
    private const string CreateSuffix = ":batchGenerateContent";

    /// <summary>The model that the path names; <see langword="null"/> where it names none.</summary>
    public string? Model => Call == BatchCall.Create ? Id : null;

    /// <summary>Reads method and path; false where it is another call.</summary>
    public static bool TryParse(string method, string path, ProviderInfo provider, out BatchPath result)
    {
        BatchPath? found = (method, path) switch
        {
            ("POST", "/upload/v1beta/files") => new(BatchCall.Upload, ""),
            ("GET", Batches) => new(BatchCall.List, ""),
            ("GET", _) when Behind(path, Batches + "/") is { } id => new(BatchCall.Get, id),
            ("DELETE", _) when Behind(path, Batches + "/") is { } id => new(BatchCall.Delete, id),
            ("POST", _) when Behind(path, Batches + "/", CancelSuffix) is { } id => new(BatchCall.Cancel, id),
            ("GET", _) when Behind(path, Files) is { } id => new(BatchCall.GetFile, id),
            ("DELETE", _) when Behind(path, Files) is { } id => new(BatchCall.DeleteFile, id),
            ("GET", _) when Behind(path, "/download" + Files, ":download") is { } id => new(BatchCall.Download, id),
            ("POST", _)
                when path.EndsWith(CreateSuffix, StringComparison.Ordinal)
                    && EmulatedPath.ModelOf(path[..^CreateSuffix.Length], provider) is { } model => new(
                BatchCall.Create,
                model
            ),
            _ => null,
        };
        result = found ?? default;
        return found is not null;
    }

    private static string? Behind(string path, string start, string end = "") =>
        path.Length > start.Length + end.Length
        && path.StartsWith(start, StringComparison.Ordinal)
        && path.EndsWith(end, StringComparison.Ordinal)
        && path[start.Length..^end.Length] is var id
        && id.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_' or '.')
            ? id
            : null;
}
