using System.Text.Json;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>
/// Stubs that redirect to another origin cannot know the player's port. They write <see cref="Written"/>, a name that
/// resolves nowhere; before it is played it becomes <c>http://localhost:PORT</c>: the same player under another name,
/// which to every client is another origin, and where a request that carries the key along is seen.
/// </summary>
internal static class OtherOrigin
{
    public const string Written = "http://other-origin.invalid";

    public static StubSet Resolve(StubSet stubs, Uri player)
    {
        var origin = $"http://localhost:{player.Port}";
        return stubs with { Mappings = [.. stubs.Mappings.Select(m => Resolve(m, origin))] };
    }

    private static StubMapping Resolve(StubMapping mapping, string origin)
    {
        var source = mapping.Source.GetRawText();
        if (!source.Contains(Written, StringComparison.Ordinal))
        {
            return mapping;
        }

        using var resolved = JsonDocument.Parse(source.Replace(Written, origin, StringComparison.Ordinal));
        return mapping with
        {
            Source = resolved.RootElement.Clone(),
            Response = mapping.Response with
            {
                Headers =
                [
                    .. mapping.Response.Headers.Select(h => new KeyValuePair<string, string>(
                        h.Key,
                        h.Value.Replace(Written, origin, StringComparison.Ordinal)
                    )),
                ],
            },
        };
    }
}
