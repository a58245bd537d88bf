using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Players;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>Holds the in-process player to the original WireMock 3.13.2: same stubs, same raw requests, same answers.</summary>
[Collection(nameof(PlayerPair))]
public sealed class WireMockDifferentialTests(PlayerPair pair)
{
    /// <summary>How far apart two times may be: a garbage collection of either server is not a difference.</summary>
    private static readonly TimeSpan TimeBand = TimeSpan.FromMilliseconds(150);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Probe> Probes { get; } =
        new((Probe[])[.. MatchingProbes.All, .. JsonPathProbes.All, .. JsonOperandProbes.All, .. ReplyProbes.All]);

    [Fact]
    public void There_are_at_least_150_probes_each_with_a_name_of_its_own()
    {
        var names = Probes.Select(row => row.Data.Name).ToArray();
        names.Length.ShouldBeGreaterThanOrEqualTo(150);
        names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Probes))]
    public async Task Answers_as_the_original_does(Probe probe)
    {
        if (pair.Missing is { } reason)
            Assert.Skip(reason);
        await LoadAsync(pair.Original, probe);
        await LoadAsync(pair.Ours, probe);

        var statuses = new List<int>();
        var answers = new List<string>();
        foreach (var request in probe.Requests)
        {
            var bytes = Encoding.Latin1.GetBytes(request);
            var theirs = await SendAsync(pair.Original, bytes);
            var ours = await SendAsync(pair.Ours, bytes);
            statuses.Add(theirs.Status);
            var answer = AnswerBook.Describe(theirs, probe);
            AnswerBook.Describe(ours, probe).ShouldBe(answer, $"to {Shorten(request)}");
            answers.Add(answer);
            if (probe.Kind == ProbeKind.Timed)
                await CompareTimesAsync(bytes, theirs, ours);
        }

        AnswerBook.Hold(probe.Name, answers);

        // A probe that matches always, or never, tells nothing about what makes it match.
        if (probe.Kind == ProbeKind.Matching)
            statuses.Distinct().Count().ShouldBeGreaterThan(1, "every request had the same answer");
    }

    private static string Shorten(string request) => request.Length < 400 ? request : request[..400] + "...";

    private static Task<RawReply> SendAsync(IStubPlayer player, byte[] request) =>
        RawHttp.SendAsync(player.BaseAddress, request, Token);

    /// <summary>On a busy machine one slow run is no difference; three in a row are.</summary>
    private async Task CompareTimesAsync(byte[] request, RawReply theirs, RawReply ours)
    {
        for (var attempt = 1; !IsNear(theirs, ours) && attempt < 3; attempt++)
            (theirs, ours) = (await SendAsync(pair.Original, request), await SendAsync(pair.Ours, request));
        ours.Elapsed.ShouldBe(theirs.Elapsed, TimeBand);
        ours.FirstByte.ShouldBe(theirs.FirstByte, TimeBand);
    }

    private static bool IsNear(RawReply left, RawReply right) =>
        (left.Elapsed - right.Elapsed).Duration() <= TimeBand
        && (left.FirstByte - right.FirstByte).Duration() <= TimeBand;

    private Task LoadAsync(IStubPlayer player, Probe probe) => LoadAsync(pair.Http, player, probe);

    internal static async Task LoadAsync(HttpClient http, IStubPlayer player, Probe probe)
    {
        await player.LoadAsync(StubSet.Empty, Token);
        foreach (var stub in probe.Stubs)
        {
            using var reply = await http.PostAsync(
                new Uri(player.BaseAddress, "__admin/mappings"),
                new StringContent(stub, Encoding.UTF8, "application/json"),
                Token
            );
            ((int)reply.StatusCode).ShouldBe(201, $"{player.Name}: {await reply.Content.ReadAsStringAsync(Token)}");
        }
    }
}
