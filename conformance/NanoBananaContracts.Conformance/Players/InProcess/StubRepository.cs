using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NanoBananaContracts.Conformance.Players.Matching;

namespace NanoBananaContracts.Conformance.Players.InProcess;

/// <summary>The stubs of a player and the states of their scenarios. Safe to use from several requests at once.</summary>
internal sealed class StubRepository
{
    private const int MostNearMisses = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _served = [];

    /// <summary>Newest first, which is the order of equal priorities.</summary>
    private List<StubMapping> _stubs = [];

    private StubSet _files = StubSet.Empty;

    /// <summary>All stubs, newest first.</summary>
    public IReadOnlyList<StubMapping> All
    {
        get
        {
            lock (_gate)
                return _stubs.ToArray();
        }
    }

    /// <summary>The stubs that have not answered a request yet.</summary>
    public IReadOnlyList<StubMapping> Unused
    {
        get
        {
            lock (_gate)
                return _stubs.Where(stub => !_served.Contains(stub.Id)).ToArray();
        }
    }

    public void Replace(StubSet set)
    {
        lock (_gate)
        {
            _files = set;
            _stubs = set.Mappings.Reverse().ToList();
            _states.Clear();
            _served.Clear();
        }
    }

    /// <summary>Back to the stubs of the last <see cref="Replace"/>; the scenarios keep their states.</summary>
    public void ResetToLoaded()
    {
        lock (_gate)
            _stubs = _files.Mappings.Reverse().ToList();
    }

    /// <summary>Adds a stub, in front of all others; one with the same id is replaced.</summary>
    public void Add(StubMapping stub)
    {
        lock (_gate)
        {
            _stubs.RemoveAll(existing => existing.Id == stub.Id);
            _stubs.Insert(0, stub);
        }
    }

    /// <summary>Replaces a stub where it stands; false when there is none with its id.</summary>
    public bool Update(StubMapping stub)
    {
        lock (_gate)
        {
            var index = _stubs.FindIndex(existing => existing.Id == stub.Id);
            if (index < 0)
                return false;
            _stubs[index] = stub;
            return true;
        }
    }

    public StubMapping? Find(Guid id)
    {
        lock (_gate)
            return _stubs.Find(stub => stub.Id == id);
    }

    public int RemoveWhere(Predicate<StubMapping> match)
    {
        lock (_gate)
            return _stubs.RemoveAll(match);
    }

    /// <summary>The stub that answers a request. Serving it moves its scenario on, in the same step.</summary>
    public StubMapping? Serve(RequestSubject request)
    {
        lock (_gate)
        {
            // A stable sort keeps the newest of equal priorities in front.
            foreach (var stub in _stubs.OrderBy(stub => stub.Priority))
            {
                if (!IsInState(stub) || !stub.Request.Match(request).IsMatch)
                    continue;
                _served.Add(stub.Id);
                if (stub is { ScenarioName: { } scenario, NewScenarioState: { } next })
                    _states[scenario] = next;
                return stub;
            }

            return null;
        }
    }

    /// <summary>The stubs nearest to a request that none matched, nearest first.</summary>
    public IReadOnlyList<NearMiss> NearestTo(RequestSubject request)
    {
        StubMapping[] stubs;
        string[] states;
        lock (_gate)
        {
            stubs = [.. _stubs];
            states = stubs
                .Select(stub =>
                    IsInState(stub) ? "" : _states.GetValueOrDefault(stub.ScenarioName!, StubMapping.Started)
                )
                .ToArray();
        }

        return stubs
            .Zip(states)
            .Select(pair =>
            {
                var match = pair.First.Request.Match(request);
                string[] state =
                    pair.Second.Length == 0
                        ? []
                        :
                        [
                            $"scenario {pair.First.ScenarioName}: expected state {pair.First.RequiredScenarioState}, but it was {pair.Second}",
                        ];
                return new NearMiss(pair.First, match.Distance, [.. match.Differences, .. state]);
            })
            .OrderBy(miss => miss.Distance)
            .Take(MostNearMisses)
            .ToArray();
    }

    public ReadOnlyMemory<byte>? FindFile(string name)
    {
        lock (_gate)
            return _files.Files.TryGetValue(name, out var file) ? file : null;
    }

    /// <summary>Every scenario with its state and the states its stubs know.</summary>
    public IReadOnlyList<ScenarioStatus> Scenarios()
    {
        lock (_gate)
        {
            return _stubs
                .Where(stub => stub.ScenarioName is not null)
                .GroupBy(stub => stub.ScenarioName!)
                .Select(group => new ScenarioStatus(
                    group.Key,
                    _states.GetValueOrDefault(group.Key, StubMapping.Started),
                    group
                        .SelectMany(stub => new[] { stub.RequiredScenarioState, stub.NewScenarioState })
                        .OfType<string>()
                        .Append(StubMapping.Started)
                        .Distinct(StringComparer.Ordinal)
                        .ToArray(),
                    group.ToArray()
                ))
                .ToArray();
        }
    }

    public void SetState(string scenario, string state)
    {
        lock (_gate)
            _states[scenario] = state;
    }

    public void ResetScenarios()
    {
        lock (_gate)
            _states.Clear();
    }

    private bool IsInState(StubMapping stub) =>
        stub.ScenarioName is null
        || stub.RequiredScenarioState is null
        || _states.GetValueOrDefault(stub.ScenarioName, StubMapping.Started) == stub.RequiredScenarioState;
}

/// <summary>Where a scenario stands.</summary>
internal sealed record ScenarioStatus(
    string Name,
    string State,
    IReadOnlyList<string> PossibleStates,
    IReadOnlyList<StubMapping> Stubs
);
