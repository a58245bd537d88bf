using System.Text;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Conformance.Stubs;

/// <summary>
/// A journalled request as others may see it: the values of headers, parameters and cookies that carry keys are masked,
/// and a key that is known from there is taken out of everything else. Judging has seen the request as it came.
/// </summary>
internal static class HiddenRequest
{
    public static RecordedRequest Of(RecordedRequest request)
    {
        SecretScrubber[] keys =
        [
            .. Keys(request).Distinct(StringComparer.Ordinal).Select(key => new SecretScrubber(key)),
        ];
        // Latin-1 maps every byte to one character and back.
        var text = Encoding.Latin1.GetString(request.Body.Span);
        var scrubbed = Scrub(text, keys);
        return request with
        {
            Url = Scrub(SecretText.MaskUrl(request.Url), keys),
            Headers =
            [
                .. request.Headers.Select(header =>
                    KeyValuePair.Create(
                        header.Key,
                        SecretText.IsSecretHeader(header.Key) ? SecretText.Mask : Scrub(header.Value, keys)
                    )
                ),
            ],
            Body = ReferenceEquals(text, scrubbed) ? request.Body : Encoding.Latin1.GetBytes(scrubbed),
        };
    }

    private static string Scrub(string text, SecretScrubber[] keys) =>
        keys.Aggregate(text, (left, key) => key.Scrub(left));

    /// <summary>What stands where keys stand, as far as it is long enough to be told from innocent text.</summary>
    private static IEnumerable<string> Keys(RecordedRequest request) =>
        request
            .Headers.Concat(request.Query)
            .Where(pair => SecretText.IsSecretHeader(pair.Key))
            // "Bearer KEY", and a cookie's "name=KEY".
            .SelectMany(pair =>
                pair.Value.Split([' ', ';', ',']).SelectMany(part => part.Split('=', 2)).Append(pair.Value)
            )
            .Where(key => key.Length >= SecretScanner.ShortestSecret);
}
