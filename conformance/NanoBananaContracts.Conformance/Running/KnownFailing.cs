using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>One entry of a known-failing file: a check of a case that may fail, for a reason, until a day.</summary>
public sealed record KnownFailure
{
    /// <summary>Case id, or a glob (see <see cref="CaseFilter.Globs"/>).</summary>
    public required string Case { get; init; }

    /// <summary>Name of the check that fails.</summary>
    public required string Check { get; init; }

    /// <summary>A piece of the failing check's message. Failing for another reason is not excused.</summary>
    public required string Reason { get; init; }

    /// <summary>Where the work on it is followed.</summary>
    public required string Link { get; init; }

    /// <summary>Last day on which the entry excuses, <c>2027-03-31</c>.</summary>
    public required string Expires { get; init; }
}

/// <summary>
/// A known-failing file: it keeps a suite useful for a client that does not conform yet, and turns red as soon as an
/// entry excuses more, less or something else than it says. Trouble of the harness is never excused.
/// </summary>
public sealed class KnownFailing
{
    /// <summary>Most cases one glob may excuse.</summary>
    public const int LargestGlob = 10;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] Passing =
    [
        WireJudge.Measured,
        "127.0.0.1",
        "localhost",
        Path.GetTempPath(),
        CaseRun.FolderPrefix,
    ];

    private readonly IReadOnlyList<KnownFailure> entries;
    private readonly DateOnly today;
    private readonly Dictionary<KnownFailure, HashSet<string>> cases = [];
    private readonly HashSet<(KnownFailure, string)> used = [];

    private KnownFailing(IReadOnlyList<KnownFailure> entries, DateOnly today)
    {
        this.entries = entries;
        this.today = today;
    }

    /// <summary>Excuses nothing.</summary>
    public static KnownFailing Nothing { get; } = new([], DateOnly.MinValue);

    /// <summary>Reads a file's text and holds it to the catalogue.</summary>
    /// <param name="json">The text: <c>{ "entries": [ ... ] }</c>.</param>
    /// <param name="catalogue">Every case there is, chosen or not.</param>
    /// <param name="today">The day.</param>
    /// <exception cref="InvalidDataException">
    /// The text is not of the form, an entry names no case, a glob names more than <see cref="LargestGlob"/>, or a value
    /// is empty or no date. The message names the entry.
    /// </exception>
    public static KnownFailing Parse(string json, IReadOnlyList<ConformanceCase> catalogue, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        KnownFailingFile? file;
        try
        {
            file = JsonSerializer.Deserialize<KnownFailingFile>(json, Options);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("The known-failing file cannot be read: " + exception.Message, exception);
        }

        var known = new KnownFailing(
            file?.Entries ?? throw new InvalidDataException("The known-failing file holds no entries."),
            today
        );
        for (var i = 0; i < known.entries.Count; i++)
        {
            known.Check(known.entries[i], i, catalogue);
        }

        return known;
    }

    /// <summary>
    /// The text of a file that excuses the failures of a run. An entry that excuses one of them today stays as it is;
    /// one that has run out, or gives another reason, keeps its link; one that excuses nothing goes.
    /// </summary>
    /// <param name="verdicts">The verdicts of a run over all cases.</param>
    /// <param name="link">Link for new entries.</param>
    /// <param name="expires">Last day of new entries.</param>
    public string Update(IEnumerable<CaseVerdict> verdicts, string link, DateOnly expires)
    {
        KnownFailure[] entries =
        [
            .. verdicts
                .Where(v => v.Status is VerdictStatus.Failed or VerdictStatus.KnownFailing)
                .SelectMany(v => v.Checks.Where(c => !c.Holds).Select(c => (v.Id, Check: c)))
                .DistinctBy(f => (f.Id, f.Check.Name))
                .OrderBy(f => f.Id, StringComparer.Ordinal)
                .Select(f =>
                    Entries(f.Id, f.Check).FirstOrDefault(e => Fits(e, f.Check))
                    ?? new KnownFailure
                    {
                        Case = f.Id,
                        Check = f.Check.Name,
                        Reason = Lasting(f.Check.Message),
                        Link = Entries(f.Id, f.Check).FirstOrDefault()?.Link ?? link,
                        Expires = expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    }
                )
                .Distinct(),
        ];
        return JsonSerializer.Serialize(new KnownFailingFile { Entries = entries }, Options) + "\n";
    }

    /// <summary>Whether every failing check of a verdict is excused.</summary>
    /// <param name="verdict">A verdict with failing checks.</param>
    /// <param name="reason">The links of the entries that excuse; or, for a failure with another reason, what differs.</param>
    public bool Excuses(CaseVerdict verdict, out string? reason)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        reason = null;
        var links = new List<string>();
        var all = true;
        foreach (var check in verdict.Checks.Where(c => !c.Holds))
        {
            var entries = Entries(verdict.Id, check);
            var fits = entries.FirstOrDefault(e => Fits(e, check));
            foreach (var entry in entries)
            {
                used.Add((entry, verdict.Id));
            }

            if (fits is not null)
            {
                links.Add(fits.Link);
                continue;
            }

            all = false;
            if (entries.Length > 0)
            {
                reason = IsExpired(entries[0])
                    ? $"the known-failing entry for '{check.Name}' expired on {entries[0].Expires}"
                    : $"known to fail '{check.Name}' with \"{entries[0].Reason}\", but it failed otherwise";
            }
        }

        if (all)
        {
            reason = string.Join(", ", links.Distinct());
        }

        return all;
    }

    /// <summary>Entries that excused nothing although their case ran: it passes now, and the entry must go.</summary>
    /// <param name="verdicts">The verdicts of the run.</param>
    public IReadOnlyList<RunNotice> Stale(IEnumerable<CaseVerdict> verdicts)
    {
        // A case that was skipped or met trouble of the harness proves nothing about its entry.
        var ran = verdicts
            .Where(v => v.Status is not (VerdictStatus.Skipped or VerdictStatus.HarnessTrouble))
            .Select(v => v.Id)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from entry in entries
            from id in cases[entry].Order(StringComparer.Ordinal)
            where ran.Contains(id) && !used.Contains((entry, id))
            select new RunNotice(
                NoticeSeverity.Error,
                $"Known failing is stale: '{entry.Check}' of {id} holds now. Take the entry '{entry.Case}' out."
            ),
        ];
    }

    private void Check(KnownFailure entry, int index, IReadOnlyList<ConformanceCase> catalogue)
    {
        var where = $"Known-failing entry {index + 1} ('{entry.Case}')";
        foreach (
            (var name, var value) in new[]
            {
                ("case", entry.Case),
                ("check", entry.Check),
                ("reason", entry.Reason),
                ("link", entry.Link),
            }
        )
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                throw new InvalidDataException($"{where}: '{name}' is empty.");
            }
        }

        if (
            !DateOnly.TryParseExact(
                entry.Expires,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            )
        )
        {
            throw new InvalidDataException(
                $"{where}: 'expires' is '{entry.Expires}'; write a day, such as 2027-03-31."
            );
        }

        var matches = CaseFilter.GlobMatcher(entry.Case);
        var ids = catalogue.Where(matches).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        if (ids.Count is 0 or > LargestGlob)
        {
            throw new InvalidDataException(
                ids.Count == 0
                    ? $"{where}: no case has this id."
                    : $"{where}: fits {ids.Count} cases; at most {LargestGlob} may be excused by one entry."
            );
        }

        cases[entry] = ids;
    }

    /// <summary>The beginning of a message, up to what differs from run to run: a measured time, a port, a folder.</summary>
    private static string Lasting(string message)
    {
        var end = Passing
            .Select(word => message.IndexOf(word, StringComparison.Ordinal))
            .Where(at => at > 0)
            .DefaultIfEmpty(message.Length)
            .Min();
        return message[..end];
    }

    private KnownFailure[] Entries(string id, CheckResult check) =>
        [.. entries.Where(e => e.Check == check.Name && cases[e].Contains(id))];

    private bool Fits(KnownFailure entry, CheckResult check) =>
        check.Message.Contains(entry.Reason, StringComparison.Ordinal) && !IsExpired(entry);

    private bool IsExpired(KnownFailure entry) =>
        DateOnly.ParseExact(entry.Expires, "yyyy-MM-dd", CultureInfo.InvariantCulture) < today;

    private sealed record KnownFailingFile
    {
        [JsonRequired]
        public IReadOnlyList<KnownFailure>? Entries { get; init; }
    }
}
