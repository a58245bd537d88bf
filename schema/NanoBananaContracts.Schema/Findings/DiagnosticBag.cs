namespace NanoBananaContracts.Schema;

/// <summary>Collects findings of one file.</summary>
internal sealed class DiagnosticBag(string path)
{
    /// <summary>Most findings of one kind that are told one by one.</summary>
    public const int MostOfOneKind = 20;

    private readonly List<SchemaDiagnostic> found = [];
    private readonly HashSet<SchemaDiagnostic> seen = [];

    /// <summary>Number of findings so far.</summary>
    public int Count => found.Count;

    /// <summary>The file, as named in findings.</summary>
    public string Path => path;

    /// <summary>Adds a finding made elsewhere.</summary>
    /// <param name="finding">The finding.</param>
    public void Add(SchemaDiagnostic finding) => found.Add(finding);

    /// <summary>Adds a finding.</summary>
    /// <param name="rule">Kind of mistake.</param>
    /// <param name="mark">Its place.</param>
    /// <param name="what">What is wrong: one whole sentence.</param>
    /// <param name="cure">What to do: one whole sentence; null for the rule's own.</param>
    public void Report(SchemaRule rule, SourceMark mark, string what, string? cure = null)
    {
        var diagnostic = new SchemaDiagnostic(
            rule.Id,
            rule.Severity,
            path,
            mark.Line,
            mark.Column,
            Math.Max(1, mark.Length),
            // It names parts of the file, and goes to terminals and logs.
            HiddenCharacters.Escaped(what + " " + (cure ?? rule.Cure))
        );

        // A mistake in a part is met again in every object made of the part; it is still one mistake.
        if (seen.Add(diagnostic))
        {
            found.Add(diagnostic);
        }
    }

    /// <summary>Drops what was found after a point; for findings that an earlier mistake made up.</summary>
    /// <param name="count">Number of findings to keep.</param>
    public void Truncate(int count)
    {
        for (var i = count; i < found.Count; i++)
        {
            seen.Remove(found[i]);
        }

        found.RemoveRange(count, found.Count - count);
    }

    /// <summary>
    /// Findings in order of place; those at one place in the order they were found. Of each kind the first
    /// <see cref="MostOfOneKind"/>, and at the place of the next how many there are of it: a keyword misspelt a hundred
    /// thousand times fills no log and no memory of an editor.
    /// </summary>
    public EquatableArray<SchemaDiagnostic> Sorted()
    {
        var shown = new List<SchemaDiagnostic>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var firstsLeftOut = new List<int>();
        foreach (var finding in found.OrderBy(finding => finding.Line).ThenBy(finding => finding.Column))
        {
            counts.TryGetValue(finding.Id, out var before);
            counts[finding.Id] = before + 1;
            if (before == MostOfOneKind)
            {
                firstsLeftOut.Add(shown.Count);
            }

            if (before <= MostOfOneKind)
            {
                shown.Add(finding);
            }
        }

        foreach (var index in firstsLeftOut)
        {
            var more = counts[shown[index].Id] - MostOfOneKind;
            shown[index] = shown[index] with
            {
                Message = FormattableString.Invariant(
                    $"From here on there {(more == 1 ? "is 1 more finding" : $"are {more} more findings")} of this kind. Mend those before it first."
                ),
            };
        }

        return new EquatableArray<SchemaDiagnostic>(shown.ToArray());
    }
}
