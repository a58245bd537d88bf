using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Subjects;

/// <summary>One thing a subject is asked to do. It names no case: nobody can code to the test.</summary>
public sealed record SubjectAssignment
{
    /// <summary>Number of the assignment, unique in a run.</summary>
    public required string Id { get; init; }

    /// <summary>Where the service is: scheme, host and port, no path.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>The key to send; null when the subject is to have none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>What to ask for.</summary>
    public required CaseTask Task { get; init; }

    /// <summary>What one second of the case takes in real seconds: 0.02 plays 20 s in 0.4 s.</summary>
    public required double TimeScale { get; init; }

    /// <summary>An empty folder for pictures that are to be saved; the subject writes nowhere else.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>
    /// The clock that <see cref="TimeScale"/> refers to: a client in this process that scales its time measures it on
    /// this one. Another process has the system's.
    /// </summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
