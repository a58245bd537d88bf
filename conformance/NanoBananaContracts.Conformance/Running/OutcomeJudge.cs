using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Subjects;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>Holds what a subject reports to what a case wants: the outcome, or one of those also accepted.</summary>
internal static class OutcomeJudge
{
    /// <summary>What the message about a client that gave no result in its time begins with.</summary>
    public const string Hung = "The client hung: ";

    /// <summary>Judges a report.</summary>
    /// <returns>The checks of the outcome that fits best, and the reason of the also-accepted one that fits wholly.</returns>
    public static (IReadOnlyList<CheckResult> Checks, string? AcceptedBecause) Judge(
        CaseExpectation expectation,
        SubjectDescription subject,
        SubjectReport report
    )
    {
        if (report is SubjectCrash crash)
        {
            var how = crash.How switch
            {
                SubjectCrashKind.Hung => Hung,
                SubjectCrashKind.Rubbish => "The client did not keep to the protocol: ",
                _ => "The client crashed: ",
            };
            return ([new CheckResult(CheckNames.Alive, false, how + crash.Message)], null);
        }

        IReadOnlyList<CheckResult> wanted = Judge(expectation.Outcome, expectation.Retryable, subject, report);
        if (wanted.All(c => c.Holds))
        {
            return (wanted, null);
        }

        foreach (var accepted in expectation.AlsoAccept)
        {
            IReadOnlyList<CheckResult> checks = Judge(accepted.Outcome, expectation.Retryable, subject, report);
            if (checks.All(c => c.Holds))
            {
                return (checks, accepted.Reason);
            }
        }

        return (wanted, null);
    }

    /// <summary>An outcome in a few words, for messages.</summary>
    public static string Describe(CaseOutcome outcome) =>
        outcome switch
        {
            PictureOutcome picture => $"a picture ({picture.MediaType}, {picture.Width} x {picture.Height})",
            TextOutcome => "text",
            FailureOutcome failure => $"a failure of class {failure.Class.ToWord()}",
            _ => outcome.ToString(),
        };

    /// <summary>What a subject ended with, in a few words.</summary>
    public static string Describe(SubjectReport report) =>
        report switch
        {
            SubjectSuccess { Pictures.Count: > 0 } success => success.Pictures.Count == 1
                ? $"a picture ({success.Pictures[0].MediaType ?? "no media type"}, {success.Pictures[0].Size} bytes)"
                : $"{success.Pictures.Count} pictures",
            SubjectSuccess { Text: { } text } => $"text: {Shorten(text)}",
            SubjectSuccess => "success with neither picture nor text",
            SubjectFailure failure => (failure.Class, failure.Kind) switch
            {
                ({ } known, { } kind) => $"a failure of class {known.ToWord()} ({kind}): {Shorten(failure.Message)}",
                ({ } known, null) => $"a failure of class {known.ToWord()}: {Shorten(failure.Message)}",
                _ => $"a failure: {Shorten(failure.Message)}",
            },
            SubjectSkip skip => $"skipped: {skip.Reason}",
            SubjectCrash crash => $"{crash.How}: {Shorten(crash.Message)}",
            SubjectSilence { ExitCode: { } code } => FormattableString.Invariant($"exit code {code}"),
            _ => "nothing but traffic",
        };

    private static List<CheckResult> Judge(
        CaseOutcome outcome,
        bool? retryable,
        SubjectDescription subject,
        SubjectReport report
    )
    {
        var checks = new List<CheckResult>();
        switch (outcome, report)
        {
            case (_, SubjectSilence { ExitCode: { } code }):
                checks.Add(JudgeExitCode(outcome, code));
                break;
            case (_, SubjectSilence):
                break;
            case (FailureOutcome wanted, SubjectFailure failure):
                JudgeFailure(checks, wanted, retryable, subject, failure);
                break;
            case (PictureOutcome wanted, SubjectSuccess { Pictures.Count: > 0 } success):
                JudgePicture(checks, wanted, subject, success);
                break;
            case (TextOutcome wanted, SubjectSuccess { Pictures.Count: 0, Text: not null } success):
                checks.Add(new CheckResult(CheckNames.Outcome, true, "text"));
                JudgeText(checks, wanted.Text, subject, success.Text);
                break;
            default:
                checks.Add(
                    new CheckResult(CheckNames.Outcome, false, $"Wanted {Describe(outcome)}, got {Describe(report)}")
                );
                break;
        }

        return checks;
    }

    /// <summary>
    /// Whether nothing of what the client made of the answer was seen: an exit code says that it failed, but of a success
    /// neither picture nor words.
    /// </summary>
    public static bool SeesTrafficOnly(CaseExpectation expectation, SubjectReport report) =>
        report is SubjectSilence silence
        && (
            silence.ExitCode is null
            || expectation.Outcome is not FailureOutcome
            || expectation.AlsoAccept.Any(a => a.Outcome is not FailureOutcome)
        );

    /// <summary>A command says by its exit code whether it failed, and nothing else.</summary>
    private static CheckResult JudgeExitCode(CaseOutcome wanted, int code)
    {
        var holds = wanted is FailureOutcome == (code != 0);
        return new CheckResult(
            CheckNames.Outcome,
            holds,
            holds
                ? FormattableString.Invariant($"exit code {code}: {(code == 0 ? "a success" : "a failure")}")
                : FormattableString.Invariant(
                    $"Wanted {Describe(wanted)}, got exit code {code}, which says {(code == 0 ? "that all went well" : "that it failed")}."
                )
        );
    }

