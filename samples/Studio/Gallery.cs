using System.Text.Json;
using NanoBananaContracts;

namespace Studio;

/// <summary>
/// Turns and their pictures on disk, a folder each. A folder is written under another name and renamed when it is whole, so
/// that a Studio that is killed leaves no half turn. The oldest go when there are too many.
/// </summary>
internal sealed class Gallery : IDisposable
{
    private const string Unfinished = "unfinished-";
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    private readonly string root;
    private readonly StudioOptions options;
    private readonly FileStream ownership;
    private readonly SortedDictionary<string, (Turn Turn, long Bytes)> turns = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public Gallery(StudioOptions options)
    {
        this.options = options;
        Folder = options.Data is { } data
            ? Path.GetFullPath(data)
            : Directory.CreateTempSubdirectory("studio-").FullName;
        root = Directory.CreateDirectory(Path.Combine(Folder, "turns")).FullName;
        ownership = Own(Folder);
        ReadAll();
    }

    /// <summary>Told of each turn that came, and of each that went, by its id.</summary>
    public event Action<Turn?, string>? Changed;

    /// <summary>The folder with everything in it.</summary>
    public string Folder { get; }

    /// <summary>All turns, oldest first.</summary>
    public IReadOnlyList<Turn> Turns
    {
        get
        {
            lock (gate)
            {
                return [.. turns.Values.Select(kept => kept.Turn)];
            }
        }
    }

    public Turn? Find(string? id)
    {
        lock (gate)
        {
            return id is not null && turns.TryGetValue(id, out var kept) ? kept.Turn : null;
        }
    }

    /// <summary>A turn and all before it that are still there, oldest first.</summary>
    public IReadOnlyList<Turn> PathTo(string id)
    {
        var path = new List<Turn>();
        for (var turn = Find(id); turn is not null; turn = Find(turn.Parent))
        {
            path.Insert(0, turn);
        }

        return path;
    }

    /// <summary>What was said and made in a turn, as it goes back to the model.</summary>
    public async Task<(Content Said, Content Made)> ReadContentsAsync(Turn turn, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(root, turn.Id);
        return (
            Content.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "said.json"), cancellationToken)),
            Content.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "made.json"), cancellationToken))
        );
    }

    /// <summary>Where a picture of a turn is; null where it is none of the turn's.</summary>
    public (string Path, string MediaType)? FindPicture(string id, string file) =>
        Find(id) is { } turn
        && turn.Pictures.Concat(turn.Inputs).FirstOrDefault(picture => picture.File == file) is { } found
            ? (Path.Combine(root, turn.Id, found.File), found.MediaType)
            : null;

    /// <summary>Keeps a turn, whole or not at all.</summary>
    public async Task AddAsync(
        Turn turn,
        Content said,
        Content made,
        IEnumerable<(string File, byte[] Bytes)> pictures,
        CancellationToken cancellationToken
    )
    {
        var unfinished = Directory.CreateDirectory(Path.Combine(root, Unfinished + turn.Id)).FullName;
        try
        {
            IEnumerable<(string File, byte[] Bytes)> files =
            [
                ("said.json", said.ToUtf8Json()),
                ("made.json", made.ToUtf8Json()),
                ("turn.json", JsonSerializer.SerializeToUtf8Bytes(turn, Json)),
                .. pictures,
            ];
            foreach (var (file, bytes) in files)
            {
                await File.WriteAllBytesAsync(Path.Combine(unfinished, file), bytes, cancellationToken);
            }

            Directory.Move(unfinished, Path.Combine(root, turn.Id));
        }
        catch
        {
            Directory.Delete(unfinished, recursive: true);
            throw;
        }

        lock (gate)
        {
            turns[turn.Id] = (turn, SizeOf(turn.Id));
        }

        Changed?.Invoke(turn, turn.Id);
        foreach (var old in BeyondTheLimit())
        {
            Remove(old);
        }
    }

    /// <summary>Throws a turn away; those that were made of it stay.</summary>
    public bool Remove(string id)
    {
        lock (gate)
        {
            if (!turns.Remove(id))
            {
                return false;
            }
        }

        Directory.Delete(Path.Combine(root, id), recursive: true);
        Changed?.Invoke(null, id);
        return true;
    }

    public void Dispose()
    {
        ownership.Dispose();
        if (options.Data is null)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static FileStream Own(string folder)
    {
        try
        {
            return new FileStream(
                Path.Combine(folder, "studio.lock"),
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

    private void ReadAll()
    {
        foreach (var folder in Directory.GetDirectories(root))
        {
            var id = Path.GetFileName(folder);
            if (id.StartsWith(Unfinished, StringComparison.Ordinal))
            {
                Directory.Delete(folder, recursive: true);
                continue;
            }

            try
            {
                var turn = JsonSerializer.Deserialize<Turn>(File.ReadAllBytes(Path.Combine(folder, "turn.json")), Json);
                if (turn is not null && turn.Id == id)
                {
                    turns[id] = (turn, SizeOf(id));
                }
            }
            catch (Exception exception) when (exception is JsonException or FileNotFoundException)
            {
                // Somebody else's folder, or a later Studio's: it is left alone, and not shown.
                Console.Error.WriteLine($"studio: {folder} is no turn and is not shown: {exception.Message}");
            }
        }
    }

    private long SizeOf(string id) =>
        new DirectoryInfo(Path.Combine(root, id)).EnumerateFiles().Sum(file => file.Length);

    private List<string> BeyondTheLimit()
    {
        lock (gate)
        {
            var bytes = turns.Values.Sum(kept => kept.Bytes);
            var old = new List<string>();
            foreach (var (id, kept) in turns)
            {
                var count = turns.Count - old.Count;
                if (count <= 1 || (count <= options.MostTurns && bytes <= options.MostBytes))
                {
                    break;
                }

                old.Add(id);
                bytes -= kept.Bytes;
            }

            return old;
        }
    }
}
