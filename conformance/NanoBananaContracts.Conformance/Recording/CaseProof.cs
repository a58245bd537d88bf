using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>Finds out what the reference client makes of a recorded reply, and proves that it does so again.</summary>
internal static class CaseProof
{
    // Real seconds for each second of a case: waits for retries must not hold up a recording.
    private const double TimeScale = RunOptions.DefaultTimeScale;

    /// <summary>Plays a draft to the reference client and writes what came of it as <c>expect.json</c>.</summary>
    /// <param name="task">What the client is asked to do.</param>
    /// <param name="stubs">What the service answers.</param>
    /// <param name="turns">The turns of the conversation: the fewest calls that can do it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The text of the file, or why the case cannot be kept.</returns>
    public static async Task<(string? Expect, string? Problem)> ExpectAsync(
        CaseTask task,
        StubSet stubs,
        int turns,
        CancellationToken cancellationToken
    )
    {
        var factory = new InProcessPlayerFactory(TimeScale);
        await using (factory.ConfigureAwait(false))
        {
            var player = await factory.StartAsync(cancellationToken).ConfigureAwait(false);
            await using (player.ConfigureAwait(false))
            {
                await player.LoadAsync(stubs, cancellationToken).ConfigureAwait(false);
                var subject = new BuiltInSubject();
                await using (subject.ConfigureAwait(false))
                {
                    var report = await subject
                        .RunAsync(
                            new SubjectAssignment
                            {
                                Id = "recording",
                                BaseAddress = player.BaseAddress,
                                ApiKey = ConformanceRunner.ApiKey,
                                Task = task,
                                TimeScale = TimeScale,
                                OutputFolder = Path.GetTempPath(),
                            },
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    var journal = await player.ReadJournalAsync(cancellationToken).ConfigureAwait(false);
                    return Outcome(report) is { } outcome
                        ? (CaseFiles.Write(Expectation(outcome, turns, journal.Count)), null)
                        : (null, $"the reference client broke on it ({Describe(report)})");
                }
            }
        }
    }

    /// <summary>Loads cases as users will, and runs them.</summary>
    /// <param name="root">A folder of cases.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why a case cannot be kept, by its id; nothing for those that are green.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> ReplayAsync(
        string root,
        CancellationToken cancellationToken
    )
    {
        var reading = CaseCatalogue.Read(root);
        var problems = reading
            .Problems.GroupBy(problem => string.Join('/', problem.File.Split('/').Take(2)))
            .ToDictionary(group => group.Key, group => $"it does not load: {group.First()}");
        if (reading.Cases.Count == 0)
        {
            return problems;
        }

        await ConformanceRunner
            .RunAsync(
                new RunOptions
                {
                    Subject = new BuiltInSubject(),
                    Players = scale => new InProcessPlayerFactory(scale),
                    // A new case is not scored, and what is not scored cannot fail; here it must be able to.
                    Catalogue = [.. reading.Cases.Select(one => one with { Scored = true })],
                    Strict = true,
                },
                next =>
                {
                    if (next is CaseVerdict { Status: not VerdictStatus.Passed } verdict)
                    {
                        problems[verdict.Id] = $"it does not replay green: {verdict.Reason}";
                    }
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return problems;
    }

    private static JsonObject Expectation(JsonObject outcome, int turns, int attempts)
    {
        var expectation = new JsonObject
        {
            ["$schema"] = "../../../schemas/expect.schema.json",
            ["outcome"] = outcome,
            // A client need not try again, but every turn is a call.
            ["attempts"] = attempts <= turns ? attempts : new JsonObject { ["min"] = turns, ["max"] = attempts },
        };
        if (attempts > 0)
        {
            expectation["requests"] = new JsonArray(
                new JsonObject
                {
                    ["why"] = "The key goes into x-goog-api-key and nowhere else.",
                    ["request"] = new JsonObject
                    {
                        ["headers"] = new JsonObject
                        {
                            ["x-goog-api-key"] = new JsonObject { ["matches"] = ".+" },
                            ["Authorization"] = new JsonObject { ["absent"] = true },
                        },
                    },
                }
            );
        }

        return expectation;
    }

    private static JsonObject? Outcome(SubjectReport report) =>
        report switch
        {
            SubjectSuccess { Pictures: [.., var final] } success => new JsonObject
            {
                ["picture"] = Picture(final, success.Pictures.Count),
            },
            SubjectSuccess => new JsonObject { ["text"] = new JsonObject() },
            SubjectFailure { Unexpected: false, Class: { } kind } failure => new JsonObject
            {
                ["failure"] = new JsonObject { ["class"] = kind.ToWord(), ["kind"] = failure.Kind },
            },
            _ => null,
        };

    private static JsonObject Picture(ReportedPicture picture, int count)
    {
        var seen = PictureInspector.Inspect(picture.Bytes);
        return new JsonObject
        {
            ["mediaType"] = seen.Format.MediaType(),
            ["width"] = seen.Width,
            ["height"] = seen.Height,
            ["sha256"] = picture.Sha256,
            ["count"] = count,
        };
    }

    private static string Describe(SubjectReport report) =>
        report is SubjectFailure failure ? failure.Message : report.GetType().Name;
}
