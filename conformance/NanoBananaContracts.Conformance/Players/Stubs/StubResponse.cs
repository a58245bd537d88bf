using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>What a stub answers.</summary>
public sealed record StubResponse
{
    /// <summary>HTTP status.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Reason phrase; null for the status's own.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>Header names and values in file order; a name may stand more than once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body, unless <see cref="BodyFileName"/> names it.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Name of the file that holds the body; null for none.</summary>
    public string? BodyFileName { get; init; }

    /// <summary>Delay before the headers, added to <see cref="RandomDelay"/>.</summary>
    public TimeSpan FixedDelay { get; init; }

    /// <summary>Random delay before the headers; null for none.</summary>
    public DelayDistribution? RandomDelay { get; init; }

    /// <summary>Body sent in pieces with a pause before each; null for all at once.</summary>
    public ChunkedDribbleDelay? Dribble { get; init; }

    /// <summary>Broken connection instead of an answer; null for none. Overrides everything but the delay.</summary>
    public StubFault? Fault { get; init; }
}

/// <summary>A body sent in pieces.</summary>
/// <param name="NumberOfChunks">Pieces; as many as the body has bytes where that is less.</param>
/// <param name="TotalDuration">Time over all pieces: each waits an equal share, the first included.</param>
public sealed record ChunkedDribbleDelay(int NumberOfChunks, TimeSpan TotalDuration);

/// <summary>The four ways a stub can break the connection.</summary>
public enum StubFault
{
    /// <summary><c>EMPTY_RESPONSE</c>: the connection is closed with FIN and not one byte.</summary>
    EmptyResponse,

    /// <summary><c>CONNECTION_RESET_BY_PEER</c>: the connection is reset (RST) without a byte.</summary>
    ConnectionResetByPeer,

    /// <summary><c>RANDOM_DATA_THEN_CLOSE</c>: garbage instead of HTTP, then FIN.</summary>
    RandomDataThenClose,

    /// <summary><c>MALFORMED_RESPONSE_CHUNK</c>: a good status line, then garbage instead of a chunk, then FIN.</summary>
    MalformedResponseChunk,
}
