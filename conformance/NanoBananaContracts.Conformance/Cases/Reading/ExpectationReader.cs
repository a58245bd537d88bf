using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary>Reads <c>expect.json</c>.</summary>
/// <param name="file">The file.</param>
/// <param name="operation">What the client is asked to do; null where the case could not be read.</param>
internal sealed partial class ExpectationReader(JsonFile file, CaseOperation? operation)
{
    private const int ShortestReason = 10;

    /// <summary>The expectation; null, with a report, when something is wrong with it.</summary>
    public CaseExpectation? Read()
    {
        if (file.Read<ExpectationFile>(CaseFormat.Options) is not { } one)
        {
            return null;
        }

        var outcome = ReadOutcome(one.Outcome, "/outcome");
        var accepted = one.AlsoAccept.Select((facts, index) => ReadAccepted(facts, outcome, $"/alsoAccept/{index}"));
        var requests = one.Requests.Select((facts, index) => ReadRequest(facts, $"/requests/{index}"));
        var expectation = new CaseExpectation
        {
            // Null where the outcome was reported, and then nothing of this is returned.
            Outcome = outcome!,
            AlsoAccept = [.. accepted],
            Retryable = one.Retryable,
            Attempts = one.Attempts,
            Elapsed = one.Elapsed,
            RetryDelay = one.RetryDelay,
            Requests = [.. requests],
        };
        if (one.Retryable is not null && outcome is not (FailureOutcome or null))
        {
            file.Report(LintRules.OutcomeFacts, "/retryable", "Only a failure can be worth retrying.");
        }

        CheckRange(one.Attempts, "/attempts");
        CheckTimes(one.Elapsed, "/elapsed");
        CheckTimes(one.RetryDelay, "/retryDelay");
        if (one.Attempts.Maximum == 0 && one.Requests.Any(request => request.Count is null or { Maximum: > 0 }))
        {
            file.Report(LintRules.Attempts, "/requests", "No request may be sent, so none can look like anything.");
        }

        if (one.RetryDelay is not null && one.Attempts.Maximum <= 1)
        {
            file.Report(LintRules.Attempts, "/retryDelay", "With one attempt there is no retry to wait for.");
        }

        return file.IsGood ? expectation : null;
    }

    private CaseOutcome? ReadOutcome(OutcomeFacts facts, string at)
    {
        var outcome = facts.Single();
        if (outcome is null)
        {
            file.Report(LintRules.OutcomeFacts, at, "An outcome is exactly one of picture, text, failure.");
        }

        if (facts.Picture is { } picture)
        {
            CheckLeast(picture.Width, 1, at + "/picture/width");
            CheckLeast(picture.Height, 1, at + "/picture/height");
            CheckLeast(picture.Count ?? 1, 1, at + "/picture/count");
            if (picture.Sha256 is { } hash && !Hash().IsMatch(hash))
            {
                file.Report(
                    LintRules.ValueNotAllowed,
                    at + "/picture/sha256",
                    "A SHA-256 is 64 lower-case hexadecimal digits."
                );
            }

            if (picture.FileName is not null && operation is not (CaseOperation.Save or null))
            {
                file.Report(
                    LintRules.OutcomeFacts,
                    at + "/picture/fileName",
                    "Only the operation \"save\" writes a file."
                );
            }
        }

        if (facts.Failure?.Kind is { } kind && !Kind().IsMatch(kind))
        {
            file.Report(
                LintRules.ValueNotAllowed,
                at + "/failure/kind",
                $"\"{kind}\" is no name of a failure kind, such as \"PromptBlocked\"."
            );
        }

        return outcome;
    }

    private AcceptedOutcome ReadAccepted(AcceptedFacts facts, CaseOutcome? wanted, string at)
    {
        var other = ReadOutcome(facts.Outcome, at + "/outcome");
        if (facts.Reason.Trim().Length < ShortestReason)
        {
            file.Report(
                LintRules.AlsoAccept,
                at + "/reason",
                "Say in \"reason\" why this outcome passes although it is not the one wanted."
            );
        }

        if (other is not null && other.Equals(wanted))
        {
            file.Report(LintRules.AlsoAccept, at, "This is the outcome wanted itself.");
        }

        return new AcceptedOutcome(other!, facts.Reason);
    }

    private RequestExpectation ReadRequest(RequestFacts facts, string at)
    {
        if (string.IsNullOrWhiteSpace(facts.Why))
        {
            file.Report(LintRules.ValueNotAllowed, at + "/why", "This is blank.");
        }

        if (facts.Count is { } count)
        {
            CheckRange(count, at + "/count");
        }

        return new RequestExpectation(facts.Why, facts.Request, facts.Count);
    }

    private void CheckLeast(int value, int least, string at)
    {
        if (value < least)
        {
            file.Report(
                LintRules.ValueNotAllowed,
                at,
                FormattableString.Invariant($"{value} is too small; the least is {least}.")
            );
        }
    }

    private void CheckRange(AttemptRange range, string at)
    {
        CheckLeast(range.Minimum, 0, at);
        if (range.Maximum < range.Minimum)
        {
            file.Report(
                LintRules.Attempts,
                at,
                FormattableString.Invariant($"At most {range.Maximum}, but at least {range.Minimum}, is no number.")
            );
        }
    }

    private void CheckTimes(TimeRange? range, string at)
    {
        if (range is { Minimum: null, Maximum: null })
        {
            file.Report(LintRules.MissingKey, at, "Give \"min\", \"max\" or both.");
        }

        if (range?.Maximum < range?.Minimum)
        {
            file.Report(LintRules.ValueNotAllowed, at, "\"max\" is less than \"min\".");
        }
    }

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Hash();

    [GeneratedRegex(@"\A[A-Z][A-Za-z0-9]+\z")]
    private static partial Regex Kind();
}
