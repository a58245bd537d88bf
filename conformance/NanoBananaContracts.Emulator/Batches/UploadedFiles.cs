using System.Collections.Concurrent;
using System.Globalization;

namespace NanoBananaContracts.Emulator;

/// <summary>Files that were uploaded, each in a temporary file of this machine until the emulator stops.</summary>
internal sealed class UploadedFiles : IDisposable
{
    private readonly ConcurrentDictionary<string, UploadedFile> files = new(StringComparer.Ordinal);
    private int last;

    /// <summary>Begins a file.</summary>
    public UploadedFile Begin()
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"upload-{Interlocked.Increment(ref last):0000}");
        var file = new UploadedFile(
            id,
            new FileStream(
                Path.GetTempFileName(),
                FileMode.Create,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 64 * 1024,
                FileOptions.DeleteOnClose | FileOptions.Asynchronous
            )
        );
        files[id] = file;
        return file;
    }

    /// <summary>The file of an id; <see langword="null"/> where there is none.</summary>
    public UploadedFile? Find(string id) => files.GetValueOrDefault(id);

    /// <summary>Removes a file.</summary>
    /// <returns>False where there was none.</returns>
    public bool Remove(string id)
    {
        if (!files.TryRemove(id, out var file))
        {
            return false;
        }

        file.Content.Dispose();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var id in files.Keys)
        {
            Remove(id);
        }
    }
}

/// <summary>A file that is being uploaded, or was.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its bytes, as far as they have come.</param>
internal sealed record UploadedFile(string Id, FileStream Content)
{
    /// <summary>Whether all of it has come.</summary>
    public bool IsWhole { get; set; }
}
