using NanoBananaContracts;

namespace Studio;

/// <summary>
/// The turns that there are. They are on the disk, where the oldest go when there are too many; one that the disk does not take
/// was paid for all the same, and stays in memory until it does.
/// </summary>
internal sealed class Gallery : IDisposable
{
    private readonly StudioOptions options;
    private readonly TurnFolder folder;
    private readonly SortedDictionary<string, Kept> turns = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    // One at a time changes the disk: what is thrown away while it is written would come back.
    private readonly SemaphoreSlim disk = new(1, 1);

    public Gallery(StudioOptions options)
    {
        this.options = options;
        folder = new TurnFolder(options.Data);
        foreach (var (turn, bytes) in folder.ReadAll())
        {
            turns[turn.Id] = new Kept(turn, bytes);
        }
    }

    /// <summary>Told of each turn that came or changed, and of each that went, by its id.</summary>
    public event Action<Turn?, string>? Changed;

    /// <summary>The folder with everything in it.</summary>
    public string Folder => folder.Path;

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

    /// <summary>How many bytes are in memory alone.</summary>
    public long UnwrittenBytes => Unwritten.Sum(files => files.Bytes);

    private IReadOnlyList<TurnFiles> Unwritten
    {
        get
        {
            lock (gate)
            {
                return [.. turns.Values.Select(kept => kept.Unwritten).OfType<TurnFiles>()];
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
    public async Task<(Content Said, Content Made)> ReadContentsAsync(Turn turn, CancellationToken cancellationToken) =>
        (
            Content.Parse(await ReadAsync(turn, "said.json", cancellationToken)),
            Content.Parse(await ReadAsync(turn, "made.json", cancellationToken))
        );

    /// <summary>The bytes of a file of a turn.</summary>
    public Task<byte[]> ReadAsync(Turn turn, string file, CancellationToken cancellationToken) =>
        FindUnwritten(turn.Id) is { } inMemory
            ? Task.FromResult(inMemory.Files[file])
            : folder.ReadAsync(turn.Id, file, cancellationToken);

    /// <summary>A picture of a turn; null where it is none of the turn's.</summary>
    public (Stream Bytes, string MediaType)? OpenPicture(string id, string file) =>
        Find(id) is { } turn
        && turn.Pictures.Concat(turn.Inputs).FirstOrDefault(picture => picture.File == file) is { } found
            ? (
                FindUnwritten(id) is { } inMemory
                    ? new MemoryStream(inMemory.Files[found.File], writable: false)
                    : folder.Open(id, found.File),
                found.MediaType
            )
            : null;

    /// <summary>Keeps a turn: on the disk or, where that does not take it, in memory.</summary>
    public async Task AddAsync(Turn turn, Content said, Content made, IEnumerable<(string File, byte[] Bytes)> pictures)
    {
        var files = new TurnFiles(
            turn,
            new Dictionary<string, byte[]>(pictures.Select(one => KeyValuePair.Create(one.File, one.Bytes)))
            {
                ["said.json"] = said.ToUtf8Json(),
                ["made.json"] = made.ToUtf8Json(),
                [TurnFolder.Facts] = TurnFolder.FactsOf(turn),
            }
        );
        await disk.WaitAsync();
        try
        {
            if (await KeepAsync(files) is { } why)
            {
                Terminal.Warn($"{Terminal.NameOf(turn)} is not on the disk, and goes when the Studio ends: {why}");
                return;
            }

            await WriteUnwrittenAsync();
            RemoveOldest();
        }
        finally
        {
            disk.Release();
        }
    }

    /// <summary>Tries again to write what the disk did not take.</summary>
    /// <returns>The turns that it still does not take.</returns>
    public async Task<IReadOnlyList<Turn>> WriteAgainAsync()
    {
        await disk.WaitAsync();
        try
        {
            await WriteUnwrittenAsync();
            RemoveOldest();
        }
        finally
        {
            disk.Release();
        }

        return [.. Turns.Where(turn => turn.NotOnDisk is not null)];
    }

    /// <summary>Throws a turn away; those that were made of it stay.</summary>
    /// <exception cref="IOException">It cannot be, and is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">Nobody may write there.</exception>
    public async Task<bool> RemoveAsync(string id)
    {
        await disk.WaitAsync();
        try
        {
            return Remove(id);
        }
        finally
        {
            disk.Release();
        }
    }

    public void Dispose()
    {
        folder.Dispose();
        disk.Dispose();
    }

    private TurnFiles? FindUnwritten(string id)
    {
        lock (gate)
        {
            return turns.GetValueOrDefault(id)?.Unwritten;
        }
    }

    /// <summary>Writes a turn, or keeps it in memory.</summary>
    /// <returns>Why it is in memory; null where it is on the disk.</returns>
    private async Task<string?> KeepAsync(TurnFiles files)
    {
        string? why = null;
        try
        {
            await folder.WriteAsync(files);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            why = exception.Message;
        }

        var turn = files.Turn with { NotOnDisk = why };
        lock (gate)
        {
            turns[turn.Id] = new Kept(turn, files.Bytes, why is null ? null : files);
        }

        Changed?.Invoke(turn, turn.Id);
        return why;
    }

    private async Task WriteUnwrittenAsync()
    {
        // Each by itself: a disk that has no room for a large one may have it for a small one.
        foreach (var files in Unwritten)
        {
            await KeepAsync(files);
        }
    }

    private bool Remove(string id)
    {
        if (Find(id) is null)
        {
            return false;
        }

        if (FindUnwritten(id) is null)
        {
            folder.Remove(id);
        }

        lock (gate)
        {
            turns.Remove(id);
        }

        Changed?.Invoke(null, id);
        return true;
    }

    /// <summary>A turn that cannot be thrown away is no reason to lose the one that just came.</summary>
    private void RemoveOldest()
    {
        foreach (var id in BeyondTheLimit())
        {
            try
            {
                Remove(id);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Terminal.Warn($"An old turn could not be thrown away: {exception.Message}");
                return;
            }
        }
    }

    /// <summary>The oldest on the disk; what is in memory alone is nowhere else, and has a limit of its own.</summary>
    private List<string> BeyondTheLimit()
    {
        lock (gate)
        {
            var written = turns.Values.Where(kept => kept.Unwritten is null).ToArray();
            var bytes = written.Sum(kept => kept.Bytes);
            var old = new List<string>();
            foreach (var kept in written)
            {
                var count = written.Length - old.Count;
                if (count <= 1 || (count <= options.MostTurns && bytes <= options.MostBytes))
                {
                    break;
                }

                old.Add(kept.Turn.Id);
                bytes -= kept.Bytes;
            }

            return old;
        }
    }

    private sealed record Kept(Turn Turn, long Bytes, TurnFiles? Unwritten = null);
}
