using System.Reflection;
using System.Threading.Channels;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Subjects.Exec;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>Runs cases against a subject and tells what came of it as a stream of events.</summary>
public sealed class ConformanceRunner
{
    /// <summary>The key subjects are given. It opens nothing; it has characters that every encoding changes.</summary>
    public const string ApiKey = "nbc-conformance/key+not-a-secret-00001=";

    /// <summary>How much slower the second look at a case about time is.</summary>
    private const double SecondLookFactor = 5;

    private readonly RunOptions options;
    private readonly List<CaseVerdict> verdicts = [];
    private int assignments;
    private volatile bool hasStarted;

    private ConformanceRunner(RunOptions options) => this.options = options;

    /// <summary>Runs.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="onEvent">Gets every event, one at a time, in order; an exception of it ends the run.</param>
    /// <param name="cancellationToken">Ends the run; its stream then has no footer.</param>
    /// <returns>The footer.</returns>
    /// <exception cref="ArgumentException">The filter chooses nothing; the message says which value.</exception>
    /// <exception cref="SubjectProcessException">The client under test cannot be started.</exception>
    public static Task<RunFinished> RunAsync(
        RunOptions options,
        Action<RunEvent> onEvent,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(onEvent);
        return new ConformanceRunner(options).RunAsync(onEvent, cancellationToken);
    }

    private async Task<RunFinished> RunAsync(Action<RunEvent> onEvent, CancellationToken cancellationToken)
    {
        // What people wait is real time, whatever clock the cases are judged by.
        var wall = PacedClock.WallOf(options.Time);
        var start = wall.GetTimestamp();
        var cases = options.Filter.Choose(options.Catalogue);
        var subject = await options.Subject.DescribeAsync(cancellationToken).ConfigureAwait(false);
        await using var scaled = options.Players(options.TimeScale);
        await using var slower = options.Players(Math.Min(1, options.TimeScale * SecondLookFactor));
        await using var real = options.Players(1);
        var player = await NameOfAsync(scaled, cancellationToken).ConfigureAwait(false);
        onEvent(
            new RunStarted
            {
                StartedAt = wall.GetUtcNow(),
                Tool = ToolVersion,
                // A case that is not scored belongs to no revision yet.
                Revision = cases.OrderBy(c => c.Scored).ThenBy(c => c.Since, StringComparer.Ordinal).Last().Since,
                Subject = new SubjectIdentity(subject.Name, subject.Version, subject.Language),
                Player = player,
                TimeScale = options.TimeScale,
                Verdicts = cases.Count * options.Repetitions,
                FilteredOut = options.Catalogue.Count - cases.Count,
                Command = options.Command,
            }
        );

        // Verdicts come from many tasks; one reader hands them on, so that no report needs a lock.
        var verdicts = Channel.CreateUnbounded<CaseVerdict>();
        var hangs = new HangWatch(cases.Count * options.Repetitions);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = RunAllAsync(cases, subject, new Paces(scaled, slower, real), verdicts.Writer, ended.Token);
        try
        {
            // Without a token: the writer ends the channel, with the reason, once nothing is under way any more.
            await foreach (var verdict in verdicts.Reader.ReadAllAsync(default).ConfigureAwait(false))
            {
                this.verdicts.Add(verdict);
                onEvent(verdict);
                if (hangs.Take(verdict) is { } habit)
                {
                    onEvent(habit);
                }
            }
        }
        finally
        {
            // Where a listener threw, cases are still under way: they end, and clear up, before anybody hears of it.
            await ended.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        List<RunNotice> notices = [.. options.KnownFailing.Stale(this.verdicts)];
        if (this.verdicts.All(v => v.Status == VerdictStatus.Skipped))
        {
            notices.Add(
                new RunNotice(
                    NoticeSeverity.Error,
                    "The client was put to no case: all were skipped. A client that does nothing does not conform."
                )
            );
        }

        foreach (var notice in notices)
        {
            onEvent(notice);
        }

        var counts = VerdictCounts.Of(this.verdicts);
        var finished = new RunFinished
        {
            Counts = counts,
            WallMilliseconds = (long)wall.GetElapsedTime(start).TotalMilliseconds,
            ExitCode =
                counts.HarnessTrouble > 0 ? 2
                : counts.Failed > 0 || notices.Any(n => n.Severity == NoticeSeverity.Error) ? 1
                : 0,
        };
        onEvent(finished);
        return finished;
    }

    private async Task RunAllAsync(
        IReadOnlyList<ConformanceCase> cases,
        SubjectDescription subject,
        Paces paces,
        ChannelWriter<CaseVerdict> verdicts,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var rounds =
                from repetition in Enumerable.Range(1, options.Repetitions)
                // The longest first, so that nothing long is left alone at the end.
                from one in cases.OrderByDescending(c => CaseFilter.IsSlow(c)).ThenByDescending(LongestDelay)
                select (Case: one, Repetition: repetition);
            var parallel = new ParallelOptions
            {
                MaxDegreeOfParallelism = Math.Clamp(options.Parallelism, 1, Math.Max(1, subject.Parallelism)),
                CancellationToken = cancellationToken,
            };
            await Parallel
                .ForEachAsync(
                    rounds,
                    parallel,
                    async (round, token) =>
                    {
                        var verdict = await RunOneAsync(round.Case, subject, paces, token).ConfigureAwait(false);
                        verdict = Weigh(
                            verdict with
                            {
                                Repetition = round.Repetition,
                                Again = options.Commands?.Again(round.Case.Id),
                                Play =
                                    options.Commands?.Play(round.Case.Id)
                                    ?? ShellWords.Join(CaseCommands.PlayWords(round.Case.Id)),
                            },
                            round.Case
                        );
                        await verdicts.WriteAsync(verdict, token).ConfigureAwait(false);
                    }
                )
                .ConfigureAwait(false);
            verdicts.Complete();
        }
        catch (Exception exception)
        {
            verdicts.Complete(exception);
            throw;
        }
    }

