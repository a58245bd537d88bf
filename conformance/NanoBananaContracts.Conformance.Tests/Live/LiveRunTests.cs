using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Conformance.Live;
using NanoBananaContracts.Emulator;
using NanoBananaContracts.Emulator.Hosting;

namespace NanoBananaContracts.Conformance.Tests.Live;

public sealed class LiveRunTests
{
    private const string Key = "live-test-key-0123456789";

    /// <summary>A reply of at least this many bytes has a picture in it.</summary>
    private const long PictureBytes = 50_000;

    /// <summary>Ways to drift that can be seen beside each other; what is found, where, and what its line of the schema holds.</summary>
    private static readonly (Drift Drift, string Rule, string Path, string? SchemaLineHolds)[] Twelve =
    [
        (Drift.UnknownField, "NBD003", "billingAccount", "\"GenerateContentResponse\""),
        (Drift.UnknownNestedField, "NBD003", "candidates[0].mood", "\"Candidate\""),
        (Drift.UnknownFinishReason, "NBD004", "candidates[0].finishReason", "\"FinishReason\""),
        (Drift.UnknownModality, "NBD004", "usageMetadata.promptTokensDetails[0].modality", "\"TokenModality\""),
        (Drift.MissingMediaType, "NBD005", "inlineData.mimeType", "\"mimeType\""),
        (Drift.CountsAsText, "NBD006", "usageMetadata.totalTokenCount", "\"totalTokenCount\""),
        (Drift.KeyStatus, "NBD001", "", null),
        (Drift.UnknownModelAccepted, "NBD001", "", null),
        (Drift.ErrorMessageNotText, "NBD013", "error.message", null),
        (Drift.SizeIgnored, "NBD012", "inlineData", null),
        (Drift.NoSignature, "NBD017", "thoughtSignature", null),
        (Drift.StreamEndMark, "NBD018", "", null),
    ];

    public static TheoryData<string> Providers() => [.. ProviderInfo.All.Select(provider => provider.Id)];

    // One report of each dialect is looked at whole; a further provider would only repeat it.
    public static TheoryData<string> Reported() => [ProviderInfo.WisGate.Id, ProviderInfo.Google.Id];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_service_that_keeps_the_contract_gives_an_empty_report_and_each_call_is_sent_once(string id)
    {
        var provider = Placed(ProviderInfo.Find(id)!);
        await using var server = await StartAsync(provider);
        var plan = LivePlanner.Make(provider, assumedUsdPerImage: 0.1m)!;

        var report = await RunAsync(plan, server);

        report.Findings.ShouldBeEmpty();
        report.Calls.Select(result => result.Call).ShouldBe(plan.Calls);
        server.RequestCount.ShouldBe(plan.Calls.Count);
        server.BilledImageCount.ShouldBe(
            plan.Calls.Count(call => call.WantsImage || (provider.BillsRepliesWithoutImage && !call.IsErrorPath))
        );
    }

    [Theory]
    [InlineData(Drift.PartsNotAList, "NBD006", "candidates[0].content.parts", "\"parts\"")]
    [InlineData(Drift.MediaTypeLies, "NBD011", "inlineData.mimeType", null)]
    [InlineData(Drift.PictureCut, "NBD010", "inlineData.data", null)]
    [InlineData(Drift.ContentType, "NBD002", "", null)]
    public async Task A_drift_beside_which_others_would_not_be_seen_is_caught_in_both_dialects_at_its_place(
        Drift drift,
        string rule,
        string path,
        string? schemaLineHolds
    )
    {
        foreach (var provider in ProviderInfo.All.Select(Placed))
        {
            await using var server = await StartAsync(provider, drift);

            var report = await RunAsync(LivePlanner.Make(provider, assumedUsdPerImage: 0.1m)!, server);

            ShouldHold(report, rule, path, schemaLineHolds);
        }
    }

