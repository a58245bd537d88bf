namespace NanoBananaContracts.Batch;

/// <summary>A file that is there whole or as it was: a reader never meets half of it, and neither does the next run.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside the file, and then takes its place.</summary>
    /// <param name="path">The file; its folder is there.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="IOException">It cannot be written; what was there is untouched.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            var file = new FileStream(
                temporary,
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    Options = FileOptions.Asynchronous,
                }
            );
            await using (file.ConfigureAwait(false))
            {
                await write(file).ConfigureAwait(false);
                await file.FlushAsync().ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            // Gone already when all went well; a file that is not there is no mistake to delete.
            File.Delete(temporary);
        }
    }
}
