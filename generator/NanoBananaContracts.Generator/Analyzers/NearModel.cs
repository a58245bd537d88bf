using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// The model that an id is near to which no provider file lists: a slip of it, or a newer version of its family. For every
/// rule alike.
/// </summary>
/// <param name="Id">Id of the known model.</param>
/// <param name="IsNewer">
/// Whether the id differs from known ones in its numbers alone, and has higher ones than each of them: then it may be newer than
/// the files. An older version is in none of them either, and so is a slip.
/// </param>
internal sealed record NearModel(string Id, bool IsNewer)
{
    /// <summary>The models that can be meant: those that a provider has not retired.</summary>
    /// <param name="provider">The provider that is called; <see langword="null"/> where nobody says which.</param>
    /// <param name="known">Every provider there is.</param>
    public static string[] Listed(ProviderFacts? provider, IReadOnlyList<ProviderFacts> known) =>
        [
            .. (provider is null ? known.Where(each => each.IsUsual) : [provider])
                .SelectMany(each => each.Models)
                .Where(model => model.Retired is null)
                .Select(model => model.Id)
                .Distinct(),
        ];

    /// <summary>The nearest; <see langword="null"/> where none is near.</summary>
    /// <param name="id">Id that is not listed, without <c>models/</c>.</param>
    /// <param name="listed">Ids that are.</param>
    public static NearModel? Of(string id, IReadOnlyList<string> listed) =>
        new Suggestion().Closest(id, listed) is { } nearest ? new(nearest, IsNewerThanAll(id, listed)) : null;

    private static bool IsNewerThanAll(string id, IReadOnlyList<string> listed)
    {
        var family = Family(id);
        var isOne = false;
        foreach (var other in listed)
        {
            if (!string.Equals(Family(other), family, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (CompareNumbers(id, other) <= 0)
            {
                return false;
            }

            isOne = true;
        }

        return isOne;
    }

    /// <summary>What stays of an id without its numbers, which are versions: 3.1 and 4 are of one family.</summary>
    private static string Family(string id) => new([.. id.Where(each => !IsOfNumber(each))]);

    /// <summary>Number by number, as versions are: 3.10 is more than 3.9, and 2.1 more than 2.</summary>
    private static int CompareNumbers(string left, string right)
    {
        var (a, b) = (Numbers(left), Numbers(right));
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var order =
                a[i].Length != b[i].Length ? a[i].Length.CompareTo(b[i].Length) : string.CompareOrdinal(a[i], b[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    private static string[] Numbers(string id) =>
        [
            .. new string([.. id.Select(each => each is >= '0' and <= '9' ? each : ' ')])
                .Split([' '], StringSplitOptions.RemoveEmptyEntries)
                .Select(number => number.TrimStart('0')),
        ];

    private static bool IsOfNumber(char each) => each is '.' or (>= '0' and <= '9');
}
