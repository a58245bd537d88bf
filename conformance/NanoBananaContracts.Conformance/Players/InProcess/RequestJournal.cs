using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts.Conformance.Players.InProcess;

/// <summary>What a player has received. Safe to use from several requests at once.</summary>
internal sealed class RequestJournal
{
    private readonly Lock gate = new();
    private readonly List<JournalEntry> entries = [];
    private TaskCompletionSource? settled;

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
        }
    }

    /// <summary>Puts an entry in the place of the one with its id; nothing happens when the journal was cleared meanwhile.</summary>
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
