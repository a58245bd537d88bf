namespace NanoBananaContracts.Conformance.Players;

/// <summary>A request as it stood on the wire.</summary>
public sealed record RecordedRequest
{
    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query as sent, nothing decoded.</summary>
    public required string Url { get; init; }

    /// <summary>Header names and values; a name may stand more than once. Order among different names is not kept.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The body, transfer coding removed.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The path as sent, nothing decoded.</summary>
    internal string Path => Url.Split('?', 2)[0];

    /// <summary>The parameters of the query, decoded.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Query =>
        Url.Split('?', 2)
            .Skip(1)
            .SelectMany(query => query.Split('&', StringSplitOptions.RemoveEmptyEntries))
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length > 1 ? Decode(pair[1]) : ""));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
