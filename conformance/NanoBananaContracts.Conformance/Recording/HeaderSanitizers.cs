using System.Collections.Frozen;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>NBS001, NBS002: headers go unless they are known to be harmless.</summary>
internal sealed class HeaderSanitizer(
    string id,
    string title,
    Func<RecordedExchange, List<KeyValuePair<string, string>>> headers,
    params string[] kept
) : Sanitizer(id, title)
{
    private readonly FrozenSet<string> kept = kept.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override void Apply(RecordedExchange exchange) =>
        exchange.Note(Id, headers(exchange).RemoveAll(header => !this.kept.Contains(header.Key)));
}

/// <summary>NBS003: query parameters go unless they are known to be harmless.</summary>
internal sealed class QuerySanitizer() : Sanitizer("NBS003", "query parameters")
{
    // alt chooses between events and an array; prettyPrint only moves white space.
    private static readonly FrozenSet<string> Kept = FrozenSet.Create(StringComparer.Ordinal, "alt", "prettyPrint");

    /// <inheritdoc/>
    public override void Apply(RecordedExchange exchange) =>
        exchange.Note(Id, exchange.Query.RemoveAll(parameter => !Kept.Contains(parameter.Key)));
}

/// <summary>NBS004: cookies, in either direction. They would go with the headers; they are counted on their own.</summary>
internal sealed class CookieSanitizer() : Sanitizer("NBS004", "cookies")
{
    private static readonly FrozenSet<string> Cookies = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Cookie",
        "Cookie2",
        "Set-Cookie",
        "Set-Cookie2"
    );

    /// <inheritdoc/>
    public override void Apply(RecordedExchange exchange)
    {
        foreach (
            var headers in (IEnumerable<List<KeyValuePair<string, string>>>)
                [exchange.RequestHeaders, exchange.ResponseHeaders]
        )
        {
            exchange.Note(Id, headers.RemoveAll(header => Cookies.Contains(header.Key)));
        }
    }
}