    private async Task<CaseVerdict> RunOneAsync(
        ConformanceCase one,
        SubjectDescription subject,
        Paces paces,
        CancellationToken cancellationToken
    )
    {
        var inRealTime = CaseFilter.IsSlow(one) || (!subject.ScalesTime && options.RealTime && IsAboutTime(one));
        var skip = MaySkip(one, subject, inRealTime);
        var verdict = await PutAsync(inRealTime ? paces.Real : paces.Scaled).ConfigureAwait(false);
        return verdict.Status == VerdictStatus.Failed && options.SecondLook && IsAboutTime(one) && !inRealTime
            ? await PutAsync(paces.Slower).ConfigureAwait(false)
            : verdict;

        async Task<CaseVerdict> PutAsync(IStubPlayerFactory players)
        {
            var run = new CaseRun(
                one,
                subject,
                options.Subject,
                players,
                $"a{Interlocked.Increment(ref assignments)}",
                options.HangLimit,
                options.Time
            );
            try
            {
                var verdict = await run.RunAsync(skip, cancellationToken).ConfigureAwait(false);
                hasStarted |= verdict.Status is VerdictStatus.Passed or VerdictStatus.Failed;
                return verdict;
            }
            catch (SubjectProcessException exception) when (hasStarted)
            {
                // It has started before: the verdicts so far are worth keeping.
                return run.Trouble(exception.Message);
            }
        }
    }

    /// <summary>Why a case cannot be put to this subject; null when it can.</summary>
    private static string? MaySkip(ConformanceCase one, SubjectDescription subject, bool inRealTime)
    {
        if (!subject.WireOnly && !subject.Operations.Contains(one.Task.Operation))
        {
            return $"The client has no operation '{one.Task.Operation.ToString().ToLowerInvariant()}'.";
        }

        if (IsAboutTime(one) && !subject.ScalesTime && !inRealTime)
        {
            return "The client cannot scale its clock; --real-time runs this case unscaled.";
        }

        if (one.Task.Deadline is not null && one.Expectation.Elapsed is not null && !subject.TakesDeadline)
        {
            return "The client cannot be given a time limit.";
        }

        return one.Task.Retries is not null && !subject.TakesRetries
            ? "The client cannot be told how often to retry."
            : null;
    }

    private static bool IsAboutTime(ConformanceCase one) => one.Tags.Contains("clock", StringComparer.Ordinal);

    private static double LongestDelay(ConformanceCase one) =>
        one.Expectation.Elapsed?.Maximum?.TotalSeconds ?? one.TimeBudget.TotalSeconds;

    /// <summary>Turns failed checks into a status: how much they count depends on the case and on what is known.</summary>
    private CaseVerdict Weigh(CaseVerdict verdict, ConformanceCase one)
    {
        if (verdict.Status != VerdictStatus.Failed)
        {
            return verdict;
        }

        if (options.KnownFailing.Excuses(verdict, out var reason))
        {
            return verdict with { Status = VerdictStatus.KnownFailing, Excuse = reason };
        }

        if (reason is not null)
        {
            return verdict with { Reason = $"{verdict.Reason} ({reason})" };
        }

        return verdict with
        {
            Status =
                !one.Scored ? VerdictStatus.NotScored
                : one.Level == RequirementLevel.Should && !options.Strict ? VerdictStatus.Warned
                : VerdictStatus.Failed,
        };
    }

    private static async Task<string> NameOfAsync(IStubPlayerFactory factory, CancellationToken cancellationToken)
    {
        var player = await factory.StartAsync(cancellationToken).ConfigureAwait(false);
        await using (player.ConfigureAwait(false))
        {
            return player.Name;
        }
    }

    private static string ToolVersion { get; } =
        typeof(ConformanceRunner)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "0";

    /// <summary>Players at the three paces a case can be played at.</summary>
    private sealed record Paces(IStubPlayerFactory Scaled, IStubPlayerFactory Slower, IStubPlayerFactory Real);
}
