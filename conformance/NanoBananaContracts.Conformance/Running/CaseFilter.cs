using System.Text;
using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>
/// Chooses cases. Values of one kind are alternatives, kinds narrow each other. A value that chooses nothing is an
/// error, so that a misspelt filter never reports success on no cases.
/// </summary>
public sealed record CaseFilter
{
    /// <summary>Lets every case through that is not tagged <c>slow</c>.</summary>
    public static CaseFilter None { get; } = new();

    /// <summary>Globs over ids: <c>*</c> stands for anything but a slash, <c>**</c> for anything, <c>?</c> for one character.</summary>
    public IReadOnlyList<string> Globs { get; init; } = [];

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Families.</summary>
    public IReadOnlyList<string> Families { get; init; } = [];

    /// <summary>Ids of requirements.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>Whether cases tagged <c>slow</c>, which run in real time, are let through though no filter names them.</summary>
    public bool IncludeSlow { get; init; }

    /// <summary>Whether the filter leaves anything out but slow cases.</summary>
    public bool Narrows => Globs.Count + Tags.Count + Families.Count + Requirements.Count > 0;

    /// <summary>Chooses among cases.</summary>
    /// <param name="cases">The catalogue.</param>
    /// <returns>The chosen ones, in their order.</returns>
    /// <exception cref="ArgumentException">A value of the filter chooses nothing; the message names it.</exception>
    public IReadOnlyList<ConformanceCase> Choose(IReadOnlyList<ConformanceCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var chosen = new HashSet<ConformanceCase>(cases);
        Narrow("case pattern", Globs, GlobMatcher, c => [c.Id]);
        Narrow("tag", Tags, tag => c => c.Tags.Contains(tag, StringComparer.Ordinal), c => c.Tags);
        Narrow("family", Families, family => c => c.Family == family, c => [c.Family]);
        Narrow(
            "requirement",
            Requirements,
            id => c => c.Requirements.Contains(id, StringComparer.Ordinal),
            c => c.Requirements
        );
        var result = cases
            .Where(c => chosen.Contains(c) && (IncludeSlow || Narrows && NamesSlow(c) || !IsSlow(c)))
            .ToArray();
        return result.Length > 0
            ? result
            : throw new ArgumentException(
                "The filters leave no case. Each of them chooses some, together they choose none."
            );

        void Narrow(
            string kind,
            IReadOnlyList<string> values,
            Func<string, Func<ConformanceCase, bool>> matcher,
            Func<ConformanceCase, IReadOnlyList<string>> names
        )
        {
            if (values.Count == 0)
            {
                return;
            }

            var kept = new HashSet<ConformanceCase>();
            foreach (var value in values)
            {
                var matches = cases.Where(matcher(value)).ToArray();
                if (matches.Length == 0)
                {
                    throw new ArgumentException(
                        $"No case fits the {kind} '{value}'."
                            + Misspelling.DidYouMean(value, cases.SelectMany(names).Distinct())
                    );
                }

                kept.UnionWith(matches);
            }

            chosen.IntersectWith(kept);
        }
    }

    /// <summary>Whether a case runs in real time.</summary>
    /// <param name="conformanceCase">The case.</param>
    public static bool IsSlow(ConformanceCase conformanceCase)
    {
        ArgumentNullException.ThrowIfNull(conformanceCase);
        return conformanceCase.Tags.Contains("slow", StringComparer.Ordinal);
    }

    /// <summary>A predicate for a glob over case ids.</summary>
    /// <param name="glob">The glob.</param>
    public static Func<ConformanceCase, bool> GlobMatcher(string glob)
    {
        ArgumentNullException.ThrowIfNull(glob);
        var pattern = new StringBuilder(@"\A");
        for (var i = 0; i < glob.Length; i++)
        {
            if (glob[i] == '*' && i + 1 < glob.Length && glob[i + 1] == '*')
            {
                pattern.Append(".*");
                i++;
            }
            else
            {
                pattern.Append(
                    glob[i] switch
                    {
                        '*' => "[^/]*",
                        '?' => "[^/]",
                        char other => Regex.Escape(other.ToString()),
                    }
                );
            }
        }

        var regex = new Regex(pattern.Append(@"\z").ToString(), RegexOptions.CultureInvariant);
        return c => regex.IsMatch(c.Id);
    }

    // A slow case takes part when somebody asked for it by its own name or by the tag.
    private bool NamesSlow(ConformanceCase c) =>
        Tags.Contains("slow", StringComparer.Ordinal) || Globs.Contains(c.Id, StringComparer.Ordinal);
}
