using System.Globalization;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Stubs;
using NanoBananaContracts.Conformance.Subjects;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>Holds the traffic of a case to what the case wants: how often, what, and when.</summary>
internal static class WireJudge
{
    /// <summary>Stands in a message before what was measured: what differs from run to run.</summary>
    public const string Measured = "; measured: ";

    /// <summary>What timers and clocks may be off by, in real time.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(6);

    public static IEnumerable<CheckResult> Judge(CaseObservation seen)
    {
        var wanted = seen.Case.Expectation;
        yield return Attempts(wanted.Attempts, seen.Journal.Count);
        if (seen.Report is SubjectSilence && Patience(seen) is { } patience)
        {
            yield return patience;
        }

        var unmatched = seen.Journal.FirstOrDefault(e => !e.WasMatched);
        if (unmatched is not null)
        {
            var nearest =
                unmatched.NearMisses.Count > 0
                    ? " Nearest: " + string.Join("; ", unmatched.NearMisses[0].Differences)
                    : string.Empty;
            yield return new CheckResult(
                CheckNames.Unmatched,
                false,
                $"The service knows no {unmatched.Request.Method} {unmatched.Request.Url}.{nearest}"
            );
        }

        foreach (var expectation in wanted.Requests)
        {
            yield return Request(expectation, seen.Journal);
        }

        if (wanted.Elapsed is { } elapsed)
        {
            yield return Time(CheckNames.Elapsed, "The call", elapsed, seen.Elapsed, seen);
        }

        if (wanted.RetryDelay is { } delay)
        {
            for (var i = 1; i < seen.Journal.Count; i++)
            {
                var before = seen.Journal[i - 1];
                var waited = seen.Journal[i].ReceivedAt - (before.FinishedAt ?? before.ReceivedAt);
                yield return Time(
                    CheckNames.RetryDelay,
                    $"The wait before attempt {i + 1}",
                    delay,
                    seen.AtFullScale(waited),
                    seen
                );
            }
        }
    }

    private static CheckResult Attempts(AttemptRange range, int count)
    {
        var holds = count >= range.Minimum && count <= range.Maximum;
        var wanted = range.Minimum == range.Maximum ? $"{range.Minimum}" : $"{range.Minimum} to {range.Maximum}";
        return new CheckResult(
            CheckNames.Attempts,
            holds,
            holds
                ? $"{count} of {wanted}"
                : $"Wanted {wanted} request{(range.Maximum == 1 ? "" : "s")}, got {count}."
                    + (count > range.Maximum && range.Maximum > 0 ? " Every request may be billed." : "")
        );
    }

    /// <summary>Hanging up on an answer that holds what was asked for; null where nothing was to be waited for.</summary>
    private static CheckResult? Patience(CaseObservation seen)
    {
        if (seen.Case.Expectation.Outcome is FailureOutcome || seen.Journal.Count == 0)
        {
            return null;
        }

        var last = seen.Journal[^1];
        if (last is not { ClientHungUp: true, FinishedAt: { } end })
        {
            return new CheckResult(CheckNames.Patience, true, "the client waited for the answer");
        }

        var after = seen.AtFullScale(end - last.ReceivedAt).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return new CheckResult(
            CheckNames.Patience,
            false,
            $"It hung up before the answer was whole, which may be billed all the same{Measured}after {after} s."
        );
    }

    private static CheckResult Request(RequestExpectation expectation, IReadOnlyList<JournalEntry> journal)
    {
        PatternMatch[] matches = [.. journal.Select(e => expectation.Pattern.Match(e.Request))];
        var matching = matches.Count(m => m.IsMatch);
        var holds = expectation.Count is { } count
            ? matching >= count.Minimum && matching <= count.Maximum
            : matching == journal.Count && matching > 0;
        if (holds)
        {
            return new CheckResult(CheckNames.Request, true, expectation.Why);
        }

        var differences =
            journal.Count == 0 ? "no request came"
            : matches.Where(m => !m.IsMatch).MinBy(m => m.Distance) is { } nearest
                ? string.Join("; ", nearest.Differences)
            : $"{matching} of {journal.Count} requests match";
        return new CheckResult(CheckNames.Request, false, $"{expectation.Why} But: {differences}");
    }

    private static CheckResult Time(string name, string what, TimeRange range, TimeSpan actual, CaseObservation seen)
    {
        var slack = seen.AtFullScale(Slack);
        var holds =
            (range.Minimum is not { } minimum || actual + slack >= minimum)
            && (range.Maximum is not { } maximum || actual - slack <= maximum);
        var wanted = (range.Minimum, range.Maximum) switch
        {
            ({ } least, { } most) => $"{CaseDuration.Format(least)} to {CaseDuration.Format(most)}",
            ({ } least, null) => $"at least {CaseDuration.Format(least)}",
            (null, { } most) => $"at most {CaseDuration.Format(most)}",
            _ => "any time",
        };
        var seconds = actual.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return new CheckResult(name, holds, $"{what} is to take {wanted}{Measured}{seconds} s.");
    }
}
