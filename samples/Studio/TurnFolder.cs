using System.Text.Json;

namespace Studio;

/// <summary>
/// Turns on the disk, a folder each. A folder is written under another name and renamed when it is whole, and the other way round
/// when it goes, so that a Studio that is killed leaves no half turn.
/// </summary>
internal sealed class TurnFolder : IDisposable
{
    /// <summary>The file that has what is known of a turn.</summary>
    public const string Facts = "turn.json";

    private const string Unfinished = "unfinished-";

    private readonly string root;
    private readonly bool isPassing;
    private readonly FileStream ownership;

    /// <param name="data">Where; null for a folder that goes when the Studio ends.</param>
    /// <exception cref="IOException">Another Studio has it, or it cannot be made.</exception>
    public TurnFolder(string? data)
    {
        isPassing = data is null;
        Path = data is null ? Directory.CreateTempSubdirectory("studio-").FullName : System.IO.Path.GetFullPath(data);
        root = Directory.CreateDirectory(System.IO.Path.Combine(Path, "turns")).FullName;
        ownership = Own(Path);
    }

    /// <summary>The folder with everything in it.</summary>
    public string Path { get; }

    /// <summary>What is known of a turn, as <see cref="Facts"/> has it.</summary>
    public static byte[] FactsOf(Turn turn) => JsonSerializer.SerializeToUtf8Bytes(turn, JsonSerializerOptions.Web);

    /// <summary>The turns that are whole, and how many bytes each has. What was left half is thrown away.</summary>
    public IReadOnlyList<(Turn Turn, long Bytes)> ReadAll()
    {
        var turns = new List<(Turn Turn, long Bytes)>();
        foreach (var folder in new DirectoryInfo(root).GetDirectories())
        {
            if (folder.Name.StartsWith(Unfinished, StringComparison.Ordinal))
            {
                folder.Delete(recursive: true);
                continue;
            }

            try
            {
                var bytes = File.ReadAllBytes(FileOf(folder.Name, Facts));
                var turn = JsonSerializer.Deserialize<Turn>(bytes, JsonSerializerOptions.Web);
                if (turn is not null && turn.Id == folder.Name)
                {
                    // It is on the disk, whatever somebody wrote there.
                    turns.Add((turn with { NotOnDisk = null }, folder.EnumerateFiles().Sum(file => file.Length)));
                }
            }
            catch (Exception exception) when (exception is JsonException or FileNotFoundException)
            {
                // Somebody else's folder, or a later Studio's: it is left alone, and not shown.
                Terminal.Warn($"{folder.FullName} is no turn and is not shown: {exception.Message}");
            }
        }

        return turns;
    }

    /// <summary>Writes a turn, whole or not at all.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">Nobody may write there.</exception>
    public async Task WriteAsync(TurnFiles turn)
    {
        var unfinished = System.IO.Path.Combine(root, Unfinished + turn.Turn.Id);
        try
        {
            Directory.CreateDirectory(unfinished);
            foreach (var (file, bytes) in turn.Files)
            {
                await File.WriteAllBytesAsync(System.IO.Path.Combine(unfinished, file), bytes);
            }

            Directory.Move(unfinished, System.IO.Path.Combine(root, turn.Turn.Id));
        }
        catch
        {
            // A full disk wants the room back; where there is no folder, there is nothing to take away.
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }

            throw;
        }
    }

    public Task<byte[]> ReadAsync(string id, string file, CancellationToken cancellationToken) =>
        File.ReadAllBytesAsync(FileOf(id, file), cancellationToken);

    public Stream Open(string id, string file) => File.OpenRead(FileOf(id, file));

    /// <summary>Throws a turn away.</summary>
    /// <exception cref="IOException">It cannot be, and is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">Nobody may write there.</exception>
    public void Remove(string id)
    {
        var going = System.IO.Path.Combine(root, Unfinished + id);
        try
        {
            Directory.Move(System.IO.Path.Combine(root, id), going);
        }
        catch (DirectoryNotFoundException)
        {
            return; // Somebody was quicker.
        }

        Directory.Delete(going, recursive: true);
    }

    public void Dispose()
    {
        ownership.Dispose();
        if (isPassing && Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    private static FileStream Own(string folder)
    {
        try
        {
            return new FileStream(
                System.IO.Path.Combine(folder, "studio.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException exception)
        {
            throw new IOException(
                $"Another Studio keeps its pictures in {folder}. End that one, or give this one a folder with --data DIR.",
                exception
            );
        }
    }

    private string FileOf(string id, string file) => System.IO.Path.Combine(root, id, file);
}
