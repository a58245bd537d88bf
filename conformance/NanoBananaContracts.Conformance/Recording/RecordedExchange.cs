namespace NanoBananaContracts.Conformance.Recording;

/// <summary>One request and its reply on their way from the wire to a case; sanitizers change it in place.</summary>
internal sealed class RecordedExchange
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path, percent escapes as sent.</summary>
    public required string Path { get; set; }

    /// <summary>The query, in order, decoded.</summary>
    public required List<KeyValuePair<string, string>> Query { get; init; }

    /// <summary>Whether the key went where it belongs; the sanitizers take the headers that would say so.</summary>
    public bool KeyInItsHeader { get; init; }

    /// <summary>The headers of the request, in order.</summary>
    public required List<KeyValuePair<string, string>> RequestHeaders { get; init; }

    /// <summary>The body of the request, long strings replaced by placeholders.</summary>
    public required string RequestBody { get; set; }

    /// <summary>The status of the reply.</summary>
    public required int Status { get; init; }

    /// <summary>The headers of the reply, in order.</summary>
    public required List<KeyValuePair<string, string>> ResponseHeaders { get; init; }

    /// <summary>The body of the reply, long strings replaced by placeholders.</summary>
    public required string ResponseBody { get; set; }

    /// <summary>Whether the reply broke off before its end.</summary>
    public bool BrokeOff { get; init; }

    /// <summary>The long strings of both bodies, by placeholder.</summary>
    public required IReadOnlyDictionary<string, ElidedString> Elided { get; init; }

    /// <summary>The pictures that were replaced, in order of appearance in the reply.</summary>
    public List<ReplacedPicture> Pictures { get; } = [];

    /// <summary>How often each sanitizer changed something, by its id.</summary>
    public SortedDictionary<string, int> Changes { get; } = new(System.StringComparer.Ordinal);

    /// <summary>Notes that a sanitizer changed something.</summary>
    public void Note(string sanitizer, int times)
    {
        if (times > 0)
        {
            Changes[sanitizer] = Changes.GetValueOrDefault(sanitizer) + times;
        }
    }
}

/// <summary>What is known of a picture that a small one now stands for.</summary>
/// <param name="MediaType">By its bytes.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal.</param>
internal sealed record ReplacedPicture(string MediaType, int Width, int Height, long Length, string Sha256);
