namespace NanoBananaContracts.Conformance.Players.InProcess;

/// <summary>What a player has received last, within bounds. Safe to use from several requests at once.</summary>
/// <remarks>No case makes so many calls; a player that is left running would keep everything that was ever sent to it.</remarks>
internal sealed class RequestJournal
{
    /// <summary>The most entries; the oldest goes first.</summary>
    public const int MostEntries = 1_000;

    /// <summary>The most bytes of bodies in all entries; the last entry is kept whatever its size.</summary>
    public const long MostBytes = 256L * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly List<JournalEntry> entries = [];
    private TaskCompletionSource? settled;
    private long bytes;

    /// <summary>All entries, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (gate)
            {
                return entries.ToArray();
            }
        }
    }

    /// <summary>Completes when no answer is under way any more.</summary>
    public Task WhenSettled()
    {
        lock (gate)
        {
            if (IsSettled)
            {
                return Task.CompletedTask;
            }

            settled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return settled.Task;
        }
    }

    public void Add(JournalEntry entry)
    {
        lock (gate)
        {
            entries.Add(entry);
            bytes += entry.Request.Body.Length;
            while (entries.Count > 1 && (entries.Count > MostEntries || bytes > MostBytes))
            {
                bytes -= entries[0].Request.Body.Length;
                entries.RemoveAt(0);
            }

            Settle();
        }
    }

    /// <summary>Puts an entry in the place of the one with its id; nothing happens when it went meanwhile.</summary>
    public void Update(JournalEntry entry)
    {
        lock (gate)
        {
            var place = entries.FindIndex(other => other.Id == entry.Id);
            if (place >= 0)
            {
                entries[place] = entry;
            }

            Settle();
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
            bytes = 0;
            Settle();
        }
    }

    private bool IsSettled => entries.TrueForAll(entry => entry.FinishedAt is not null);

    /// <summary>Under the lock: tells whoever waits that nothing is under way.</summary>
    private void Settle()
    {
        if (settled is null || !IsSettled)
        {
            return;
        }

        settled.SetResult();
        settled = null;
    }
}
