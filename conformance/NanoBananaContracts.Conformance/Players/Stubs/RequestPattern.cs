using System.Text.Json;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>Which requests a stub answers, or what a request must have looked like.</summary>
public sealed record RequestPattern
{
    /// <summary>The pattern as JSON.</summary>
    public required JsonElement Source { get; init; }
}
