namespace NanoBananaContracts;

/// <summary>Gives several files their names: all of them, or none.</summary>
internal static class AtomicFileSet
{
    /// <summary>Commits the files. If one fails, those before it are taken back, and what they replaced is put back.</summary>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.FileNotWritten"/>.</exception>
    public static void Commit(IReadOnlyList<(AtomicFile File, string Destination)> files)
    {
        if (files.Count == 1)
        {
            files[0].File.Commit(files[0].Destination); // one rename, which is all or nothing by itself
            return;
        }

        var done = new Stack<(string Destination, string? Replaced)>(files.Count);
        try
        {
            foreach (var (file, destination) in files)
            {
                done.Push((destination, file.CommitKeepingReplaced(destination)));
            }
        }
        catch (NanoBananaException failure)
        {
            var undo = Undo(done);
            if (undo.Count == 0)
            {
                throw;
            }

            throw PictureFileFailure.NotUndone(failure, undo);
        }

        foreach (var (_, replaced) in done)
        {
            if (replaced is not null)
            {
                AtomicFile.Remove(replaced);
            }
        }
    }

    private static List<Exception> Undo(Stack<(string Destination, string? Replaced)> done)
    {
        var failures = new List<Exception>();
        foreach (var (destination, replaced) in done)
        {
            try
            {
                if (replaced is null)
                {
                    File.Delete(destination);
                }
                else
                {
                    AtomicFile.Rename(replaced, Path.GetFullPath(destination));
                }
            }
            catch (Exception exception) when (PictureFileFailure.Covers(exception))
            {
                failures.Add(exception);
            }
        }

        return failures;
    }
}
