using System.Text.Json;

namespace NanoBananaContracts.Conformance.Stubs;

/// <summary>The stub mappings of one case (or of one import), with the body files they name.</summary>
public sealed record StubSet
{
    /// <summary>No stubs: every request stays unmatched.</summary>
    public static StubSet Empty { get; } = new() { Mappings = [] };

    /// <summary>The mappings in file order. The later of two with equal priority wins.</summary>
    public required IReadOnlyList<StubMapping> Mappings { get; init; }

    /// <summary>Body files by the name that <c>bodyFileName</c> uses.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files { get; init; } =
        new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>The body of a stub, its own or the file's.</summary>
    internal ReadOnlyMemory<byte> BodyOf(StubMapping stub) =>
        stub.Response.BodyFileName is { } name ? Files[name] : stub.Response.Body;
}

/// <summary>One WireMock stub mapping: which requests it answers, and with what.</summary>
public sealed record StubMapping
{
    /// <summary>Priority of a mapping that states none.</summary>
    public const int DefaultPriority = 5;

    /// <summary>State every scenario starts in.</summary>
    public const string Started = "Started";

    /// <summary>Id, given or made.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name, sent back as <c>Matched-Stub-Name</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Which requests the mapping answers.</summary>
    public required RequestPattern Request { get; init; }

    /// <summary>The answer.</summary>
    public required StubResponse Response { get; init; }

    /// <summary>Lower wins.</summary>
    public int Priority { get; init; } = DefaultPriority;

    /// <summary>Scenario the mapping takes part in.</summary>
    public string? ScenarioName { get; init; }

    /// <summary>State the scenario must be in; null for any.</summary>
    public string? RequiredScenarioState { get; init; }

    /// <summary>State the scenario goes to when the mapping is served; null for no change.</summary>
    public string? NewScenarioState { get; init; }

    /// <summary>The mapping as JSON, with its id: what the original server is given.</summary>
    public required JsonElement Source { get; init; }
}
