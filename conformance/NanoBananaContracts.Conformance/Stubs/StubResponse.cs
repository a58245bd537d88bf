using System.Globalization;

namespace NanoBananaContracts.Conformance.Stubs;

/// <summary>What a stub answers.</summary>
public sealed record StubResponse
{
    internal const int DefaultStatus = 200;

    /// <summary>HTTP status.</summary>
    public int Status { get; init; } = DefaultStatus;

    /// <summary>Header names and values in file order; a name may stand more than once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body, unless <see cref="BodyFileName"/> names it.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Name of the file that holds the body; null for none.</summary>
    public string? BodyFileName { get; init; }

    /// <summary>Delay before the headers.</summary>
    public TimeSpan FixedDelay { get; init; }

    /// <summary>Body sent in pieces with a pause before each; null for all at once.</summary>
    public ChunkedDribbleDelay? Dribble { get; init; }

    /// <summary>Broken connection instead of an answer; null for none. Overrides everything but the delay.</summary>
    public StubFault? Fault { get; init; }

    /// <summary>Whether the status is one of a reply without body.</summary>
    internal bool HasNoBody => Status is < 200 or 204 or 304;

    /// <summary>Whether time or the connection has a part in the answer, or its length is stated.</summary>
    internal bool IsPlayedBeside =>
        FixedDelay > TimeSpan.Zero || Dribble is not null || Fault is not null || StatedLength is not null;

    /// <summary>The length a <c>Content-Length</c> among the headers states; null where none does.</summary>
    internal long? StatedLength =>
        Headers
            .Where(header => header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            .Select(header => (long?)long.Parse(header.Value, NumberStyles.None, CultureInfo.InvariantCulture))
            .FirstOrDefault();
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