    [Theory]
    [MemberData(nameof(Reported))]
    public async Task A_service_that_has_drifted_in_twelve_ways_is_reported_with_all_twelve(string id)
    {
        await using var server = await StartAsync(ProviderInfo.Find(id)!, [.. Twelve.Select(way => way.Drift)]);

        var report = await RunAsync(LivePlanner.Make(ProviderInfo.Find(id)!, assumedUsdPerImage: 0.1m)!, server);

        foreach (var (_, rule, path, schemaLineHolds) in Twelve)
        {
            ShouldHold(report, rule, path, schemaLineHolds);
        }

        // What differs from run to run: the port, the day, how long a call took; and from machine to machine, how many
        // bytes the drawing library makes of a picture; and with each edit of the schema, the line, which is held above.
        report = report with
        {
            Endpoint = "http://127.0.0.1/",
            At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Calls =
            [
                .. report.Calls.Select(call =>
                    call with
                    {
                        Elapsed = TimeSpan.FromSeconds(1.5),
                        Bytes = call.Bytes < PictureBytes ? call.Bytes : PictureBytes,
                    }
                ),
            ],
            Findings =
            [
                .. report.Findings.Select(finding =>
                    finding with
                    {
                        SchemaLine = finding.SchemaLine is null ? null : 1,
                    }
                ),
            ],
        };
        Snapshot.Match(DriftReportText.ToMarkdown(report), $"drifted-{id}.markdown");
        Snapshot.Match(DriftReportText.ToJson(report), $"drifted-{id}.json");
    }

    [Fact]
    public async Task Tokens_of_another_size_than_the_one_that_was_asked_for_are_reported()
    {
        await using var server = await StartAsync(ProviderInfo.Google, Drift.SizeIgnored);
        var plan = LivePlanner.Make(ProviderInfo.Google, "gemini-3-pro-image")!;
        var call = plan.Calls.Single(call => call.Id == "billed/text-and-image");
        var body = Encoding.UTF8.GetString(call.Body.Span).Replace("\"1K\"", "\"4K\"", StringComparison.Ordinal);
        call = call with { Body = Encoding.UTF8.GetBytes(body), Size = ImageSize.Size4K };

        var report = await RunAsync(plan with { Calls = [call] }, server);

        report
            .Findings.Single(finding => finding.Rule.Id == "NBD015")
            .Message.ShouldBe("2000 tokens a picture are documented for 4K, and 1120 were counted.");
    }

    [Fact]
    public void Every_drift_is_in_the_tests_above() =>
        typeof(LiveRunTests)
            .GetMethod(nameof(A_drift_beside_which_others_would_not_be_seen_is_caught_in_both_dialects_at_its_place))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Cast<InlineDataAttribute>()
            .Select(data => (Drift)data.Data[0]!)
            .Concat(Twelve.Select(way => way.Drift))
            .ShouldBe(Enum.GetValues<Drift>(), ignoreOrder: true);

    [Fact]
    public async Task Nothing_is_ever_sent_twice_even_where_everything_fails()
    {
        var requests = 0;
        await using var server = await LoopbackServer.StartAsync(
            0,
            context =>
            {
                // Every other call breaks off without an answer, the rest are told to try again.
                if (Interlocked.Increment(ref requests) % 2 == 0)
                {
                    context.Abort();
                    return Task.CompletedTask;
                }

                context.Response.StatusCode = 503;
                context.Response.Headers["Retry-After"] = "0";
                return context.Response.WriteAsync(
                    """{"error":{"code":503,"message":"busy","status":"UNAVAILABLE"}}"""
                );
            },
            TestContext.Current.CancellationToken
        );
        var plan = LivePlanner.Make(ProviderInfo.WisGate)!;

        var report = await LiveRun.ExecuteAsync(
            plan,
            server.Address,
            Key,
            cancellationToken: TestContext.Current.CancellationToken
        );

        requests.ShouldBe(plan.Calls.Count);
        report.Calls.Count.ShouldBe(plan.Calls.Count);
        report.HasErrors.ShouldBeTrue();
        report.Findings.Count(finding => finding.Rule.Id == "NBD022").ShouldBe(plan.Calls.Count / 2);
    }

    [Fact]
    public async Task A_reply_without_bounds_and_a_damaged_one_are_calls_that_failed()
    {
        // 129 MiB of zeros: some kilobytes on the wire.
        using var packed = new MemoryStream();
        await using (var packing = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < 129; i++)
            {
                await packing.WriteAsync(new byte[1024 * 1024], TestContext.Current.CancellationToken);
            }
        }

