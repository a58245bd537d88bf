using System.Globalization;
using System.Security.Cryptography;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Stubs;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Subjects.Exec;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>One case put to one subject: starts a player, gives the assignment, looks at what came, judges.</summary>
internal sealed class CaseRun(
    ConformanceCase one,
    SubjectDescription description,
    ISubject subject,
    IStubPlayerFactory players,
    string assignmentId,
    TimeSpan hangLimit,
    TimeProvider time
)
{
    /// <summary>Beginning of the names of output folders.</summary>
    public const string FolderPrefix = "nanobanana-case-";

    /// <summary>However short a case is, a client gets this long in real time: a busy machine is not a hung client.</summary>
    private static readonly TimeSpan ShortestBudget = TimeSpan.FromSeconds(6);

    /// <summary>How long a client whose time is up gets to let go, in real time.</summary>
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(1);

    private static readonly SecretScrubber Secrets = new(ConformanceRunner.ApiKey);

    /// <exception cref="SubjectProcessException">The subject cannot be started.</exception>
    public async Task<CaseVerdict> RunAsync(string? skipReason, CancellationToken cancellationToken)
    {
        if (skipReason is not null)
        {
            return Verdict(VerdictStatus.Skipped) with { Reason = skipReason, Outcome = "skipped" };
        }

        try
        {
            var seen = await ObserveAsync(cancellationToken).ConfigureAwait(false);
            return Judge(seen);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (SubjectProcessException)
        {
            // No case can be put to a client that does not start: whoever runs them all knows whether it ever did.
            throw;
        }
#pragma warning disable CA1031 // Whatever breaks here is the suite's own trouble: it becomes a verdict that says so.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Trouble($"{exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <summary>The verdict on a case that could not be put to the subject.</summary>
    public CaseVerdict Trouble(string reason) =>
        Verdict(VerdictStatus.HarnessTrouble) with
        {
            Reason = Secrets.Scrub(reason),
            Outcome = "harness trouble",
        };

    private async Task<CaseObservation> ObserveAsync(CancellationToken cancellationToken)
    {
        var player = await players.StartAsync(cancellationToken).ConfigureAwait(false);
        DirectoryInfo? output = null;
        try
        {
            var stubs = OtherOrigin.Resolve(one.Stubs, player.BaseAddress);
            var warnings = new List<string>();
            while (true)
            {
                output = Directory.CreateTempSubdirectory(FolderPrefix);
                // Forgets, too, what an earlier attempt sent.
                await player.LoadAsync(stubs, cancellationToken).ConfigureAwait(false);
                var startedAt = time.GetUtcNow();
                var wall = PacedClock.WallOf(time);
                var start = time.GetTimestamp();
                var wallStart = wall.GetTimestamp();
                var report = await AssignAsync(Assignment(player, output), cancellationToken).ConfigureAwait(false);
                var took = time.GetElapsedTime(start);
                var wallTime = wall.GetElapsedTime(wallStart);
                var journal = await player.ReadJournalAsync(cancellationToken).ConfigureAwait(false);
                if (report is SubjectCrash { IsReused: true } crash && IsInherited(crash, journal))
                {
                    // To end well is no fault of anybody.
                    warnings.AddRange(
                        crash.EndedWell
                            ? []
                            :
                            [
                                $"A process that had done other cases broke when it was given this one, which another process was given instead: {crash.Message}",
                            ]
                    );
                    warnings.AddRange(Remove(output));
                    continue;
                }

                var files = await FilesAsync(output, cancellationToken).ConfigureAwait(false);
                var left = Remove(output);
                output = null;
                return new CaseObservation
                {
                    Case = one,
                    Subject = description,
                    // Where a fresh process breaks too, the verdict says so, and the first one was no exception.
                    Report = report with
                    {
                        Warnings = [.. report is SubjectCrash ? [] : warnings, .. report.Warnings, .. left],
                    },
                    Stubs = stubs,
                    Journal = journal,
                    StartedAt = startedAt,
                    Took = took,
                    WallTime = wallTime,
                    TimeScale = player.TimeScale,
                    Files = files,
                };
            }
        }
        finally
        {
            await player.DisposeAsync().ConfigureAwait(false);
            // Only on the way out with an exception, which says more than a folder that is left.
            _ = output is null ? [] : Remove(output);
        }
    }

    /// <summary>Removes a client's folder. One that hung may hold a file of it: that is worth a warning, and no verdict.</summary>
    private static IReadOnlyList<string> Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The client has tidied up itself.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [$"The client's folder {folder.Name} could not be removed: {exception.GetType().Name}."];
        }

        return [];
    }

    private SubjectAssignment Assignment(IStubPlayer player, DirectoryInfo output) =>
        new()
        {
            Id = assignmentId,
            BaseAddress = player.BaseAddress,
            ApiKey = one.Task.HasKey ? ConformanceRunner.ApiKey : null,
            Task = one.Task,
            TimeScale = player.TimeScale,
            OutputFolder = output.FullName,
            Time = time,
        };

    /// <summary>
    /// Whether the end of a process belongs to what it did before: a line that stood in its output already, or an end
    /// before it sent anything. Where it belongs to this case after all, a fresh process ends the same way.
    /// </summary>
    private static bool IsInherited(SubjectCrash crash, IReadOnlyList<JournalEntry> journal) =>
        crash.How == SubjectCrashKind.Rubbish || journal.Count == 0;

    private async Task<SubjectReport> AssignAsync(SubjectAssignment assignment, CancellationToken cancellationToken)
    {
        var budget = Budget(assignment.TimeScale);
        using var limit = new CancellationTokenSource(budget, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var running = subject.RunAsync(assignment, both.Token);
        try
        {
            // A subject that ignores the token must not hold the suite up.
            return await running.WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            // What lets go is waited for: it must not write into a folder that is being deleted, or call the next case's
            // player.
            await Task.WhenAny(running, Task.Delay(LongestFarewell, CancellationToken.None)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            // In real time alone, which is what somebody waited: two numbers would be read as two limits.
            return new SubjectCrash(
                SubjectCrashKind.Hung,
                string.Create(CultureInfo.InvariantCulture, $"no result after {budget.TotalSeconds:0.#} s")
            );
        }
    }

    private TimeSpan Budget(double timeScale)
    {
        // A client that cannot scale its clock lives in real time, whatever the player does.
        var budget =
            description.ScalesTime || timeScale == 1 ? one.TimeBudget * timeScale
            : one.TimeBudget < hangLimit ? one.TimeBudget
            : hangLimit;
        return budget < ShortestBudget ? ShortestBudget : budget;
    }

    private CaseVerdict Judge(CaseObservation seen)
    {
        if (seen.Report is SubjectSkip skip)
        {
            return Verdict(VerdictStatus.Skipped) with
            {
                Reason = Secrets.Scrub(skip.Reason),
                Warnings = [.. skip.Warnings.Select(Secrets.Scrub)],
                Outcome = "skipped",
            };
        }

        (var outcome, var accepted) = OutcomeJudge.Judge(one.Expectation, description, seen.Report);
        CheckResult[] checks =
        [
            .. outcome
                .Concat(WireJudge.Judge(seen))
                .Concat(FileJudge.Judge(seen))
                .Append(SecretJudge.Judge(seen, Secrets)),
        ];
        CheckResult[] scrubbed = [.. checks.Select(c => c with { Message = Secrets.Scrub(c.Message) })];
        CheckResult[] broken = [.. scrubbed.Where(c => !c.Holds)];
        return Verdict(broken.Length == 0 ? VerdictStatus.Passed : VerdictStatus.Failed) with
        {
            Reason = broken.Length == 0 ? null : $"{broken[0].Name}: {broken[0].Message}",
            Checks = scrubbed,
            Warnings = [.. seen.Report.Warnings.Select(Secrets.Scrub)],
            TrafficOnly = OutcomeJudge.SeesTrafficOnly(one.Expectation, seen.Report),
            Outcome = Secrets.Scrub(OutcomeJudge.Describe(seen.Report)),
            AcceptedBecause = accepted,
            Attempts = seen.Journal.Count,
            ElapsedMilliseconds = (long)seen.Elapsed.TotalMilliseconds,
            WallMilliseconds = (long)seen.WallTime.TotalMilliseconds,
            Wire = WireTrace.Of(seen, Secrets),
            Curl = HandMadeCall.Curl(seen, Secrets),
            Pictures = VerdictPictures.Of(seen.Report),
            Log = seen.Report.Log is { Length: > 0 } log ? Secrets.Scrub(Tail(log)) : null,
        };
    }

    private CaseVerdict Verdict(VerdictStatus status) =>
        new()
        {
            Id = one.Id,
            Title = one.Title,
            Why = one.Why,
            Sources = [.. one.Sources.Select(s => s.Note is { } note ? $"{s.Where}: {note}" : s.Where)],
            Level = one.Level == RequirementLevel.Must ? "MUST" : "SHOULD",
            Tags = one.Tags,
            Requirements = one.Requirements,
            Unscored = !one.Scored,
            Status = status,
            Checks = [],
            Outcome = string.Empty,
            Attempts = 0,
            ElapsedMilliseconds = 0,
            WallMilliseconds = 0,
            Wire = [],
        };

    private static string Tail(string log) =>
        log.Length <= 4000 ? log : string.Concat("...", log.AsSpan(log.Length - 4000));

    private static async Task<IReadOnlyList<SavedFile>> FilesAsync(
        DirectoryInfo folder,
        CancellationToken cancellationToken
    )
    {
        var files = new List<SavedFile>();
        if (!Directory.Exists(folder.FullName))
        {
            return files;
        }

        foreach (
            var file in folder
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .OrderBy(f => f.FullName, StringComparer.Ordinal)
        )
        {
            var bytes = file.OpenRead();
            await using (bytes.ConfigureAwait(false))
            {
                var hash = await SHA256.HashDataAsync(bytes, cancellationToken).ConfigureAwait(false);
                var name = Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/');
                files.Add(new SavedFile(name, Convert.ToHexStringLower(hash), bytes.Length));
            }
        }

        return files;
    }
}
