using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts.Conformance.Players.InProcess;

/// <summary>What a player has received. Safe to use from several requests at once.</summary>
internal sealed class RequestJournal
{
    private readonly Lock _gate = new();
    private readonly List<JournalEntry> _entries = [];
    private TaskCompletionSource? _settled;

    /// <summary>All entries, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (_gate)
                return _entries.ToArray();
        }
    }

    /// <summary>Completes when no answer is under way any more.</summary>
    public Task WhenSettled()
    {
        lock (_gate)
        {
            if (IsSettled)
                return Task.CompletedTask;
            _settled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _settled.Task;
        }
    }

    public void Add(JournalEntry entry)
    {
        lock (_gate)
            _entries.Add(entry);
    }

    /// <summary>Puts an entry in the place of the one with its id; nothing happens when the journal was cleared meanwhile.</summary>
    public void Update(JournalEntry entry)
    {
        lock (_gate)
        {
            var place = _entries.FindIndex(other => other.Id == entry.Id);
            if (place >= 0)
                _entries[place] = entry;
            Settle();
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            Settle();
        }
    }

    private bool IsSettled => _entries.TrueForAll(entry => entry.FinishedAt is not null);

    /// <summary>Under the lock: tells whoever waits that nothing is under way.</summary>
    private void Settle()
    {
        if (_settled is null || !IsSettled)
            return;
        _settled.SetResult();
        _settled = null;
    }
}
