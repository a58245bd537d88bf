using System.Text.Json;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Tests.Clients;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Running;

public sealed class KnownFailingTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly CaseFilter OneCase = new() { Globs = ["auth/no-authorization-header"] };

    [Fact]
    public async Task A_known_failure_is_excused_with_its_link()
    {
        var (finished, verdict) = await RunAsync(Entry());

        verdict.Status.ShouldBe(VerdictStatus.KnownFailing);
        verdict.Excuse.ShouldBe("https://example.org/1");
        finished.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_failure_for_another_reason_is_not_excused()
    {
        var (finished, verdict) = await RunAsync(Entry(reason: "the header is too long"));

        verdict.Status.ShouldBe(VerdictStatus.Failed);
        verdict.Reason!.ShouldContain(
            "known to fail 'request' with \"the header is too long\", but it failed otherwise"
        );
        finished.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task An_entry_past_its_day_excuses_nothing()
    {
        var (finished, verdict) = await RunAsync(Entry(expires: "2026-11-21"));

        verdict.Reason!.ShouldContain("expired on 2026-11-21");
        finished.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task An_entry_for_another_check_excuses_nothing_and_is_stale()
    {
        var (finished, verdict) = await RunAsync(Entry(check: "attempts"));

        verdict.Status.ShouldBe(VerdictStatus.Failed);
        finished.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task An_entry_whose_case_passes_is_stale_and_red()
    {
        var known = KnownFailing.Parse(Entry(), SuiteRun.Cases, Today);
        await using var client = new PlainClient(Defect.None);
        RunNotice? notice = null;

        var (finished, verdicts) = await SuiteRun.OfAsync(
            client,
            OneCase,
            options => options with { KnownFailing = known },
            cancellationToken: TestContext.Current.CancellationToken,
            onEvent: e => notice = e as RunNotice ?? notice
        );

        verdicts.ShouldHaveSingleItem().Status.ShouldBe(VerdictStatus.Passed);
        notice!.Message.ShouldBe(
            "Known failing is stale: 'request' of auth/no-authorization-header holds now. Take the entry 'auth/no-authorization-header' out."
        );
        finished.ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("auth/no-such-case", "no case has this id")]
    [InlineData("auth/*", "at most 10 may be excused by one entry")]
    public void An_entry_that_names_nothing_or_too_much_is_an_error(string id, string message) =>
        Should
            .Throw<InvalidDataException>(() => KnownFailing.Parse(Entry(id: id), SuiteRun.Cases, Today))
            .Message.ShouldContain(message);

    [Theory]
    [InlineData("{ \"entries\": [ { \"case\": \"a/b\" } ] }")]
    [InlineData("{ \"entry\": [] }")]
    [InlineData("[]")]
    [InlineData("")]
    public void A_file_of_another_form_is_an_error(string json) =>
        Should.Throw<InvalidDataException>(() => KnownFailing.Parse(json, SuiteRun.Cases, Today));

    [Fact]
    public void A_day_that_is_none_is_an_error() =>
        Should
            .Throw<InvalidDataException>(() => KnownFailing.Parse(Entry(expires: "soon"), SuiteRun.Cases, Today))
            .Message.ShouldContain("2027-03-31");

    [Fact]
    public async Task What_is_written_for_a_run_excuses_that_run()
    {
        await using var client = new PlainClient(Defect.SendsBearerInstead);
        var (_, verdicts) = await SuiteRun.OfAsync(
            client,
            new CaseFilter { Families = ["auth"] },
            cancellationToken: TestContext.Current.CancellationToken
        );

        var known = KnownFailing.Parse(
            KnownFailing.Nothing.Update(verdicts, "https://example.org/1", Today.AddDays(1)),
            SuiteRun.Cases,
            Today
        );

        verdicts.Where(v => v.Status == VerdictStatus.Failed).ShouldNotBeEmpty();
        verdicts.Where(v => v.Status == VerdictStatus.Failed && !known.Excuses(v, out _)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("No Authorization header", "2026-12-31", "No Authorization header", "2026-12-31")]
    [InlineData("No Authorization header", "2026-11-21", null, "2027-02-20")]
    [InlineData("the header is too long", "2026-12-31", null, "2027-02-20")]
    public async Task What_a_file_says_already_outlives_an_update(
        string reason,
        string expires,
        string? reasonAfter,
        string expiresAfter
    )
    {
        await using var client = new PlainClient(Defect.SendsBearerBeside);
        var (_, verdicts) = await SuiteRun.OfAsync(
            client,
            new CaseFilter { Families = ["auth"] },
            cancellationToken: TestContext.Current.CancellationToken
        );
        var before = KnownFailing.Parse(Entry(reason: reason, expires: expires), SuiteRun.Cases, Today);

        using var after = JsonDocument.Parse(before.Update(verdicts, "https://example.org/new", new(2027, 2, 20)));

        var entry = after
            .RootElement.GetProperty("entries")
            .EnumerateArray()
            .Single(e => e.GetProperty("case").GetString() == "auth/no-authorization-header");
        entry.GetProperty("link").GetString().ShouldBe("https://example.org/1");
        entry.GetProperty("expires").GetString().ShouldBe(expiresAfter);
        entry.GetProperty("reason").GetString()!.ShouldStartWith(reasonAfter ?? "No Authorization header may be sent.");
        (entry.GetProperty("reason").GetString() == reasonAfter).ShouldBe(reasonAfter is not null);
    }

    [Theory]
    [InlineData("The call is to take 29s to 45s; measured: 3.0 s.", "The call is to take 29s to 45s")]
    [InlineData("Wanted a picture, got: refused by 127.0.0.1:40123", "Wanted a picture, got: refused by ")]
    [InlineData("No Authorization header may be sent.", "No Authorization header may be sent.")]
    public async Task A_written_reason_leaves_out_what_differs_from_run_to_run(string message, string reason)
    {
        await using var client = new PlainClient(Defect.SendsBearerBeside);
        var (_, verdicts) = await SuiteRun.OfAsync(
            client,
            OneCase,
            cancellationToken: TestContext.Current.CancellationToken
        );
        var verdict = verdicts.Single() with { Checks = [new CheckResult("elapsed", false, message)] };

        using var written = JsonDocument.Parse(KnownFailing.Nothing.Update([verdict], "link", Today));

        written.RootElement.GetProperty("entries")[0].GetProperty("reason").GetString().ShouldBe(reason);
    }

    [Fact]
    public void An_entry_that_excuses_nothing_any_more_goes() =>
        KnownFailing
            .Parse(Entry(), SuiteRun.Cases, Today)
            .Update([], "https://example.org/new", Today)
            .ShouldNotContain("auth/");

    private static async Task<(RunFinished Finished, CaseVerdict Verdict)> RunAsync(string json)
    {
        var known = KnownFailing.Parse(json, SuiteRun.Cases, Today);
        await using var client = new PlainClient(Defect.SendsBearerBeside);
        var (finished, verdicts) = await SuiteRun.OfAsync(
            client,
            OneCase,
            options => options with { KnownFailing = known },
            cancellationToken: TestContext.Current.CancellationToken
        );
        return (finished, verdicts.ShouldHaveSingleItem());
    }

    private static string Entry(
        string id = "auth/no-authorization-header",
        string check = "request",
        string reason = "No Authorization header may be sent.",
        string expires = "2026-12-31"
    ) =>
        $$"""
            { "entries": [ { "case": "{{id}}", "check": "{{check}}", "reason": "{{reason}}", "link": "https://example.org/1", "expires": "{{expires}}" } ] }
            """;
}