        var requests = 0;
        await using var server = await LoopbackServer.StartAsync(
            0,
            async context =>
            {
                var body = Interlocked.Increment(ref requests) == 1 ? packed.ToArray() : "no gzip at all"u8.ToArray();
                context.Response.Headers.ContentEncoding = "gzip";
                await context.Response.Body.WriteAsync(body);
            },
            TestContext.Current.CancellationToken
        );
        var plan = LivePlanner.Make(ProviderInfo.WisGate)!;

        var report = await LiveRun.ExecuteAsync(
            plan,
            server.Address,
            Key,
            cancellationToken: TestContext.Current.CancellationToken
        );

        requests.ShouldBe(plan.Calls.Count);
        report.Calls.Count.ShouldBe(plan.Calls.Count);
        var failures = report.Findings.Where(finding => finding.Rule.Id == "NBD022").ToList();
        failures.Count.ShouldBe(plan.Calls.Count);
        failures[0].Message.ShouldContain("larger than 128 MiB");
        failures[1].Message.ShouldContain("compression is damaged");
    }

    [Fact]
    public async Task A_key_that_is_refused_ends_the_run_before_more_is_sent()
    {
        await using var server = await EmulatorServer.StartAsync(
            new EmulatorOptions { ApiKey = "another-key-altogether" },
            TestContext.Current.CancellationToken
        );
        var plan = LivePlanner.Make(ProviderInfo.WisGate)!;

        var report = await LiveRun.ExecuteAsync(
            plan,
            server.BaseAddress,
            Key,
            cancellationToken: TestContext.Current.CancellationToken
        );

        var firstBilled = plan.Calls.TakeWhile(call => call.IsErrorPath).Count();
        server.RequestCount.ShouldBe(firstBilled + 1);
        report.NotSent.Select(call => call.Id).ShouldBe(plan.Calls.Skip(firstBilled + 1).Select(call => call.Id));
    }

    [Fact]
    public async Task A_service_that_repeats_the_key_does_not_get_it_into_the_report()
    {
        await using var server = await LoopbackServer.StartAsync(
            0,
            context =>
            {
                context.Response.StatusCode = 500;
                return context.Response.WriteAsync(
                    $$"""{"error":{"code":500,"message":"key {{context.Request.Headers["x-goog-api-key"]}} and {{Uri.EscapeDataString(Key)}}","status":"INTERNAL"} }"""
                );
            },
            TestContext.Current.CancellationToken
        );

        var report = await LiveRun.ExecuteAsync(
            LivePlanner.Make(ProviderInfo.WisGate)!,
            server.Address,
            Key,
            cancellationToken: TestContext.Current.CancellationToken
        );

        var scanner = new Conformance.Secrets.SecretScanner([Key]);
        scanner.Scan("report", DriftReportText.ToMarkdown(report)).ShouldBeEmpty();
        scanner.Scan("report", DriftReportText.ToJson(report)).ShouldBeEmpty();
        report.Findings.ShouldContain(finding => finding.Message.Contains("$KEY"));
    }

    [Fact]
    public void The_free_calls_come_first_and_ask_for_no_picture_and_the_price_is_the_sum()
    {
        foreach (var provider in ProviderInfo.All.Select(Placed))
        {
            var plan = LivePlanner.Make(provider, assumedUsdPerImage: 0.1m)!;

            plan.Calls.SkipWhile(call => call.MaxCostUsd == 0).ShouldAllBe(call => call.MaxCostUsd > 0);
            plan.Calls.Where(call => call.IsErrorPath).ShouldAllBe(call => !call.WantsImage);
            plan.Calls.Where(call => call.IsErrorPath && call.MaxCostUsd > 0)
                .ShouldAllBe(call => provider.BillsRepliesWithoutImage && call.Key == LiveKey.Real);
            foreach (var call in plan.Calls.Where(call => call.IsErrorPath))
            {
                // Google's image models paint where nothing is said: a mistake that were overlooked must not be billed.
                var body = Encoding.UTF8.GetString(call.Body.Span);
                body.ShouldNotContain("\"IMAGE\"", Case.Sensitive);
                (body.Contains("[\"TEXT\"]") || !body.Contains("Say yes.")).ShouldBeTrue(call.Id);
            }

            plan.Calls.Select(call => call.Id).ShouldBeUnique();
        }

        LivePlanner.Make(ProviderInfo.WisGate)!.MaxCostUsd.ShouldBe((3 * 0.058m) + LivePlanner.TextCallUsd);
        LivePlanner.Make(ProviderInfo.Google)!.MaxCostUsd.ShouldBe((3 * 0.0336m) + (4 * LivePlanner.TextCallUsd));
        LivePlanner.Make(ProviderInfo.WisGate, "some-model-of-tomorrow").ShouldBeNull();
        LivePlanner.Make(ProviderInfo.WisGate, "some-model-of-tomorrow", 0.1m)!.MaxCostUsd.ShouldBe(0.31m);
    }

    [Fact]
    public void Where_a_reply_without_a_picture_is_charged_a_mistake_that_is_overlooked_and_a_text_cost_a_picture()
    {
        var plan = LivePlanner.Make(ProviderInfo.LaoZhang)!;

        plan.Calls.ToDictionary(call => call.Id, call => call.MaxCostUsd)
            .ShouldSatisfyAllConditions(
                cost => cost["free/no-key"].ShouldBe(0),
                cost => cost["free/wrong-key"].ShouldBe(0),
                cost => cost["free/unknown-field"].ShouldBe(0.045m),
                cost => cost["billed/text-only"].ShouldBe(0.045m)
            );
        plan.MaxCostUsd.ShouldBe(10 * 0.045m);
        plan.ToText()
            .ShouldContain("12 calls to LaoZhang (gemini-nano-banana-2.1), 10 of them may be billed: USD 0.4500");
        LivePlanner.Make(ProviderInfo.LaoZhang, "some-model-of-tomorrow", 0.001m)!.MaxCostUsd.ShouldBe(0.019m);
    }

    [Fact]
    public void A_provider_whose_address_has_no_project_yet_has_no_plan()
    {
        Should
            .Throw<ArgumentException>(() => LivePlanner.Make(ProviderInfo.Vertex, assumedUsdPerImage: 0.1m))
            .Message.ShouldStartWith("The address of Vertex AI has no project yet");
        LivePlanner
            .Make(Placed(ProviderInfo.Vertex), assumedUsdPerImage: 0.1m)!
            .Calls[0]
            .Path.ShouldStartWith("/v1/projects/my-project/locations/global/publishers/google/models/");
    }

    [Fact]
    public void Every_rule_has_its_own_number_without_a_gap() =>
        DriftRule
            .All.Select(rule => rule.Id)
            .ShouldBe(Enumerable.Range(1, 23).Select(number => $"NBD{number:000}"), ignoreOrder: true);

    /// <summary>That a rule was broken at a place, and that the schema says so on the line that is named.</summary>
    private static void ShouldHold(DriftReport report, string rule, string path, string? schemaLineHolds)
    {
        var text = DriftReportText.ToMarkdown(report);
        var finding = report.Findings.FirstOrDefault(found =>
            found.Rule.Id == rule && found.Path.EndsWith(path, StringComparison.Ordinal)
        );
        finding.ShouldNotBeNull(text);
        report.Findings.ShouldNotContain(found => found.Rule.Id == "NBD020", text);
        if (schemaLineHolds is not null)
        {
            var schema = Repository.Text("schema/generate-content.schema.json").Split('\n');
            schema[finding.SchemaLine.ShouldNotBeNull() - 1].ShouldContain(schemaLineHolds);
        }
    }

    /// <summary>The provider with a project, where it needs one.</summary>
    private static ProviderInfo Placed(ProviderInfo provider) =>
        new NanoBananaOptions { Provider = provider }
            .WithEnvironment(name => name == "GOOGLE_CLOUD_PROJECT" ? "my-project" : null)
            .Provider!;

    private static Task<EmulatorServer> StartAsync(ProviderInfo provider, params Drift[] drifts) =>
        DriftedService.StartAsync(
            new EmulatorOptions
            {
                Provider = provider,
                ApiKey = Key,
                ThoughtSignatureBytes = 64,
            },
            drifts
        );

    private static Task<DriftReport> RunAsync(LivePlan plan, EmulatorServer server) =>
        LiveRun.ExecuteAsync(plan, server.BaseAddress, Key, cancellationToken: TestContext.Current.CancellationToken);
}
