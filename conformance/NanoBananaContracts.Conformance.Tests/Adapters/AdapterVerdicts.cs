using System.Text;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Tests.Adapters;

/// <summary>
/// What a client under test is known to do, as a text to check in: who it is, then a line for each case with its status
/// and the checks that did not hold.
/// </summary>
internal sealed record AdapterVerdicts(SubjectIdentity Subject, IReadOnlyDictionary<string, string> Cases)
{
    public static AdapterVerdicts Of(SubjectIdentity subject, IEnumerable<CaseVerdict> verdicts) =>
        new(subject, verdicts.ToDictionary(v => v.Id, Line));

    /// <summary>Reads a text that <see cref="ToText"/> wrote.</summary>
    public static AdapterVerdicts Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(line => line[0], line => line[1]);
        var subject = new SubjectIdentity(
            lines["name"],
            lines.GetValueOrDefault("version"),
            lines.GetValueOrDefault("language")
        );
        return new(
            subject,
            lines.Where(line => line.Key.Contains('/', StringComparison.Ordinal)).ToDictionary(l => l.Key, l => l.Value)
        );
    }

    /// <summary>The checked-in verdicts of a client; none where there is no file yet.</summary>
    public static AdapterVerdicts Load(Adapter adapter) =>
        File.Exists(adapter.VerdictFile)
            ? Parse(File.ReadAllText(adapter.VerdictFile))
            : new(new SubjectIdentity(adapter.Name, null, null), new Dictionary<string, string>());

    public string ToText()
    {
        var text = new StringBuilder();
        text.Append("name: ").Append(Subject.Name).Append('\n');
        if (Subject.Version is { } version)
        {
            text.Append("version: ").Append(version).Append('\n');
        }

        if (Subject.Language is { } language)
        {
            text.Append("language: ").Append(language).Append('\n');
        }

        foreach ((var id, var line) in Cases.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            text.Append(id).Append(": ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The run as a matrix and its pages need it: who, how each case ended, and what it is about.</summary>
    public RecordedRun ToRun(IEnumerable<ConformanceCase> cases)
    {
        CaseVerdict[] verdicts = [.. cases.Select(one => Verdict(one, StatusOf(one.Id), Broken(one.Id)))];
        return new RecordedRun(
            new RunStarted
            {
                StartedAt = DateTimeOffset.UnixEpoch,
                Tool = "",
                Revision = "",
                Subject = Subject,
                Player = "",
                TimeScale = 1,
                Verdicts = verdicts.Length,
                FilteredOut = 0,
            },
            verdicts,
            [],
            new RunFinished
            {
                Counts = VerdictCounts.Of(verdicts),
                WallMilliseconds = 0,
                ExitCode = verdicts.Any(v => v.Status == VerdictStatus.Failed) ? 1 : 0,
            }
        );
    }

    private string[] Broken(string id) => Cases[id].Split(' ')[1..];

    private VerdictStatus StatusOf(string id) =>
        Cases.TryGetValue(id, out var line)
            ? Enum.Parse<VerdictStatus>(line.Split(' ')[0])
            : throw new InvalidOperationException(
                $"There is no verdict of {Subject.Name} on {id} yet: run the adapter tests and accept what they received."
            );

    private static string Line(CaseVerdict verdict) =>
        string.Join(
            ' ',
            [verdict.Status.ToString(), .. verdict.Checks.Where(c => !c.Holds).Select(c => c.Name).Distinct()]
        );

    private static CaseVerdict Verdict(ConformanceCase one, VerdictStatus status, string[] broken) =>
        new()
        {
            Id = one.Id,
            Title = one.Title,
            Why = one.Why,
            Sources = [.. one.Sources.Select(source => source.Where)],
            Level = one.Level.ToString().ToUpperInvariant(),
            Tags = one.Tags,
            Requirements = one.Requirements,
            Unscored = !one.Scored,
            Status = status,
            Reason = broken.Length > 0 ? string.Join("; ", broken.Select(ClientPage.Wrong)) : null,
            Checks = [.. broken.Select(check => new CheckResult(check, false, ClientPage.Wrong(check)))],
            Outcome = "",
            Attempts = 0,
            ElapsedMilliseconds = 0,
            WallMilliseconds = 0,
            Wire = [],
        };
}
