using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>
/// The original WireMock 3.13.2 plays the stubs of every case beside the player in process: same requests, same status,
/// headers, body bytes and end of stream, but for what stands in <see cref="Explained"/>.
/// </summary>
[Collection(nameof(PlayerPair))]
public sealed class RefereeTests(PlayerPair pair)
{
    /// <summary>Every disagreement there is: what the original sends, what WireMock.Net sends, and why that is all right.</summary>
    private static readonly (string Original, string InProcess, string Why)[] Explained =
    [
        (
            "HTTP/1.1 500 Server Error;",
            "HTTP/1.1 500 Internal Server Error;",
            "A reason phrase is each server's own word, and RFC 9112 tells clients to ignore it; this one is RFC 9110's."
        ),
        (
            "HTTP/1.1 499 499;",
            "HTTP/1.1 499 Client Closed Request;",
            "A reason phrase again: the original has none for a status that no RFC names, and repeats the number."
        ),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_case_is_played_as_the_original_plays_it()
    {
        if (pair.Missing is { } reason)
        {
            Assert.Skip(reason);
        }
        var answers = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var one in SuiteRun.Cases)
        {
            answers[one.Id] = [.. await PlayAsync(pair.Original, one)];
        }
        AnswerBook.Hold(answers);
    }

    [Fact]
    public async Task Every_case_is_played_in_process_as_the_original_played_it()
    {
        var used = new HashSet<string>();
        var unexplained = new List<string>();
        foreach (var one in SuiteRun.Cases)
        {
            var ours = await PlayAsync(pair.Ours, one);
            foreach (var (expected, actual) in AnswerBook.Of(one.Id).Zip(ours))
            {
                if (expected == actual)
                {
                    continue;
                }
                var reason = Explained.FirstOrDefault(entry =>
                    expected.Replace(entry.Original, entry.InProcess, StringComparison.Ordinal) == actual
                );
                if (reason.Why is null)
                {
                    unexplained.Add($"{one.Id}\n  original   {expected}\n  in process {actual}");
                }
                else
                {
                    used.Add(reason.Why);
                }
            }

            ours.Count.ShouldBe(AnswerBook.Of(one.Id).Length, one.Id);
        }

        string.Join('\n', unexplained).ShouldBe("");
        Explained.Select(entry => entry.Why).Except(used).ShouldBeEmpty("what is explained does not happen");
    }

    /// <summary>
    /// Asks for every stub in file order, which is the order its scenario goes in; then once more for the last state, and
    /// for something no stub knows. A connection that breaks at once is asked for on one that is to be kept alive, too.
    /// </summary>
    private static async Task<IReadOnlyList<string>> PlayAsync(IStubPlayer player, ConformanceCase one)
    {
        await player.LoadAsync(one.Stubs, Token);
        var stubs = one.Stubs.Mappings;
        var answers = new List<string>();
        foreach (var stub in stubs.Append(stubs[^1]))
        {
            answers.Add(await AskAsync(player, stub.Request.Method!, stub.Request.UrlPath!));
        }
        answers.Add((await AskAsync(player, "POST", stubs[0].Request.UrlPath + "/else")).Split(';')[0]);
        if (stubs[0].Response.Fault is not null)
        {
            await player.LoadAsync(one.Stubs, Token);
            answers.Add(
                await AskAsync(player, stubs[0].Request.Method!, stubs[0].Request.UrlPath!, "Connection: keep-alive")
            );
        }

        return answers;
    }

    private static async Task<string> AskAsync(IStubPlayer player, string method, string path, params string[] headers)
    {
        var request = RawHttp.Request(method, path + "?alt=json", "{}", headers);
        return AnswerBook.Describe(await RawHttp.SendAsync(player.BaseAddress, request, Token));
    }
}
