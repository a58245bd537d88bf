using System.Text;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Stubs;
using NanoBananaContracts.Conformance.Subjects;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>Finds out what the reference client makes of a recorded reply, and proves that it does so again.</summary>
internal static class CaseProof
{
    private const string Schema = "../../../schemas/expect.schema.json";

    // Real seconds for each second of a case: waits for retries must not hold up a recording.
    private const double TimeScale = RunOptions.DefaultTimeScale;

    /// <summary>Plays a draft to the reference client and writes what came of it as <c>expect.json</c>.</summary>
    /// <param name="task">What the client is asked to do.</param>
    /// <param name="stubs">What the service answers.</param>
    /// <param name="chain">The calls that were recorded.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The text of the file, or why the case cannot be kept.</returns>
    public static async Task<(string? Expect, string? Problem)> ExpectAsync(
        CaseTask task,
        StubSet stubs,
        CallChain chain,
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
                    // What it refuses before it sends, somebody sent all the same: the reply is what the case is about.
                    var refusedFirst = journal.Count == 0;
                    var made = refusedFirst ? chain.Last.Reading() : report;
                    if (Outcome(made) is not { } outcome || Outcome(report) is not { } own)
                    {
                        return (null, $"the reference client broke on it ({Describe(report)})");
                    }

                    var expectation = refusedFirst
                        ? OfRefused(outcome, own, chain.Calls.Count)
                        : Expectation(outcome, chain, journal.Count);
                    return (CaseFiles.Write(expectation), null);
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
        var problems = CatalogueLint
            .Check(root)
            .GroupBy(problem => string.Join('/', problem.File.Split('/').Take(2)))
            .ToDictionary(group => group.Key, group => $"it breaks a rule: {group.First()}");
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

    /// <summary>The reply that was recorded, or a refusal before sending.</summary>
    private static JsonObject OfRefused(JsonObject outcome, JsonObject own, int calls) =>
        new()
        {
            ["$schema"] = Schema,
            ["outcome"] = outcome,
            ["alsoAccept"] = new JsonArray(
                new JsonObject
                {
                    ["outcome"] = own,
                    ["reason"] =
                        "A client that knows the contract may refuse this before it is sent, which costs nothing.",
                }
            ),
            ["attempts"] = new JsonObject { ["min"] = 0, ["max"] = calls },
        };

    private static JsonObject Expectation(JsonObject outcome, CallChain chain, int attempts)
    {
        // A client need not try again, but every turn is a call.
        var turns = chain.FollowUps.Count + 1;
        var expectation = new JsonObject
        {
            ["$schema"] = Schema,
            ["outcome"] = outcome,
            ["attempts"] = attempts <= turns ? attempts : new JsonObject { ["min"] = turns, ["max"] = attempts },
        };
        // Where the recorded client put its key elsewhere, the case is about the answer to that.
        if (chain.Calls.All(call => call.KeyInItsHeader))
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
