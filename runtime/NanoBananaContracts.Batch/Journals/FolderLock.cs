namespace NanoBananaContracts.Batch;

/// <summary>Keeps a second run out of a folder. It ends with the process, however that ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <summary>Takes the folder.</summary>
    /// <exception cref="BatchException">Another run has it, or it cannot be written to.</exception>
    public static FolderLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchException($"The folder {folder} cannot be made: {exception.Message}", exception);
        }

        var path = Path.Combine(folder, "journal.lock");
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new BatchException(
                $"Another run is at work in {folder}. Wait until it has ended, or choose another folder.",
                exception
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchException($"The folder {folder} cannot be written to: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
