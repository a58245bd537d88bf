namespace NanoBananaContracts.Conformance.Events;

/// <summary>The verdict on one case: what the client was asked, what it did, and which checks held.</summary>
public sealed record CaseVerdict : RunEvent
{
    /// <summary>Case id, <c>family/name</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Which repetition this is, from 1.</summary>
    public int Repetition { get; init; } = 1;

    /// <summary>The case in one line.</summary>
    public required string Title { get; init; }

    /// <summary>Why the case exists.</summary>
    public required string Why { get; init; }

    /// <summary>Where the behaviour was seen.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary><c>MUST</c> or <c>SHOULD</c>.</summary>
    public required string Level { get; init; }

    /// <summary>Words to filter by.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Requirements the case covers.</summary>
    public required IReadOnlyList<string> Requirements { get; init; }

    /// <summary>
    /// Whether the case counts for nothing yet, because it waits for the next revision: one that failed is
    /// <see cref="VerdictStatus.NotScored"/> too, one that passed is known by this alone.
    /// </summary>
    public bool Unscored { get; init; }

    /// <summary>The verdict.</summary>
    public required VerdictStatus Status { get; init; }

    /// <summary>Why it is not a pass, in one sentence; null for a pass.</summary>
    public string? Reason { get; init; }

    /// <summary>Why a known-failing file excuses it; null when none does.</summary>
    public string? Excuse { get; init; }

    /// <summary>Every check, in the order made.</summary>
    public required IReadOnlyList<CheckResult> Checks { get; init; }

    /// <summary>What was odd about the client's result but changes nothing of the verdict, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// Whether nothing but the traffic was judged: the client reports no result, and what it made of the answer cannot be
    /// told from its exit code.
    /// </summary>
    public bool TrafficOnly { get; init; }

    /// <summary>What the client ended with.</summary>
    public required string Outcome { get; init; }

    /// <summary>Which also-accepted outcome applied, with its reason; null for the outcome wanted.</summary>
    public string? AcceptedBecause { get; init; }

    /// <summary>Number of requests received.</summary>
    public required int Attempts { get; init; }

    /// <summary>How long the client took, at full scale, in milliseconds.</summary>
    public required long ElapsedMilliseconds { get; init; }

    /// <summary>How long the client took by the clock on the wall, in milliseconds.</summary>
    public required long WallMilliseconds { get; init; }

    /// <summary>The requests and what they were answered with.</summary>
    public required IReadOnlyList<WireExchange> Wire { get; init; }

    /// <summary>
    /// A curl line that sends the first request by hand, to the server that <see cref="Play"/> starts, with a key that is
    /// none; null when no request came or its body is no text for a command line.
    /// </summary>
    public string? Curl { get; init; }

    /// <summary>The command that plays the stubs of the case for <see cref="Curl"/>; null where none was named.</summary>
    public string? Play { get; init; }

    /// <summary>The command that puts the case to the same client again; null where no command can.</summary>
    public string? Again { get; init; }

    /// <summary>The pictures the client ended with.</summary>
    public IReadOnlyList<VerdictPicture> Pictures { get; init; } = [];

    /// <summary>What the client wrote to its error stream, shortened; null for nothing.</summary>
    public string? Log { get; init; }
}

/// <summary>How a case ended.</summary>
public enum VerdictStatus
{
    /// <summary>All checks held.</summary>
    Passed,

    /// <summary>A check of a MUST case did not hold.</summary>
    Failed,

    /// <summary>A check of a SHOULD case did not hold.</summary>
    Warned,

    /// <summary>The subject cannot do what the case asks.</summary>
    Skipped,

    /// <summary>Failed as the known-failing file says.</summary>
    KnownFailing,

    /// <summary>Failed, but the case is not scored yet.</summary>
    NotScored,

    /// <summary>The suite itself got into trouble; nothing is said about the subject.</summary>
    HarnessTrouble,
}

/// <summary>One check of a verdict.</summary>
/// <param name="Name">Name, stable: <c>outcome</c>, <c>evidence</c>, <c>attempts</c>, ...; known-failing files use it.</param>
/// <param name="Holds">Whether it held.</param>
/// <param name="Message">What was wanted and what came; for a check that held, what was checked.</param>
public sealed record CheckResult(string Name, bool Holds, string Message);

/// <summary>One request and its answer.</summary>
public sealed record WireExchange
{
    /// <summary>Method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query.</summary>
    public required string Url { get; init; }

    /// <summary>Request headers, one <c>Name: value</c> each.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>The body as text, long Base64 shortened; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>Number of bytes of the body.</summary>
    public required long BodySize { get; init; }

    /// <summary>Milliseconds since the start of the case, at full scale.</summary>
    public required long AtMilliseconds { get; init; }

    /// <summary>Status sent; 0 for a fault.</summary>
    public required int Status { get; init; }

    /// <summary>Whether a stub matched.</summary>
    public required bool Matched { get; init; }

    /// <summary>What the stub answered; null where none matched.</summary>
    public WireReply? Reply { get; init; }

    /// <summary>Whether the client hung up before the answer was complete; null where the player does not say.</summary>
    public bool? HungUp { get; init; }

    /// <summary>For a request no stub matched: what the nearest one wanted.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];
}

/// <summary>The answer to a request as the case has it; its status stands with the exchange.</summary>
public sealed record WireReply
{
    /// <summary>Headers, one <c>Name: value</c> each.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>The body as text, long Base64 shortened; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>Number of bytes of the body.</summary>
    public required long BodySize { get; init; }

    /// <summary>How the connection was broken, in the words of the stub: <c>CONNECTION_RESET_BY_PEER</c>; null where it was not.</summary>
    public string? Fault { get; init; }
}

/// <summary>A picture the client ended with.</summary>
/// <param name="Sha256">Hash of the bytes.</param>
/// <param name="MediaType">Media type by the bytes where they are known, else as the client says.</param>
/// <param name="Width">Width in pixels; null when unknown.</param>
/// <param name="Height">Height in pixels; null when unknown.</param>
/// <param name="Size">Number of bytes.</param>
/// <param name="FileName">Name of the saved file; null when it was not saved.</param>
/// <param name="Thumbnail">A <c>data:</c> URL of the picture when it is small; null otherwise.</param>
public sealed record VerdictPicture(
    string Sha256,
    string? MediaType,
    int? Width,
    int? Height,
    long Size,
    string? FileName,
    string? Thumbnail
);
