namespace NanoBananaContracts.Conformance.Live;

/// <summary>What a live run found: how far the service is from the contract.</summary>
public sealed record DriftReport
{
    /// <summary>Id of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The model that was asked.</summary>
    public required string Model { get; init; }

    /// <summary>Scheme and host that were called.</summary>
    public required string Endpoint { get; init; }

    /// <summary>When the run ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The most the run can have cost, in US dollars.</summary>
    public required decimal MaxCostUsd { get; init; }

    /// <summary>The calls that were sent, in order.</summary>
    public required IReadOnlyList<LiveCallResult> Calls { get; init; }

    /// <summary>The calls of the plan that were not sent, because going on made no sense.</summary>
    public required IReadOnlyList<LiveCall> NotSent { get; init; }

    /// <summary>What differs from the contract, in order of discovery.</summary>
    public required IReadOnlyList<DriftFinding> Findings { get; init; }

    /// <summary>What ended the run before its plan, such as <c>cancelled</c>; null where nothing did.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Whether the service breaks the contract.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Rule.Severity == DriftSeverity.Error);
}

/// <summary>How one call went.</summary>
/// <param name="Call">The call.</param>
/// <param name="Status">The status that came; 0 for no answer.</param>
/// <param name="Bytes">The bytes of the body.</param>
/// <param name="Elapsed">From sending to the last byte.</param>
public sealed record LiveCallResult(LiveCall Call, int Status, long Bytes, TimeSpan Elapsed);
