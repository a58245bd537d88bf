using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts.Conformance.Players.InProcess;

/// <summary>What a player has received. Safe to use from several requests at once.</summary>
internal sealed class RequestJournal
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, int> _places = [];
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
            if (_entries.All(entry => entry.FinishedAt is not null))
                return Task.CompletedTask;
            _settled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _settled.Task;
        }
    }

    public void Add(JournalEntry entry)
    {
        lock (_gate)
        {
            _places[entry.Id] = _entries.Count;
            _entries.Add(entry);
        }
    }

    /// <summary>Completes an entry; nothing happens when the journal was cleared meanwhile.</summary>
    public void Complete(Guid id, DateTimeOffset finishedAt, bool clientHungUp)
    {
        lock (_gate)
        {
            if (_places.TryGetValue(id, out var place))
                _entries[place] = _entries[place] with { FinishedAt = finishedAt, ClientHungUp = clientHungUp };
            Settle();
        }
    }

    public IReadOnlyList<JournalEntry> RemoveWhere(Func<JournalEntry, bool> match)
    {
        lock (_gate)
        {
            var removed = _entries.Where(match).ToArray();
            var kept = _entries.Except(removed).ToArray();
            _entries.Clear();
            _places.Clear();
            foreach (var entry in kept)
            {
                _places[entry.Id] = _entries.Count;
                _entries.Add(entry);
            }

            Settle();
            return removed;
        }
    }

    public void Clear() => RemoveWhere(_ => true);

    /// <summary>Under the lock: tells whoever waits that nothing is under way.</summary>
    private void Settle()
    {
        if (_settled is not null && _entries.All(entry => entry.FinishedAt is not null))
        {
            _settled.SetResult();
            _settled = null;
        }
    }
}