    private static void JudgeFailure(
        List<CheckResult> checks,
        FailureOutcome wanted,
        bool? retryable,
        SubjectDescription subject,
        SubjectFailure failure
    )
    {
        if (subject.ReportsFailureClass)
        {
            checks.Add(
                new CheckResult(
                    CheckNames.Outcome,
                    failure.Class == wanted.Class,
                    failure.Class == wanted.Class
                        ? Describe(wanted)
                        : $"Wanted {Describe(wanted)}, got {Describe(failure)}"
                )
            );
        }
        else
        {
            checks.Add(new CheckResult(CheckNames.Outcome, true, "a failure (the client tells no classes apart)"));
        }

        checks.Add(
            new CheckResult(
                CheckNames.Deliberate,
                !failure.Unexpected,
                failure.Unexpected
                    ? $"The client broke instead of reporting a failure: {Shorten(failure.Message)}"
                    : "the client reports it itself"
            )
        );
        if (wanted.Kind is { } kind && failure.Kind is { } actual)
        {
            checks.Add(
                new CheckResult(
                    CheckNames.Kind,
                    kind == actual,
                    kind == actual ? kind : $"Wanted kind {kind}, got {actual}."
                )
            );
        }

        if (wanted.MessageContains.Count > 0)
        {
            string[] missing =
            [
                .. wanted.MessageContains.Where(t => !failure.Message.Contains(t, StringComparison.OrdinalIgnoreCase)),
            ];
            checks.Add(
                new CheckResult(
                    CheckNames.Evidence,
                    missing.Length == 0,
                    missing.Length == 0
                        ? $"the message says \"{string.Join("\", \"", wanted.MessageContains)}\""
                        : $"The message does not say \"{string.Join("\", \"", missing)}\": {Shorten(failure.Message)}"
                )
            );
        }

        if (retryable is { } expected && failure.Retryable is { } said)
        {
            checks.Add(
                new CheckResult(
                    CheckNames.Retryable,
                    expected == said,
                    expected == said ? (said ? "worth another try" : "not worth another try")
                        : said ? "The client says that another try can help; it cannot."
                        : "The client says that another try cannot help; it can."
                )
            );
        }
    }

    private static void JudgePicture(
        List<CheckResult> checks,
        PictureOutcome wanted,
        SubjectDescription subject,
        SubjectSuccess success
    )
    {
        var final = success.Pictures[^1];
        checks.Add(new CheckResult(CheckNames.Outcome, true, "a picture"));
        if (wanted.Sha256 is { } hash)
        {
            var same = string.Equals(hash, final.Sha256, StringComparison.OrdinalIgnoreCase);
            checks.Add(
                new CheckResult(
                    CheckNames.Picture,
                    same,
                    same
                        ? $"sha256 {hash[..12]}"
                        : $"Another picture: wanted sha256 {hash[..12]}, got {final.Sha256} of {final.Size} bytes."
                )
            );
        }
        else if (final.Bytes is { } bytes)
        {
            // The hash says more, where there is one.
            var seen = PictureInspector.Inspect(bytes);
            var same = seen.Width == wanted.Width && seen.Height == wanted.Height;
            var pixels = FormattableString.Invariant($"{wanted.Width} x {wanted.Height} pixels");
            checks.Add(
                new CheckResult(
                    CheckNames.Picture,
                    same,
                    same ? pixels : FormattableString.Invariant($"Wanted {pixels}, got {seen.Width} x {seen.Height}.")
                )
            );
        }

        if (final.MediaType is { } mediaType)
        {
            var same = string.Equals(mediaType, wanted.MediaType, StringComparison.OrdinalIgnoreCase);
            checks.Add(
                new CheckResult(
                    CheckNames.MediaType,
                    same,
                    same ? mediaType : $"The bytes are {wanted.MediaType}; the client says {mediaType}."
                )
            );
        }

        if (wanted.Count is { } count)
        {
            checks.Add(
                new CheckResult(
                    CheckNames.Count,
                    success.Pictures.Count == count,
                    success.Pictures.Count == count
                        ? $"{count} without drafts"
                        : $"Wanted {count} without drafts, got {success.Pictures.Count}."
                )
            );
        }

        if (wanted.Text is not null)
        {
            JudgeText(checks, wanted.Text, subject, success.Text);
        }
    }

    private static void JudgeText(List<CheckResult> checks, string? wanted, SubjectDescription subject, string? text)
    {
        if (wanted is null || !subject.ReportsText)
        {
            return;
        }

        var holds = text?.Contains(wanted, StringComparison.Ordinal) == true;
        checks.Add(
            new CheckResult(
                CheckNames.Text,
                holds,
                holds
                    ? $"\"{wanted}\""
                    : $"Wanted the text \"{wanted}\", got {(text is null ? "none" : $"\"{Shorten(text)}\"")}."
            )
        );
    }

    private static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 200 ? line : string.Concat(line.AsSpan(0, 200), "...");
    }
}
