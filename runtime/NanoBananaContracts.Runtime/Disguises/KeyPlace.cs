using System.Text;

namespace NanoBananaContracts;

/// <summary>How a key is written where it was found.</summary>
/// <remarks>In the order of the conformance suite's <c>SecretForm</c>, which says the same to others.</remarks>
internal enum KeyForm
{
    Raw,
    Url,
    Base64,
    Json,
    Hex,
    Reversed,
    Pieces,
    Shape,
}

/// <summary>Where a key stands in a text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The one behind its last.</param>
/// <param name="Form">How it is written there.</param>
internal readonly record struct KeyPlace(int Start, int End, KeyForm Form)
{
    /// <summary>The places from left to right; those that overlap are one, of the form of the first.</summary>
    public static List<KeyPlace> Merged(IEnumerable<KeyPlace> places)
    {
        var merged = new List<KeyPlace>();
        foreach (var place in places.OrderBy(one => one.Start).ThenByDescending(one => one.End))
        {
            if (merged.Count > 0 && merged[merged.Count - 1] is var last && place.Start < last.End)
            {
                merged[merged.Count - 1] = last with { End = Math.Max(last.End, place.End) };
            }
            else
            {
                merged.Add(place);
            }
        }

        return merged;
    }

    /// <summary>A text with something else in these places; the same object where there are none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="places">The places, from left to right, none over another.</param>
    /// <param name="with">What to put into each.</param>
    public static string Replace(string text, IReadOnlyList<KeyPlace> places, string with)
    {
        if (places.Count == 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var (start, end, _) in places)
        {
            result.Append(text, copied, start - copied).Append(with);
            copied = end;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }
}
