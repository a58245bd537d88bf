using System.Text.Json;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Tests.Cli;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Live;

public sealed class LiveCommandTests
{
    private const string Key = "live-test-key-0123456789";

    [Fact]
    public async Task A_dry_run_shows_the_plan_and_sends_nothing()
    {
        await using var server = await StartAsync();

        var run = await RunAsync(server, "--dry-run");

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        run.Out.ShouldContain(
            "12 calls to WisGate (gemini-3.1-flash-image-preview), 4 of them billed: USD 0.1840 at most."
        );
        run.Out.ShouldContain("nothing was sent");
        server.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_run_above_the_limit_is_refused_before_anything_is_sent()
    {
        await using var server = await StartAsync();

        var run = await RunAsync(server, "--max-cost", "0.18");

        run.ExitCode.ShouldBe(ExitCodes.Refused);
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("USD 0.1840, and --max-cost allows 0.1800");
        server.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_limit_nothing_is_sent()
    {
        await using var server = await StartAsync();

        var run = await RunAsync(server);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("--max-cost");
        server.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_model_without_a_price_is_refused()
    {
        await using var server = await StartAsync();

        var run = await RunAsync(server, "--max-cost", "5", "--model", "tomorrow");

        run.ExitCode.ShouldBe(ExitCodes.Refused);
        run.Error.ShouldContain("--assume-price");
        server.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task Googles_default_is_planned_at_the_one_size_whose_price_is_known()
    {
        var run = await CommandRun.Of(
            ["conformance", "live", "--provider", "google", "--dry-run"],
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        run.Out.ShouldContain("12 calls to Google (gemini-nano-banana-2.1), 4 of them billed: USD 0.1408 at most.");
    }

    [Theory]
    [InlineData("--markdown")]
    [InlineData("--json")]
    public async Task A_report_that_cannot_be_written_is_found_before_anything_is_sent(string option)
    {
        await using var server = await StartAsync();

        var run = await RunAsync(server, "--max-cost", "0.30", option, Path.Combine("no", "such", "folder", "drift"));

        run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        run.Error.ShouldContain("there is no folder");
        server.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_missing_key_says_which_variable_to_set_and_where_to_get_one()
    {
        var run = await CommandRun.Of(
            ["conformance", "live", "--max-cost", "0.30"],
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("WISDOM_GATE_KEY");
        run.Error.ShouldContain("https://wisgate.ai/hall/tokens");
    }

    [Fact]
    public async Task The_environment_says_whom_to_call_as_it_does_for_every_client()
    {
        await using var server = await EmulatorServer.StartAsync(
            new EmulatorOptions { Provider = ProviderInfo.Google, ApiKey = Key },
            TestContext.Current.CancellationToken
        );

        var run = await CommandRun.Of(
            ["conformance", "live", "--max-cost", "0.30"],
            new Dictionary<string, string>
            {
                ["GEMINI_API_KEY"] = Key,
                ["NANOBANANA_BASE_ADDRESS"] = server.BaseAddress.AbsoluteUri,
            },
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.Out.ShouldContain("12 calls to Google");
        run.Out.ShouldContain($"They go to http://127.0.0.1:{server.BaseAddress.Port}.");
        server.RequestCount.ShouldBe(12);
    }

    [Fact]
    public async Task The_environment_cannot_send_the_key_to_another_host()
    {
        var run = await CommandRun.Of(
            ["conformance", "live", "--max-cost", "0.30"],
            new Dictionary<string, string>
            {
                ["WISDOM_GATE_KEY"] = Key,
                ["NANOBANANA_BASE_ADDRESS"] = "https://example.org",
            },
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("neither this machine");
        run.Error.ShouldNotContain(Key);
    }

    [Theory]
    [InlineData(
        "set GEMINI_API_KEY. WISDOM_GATE_KEY is set, and is WisGate's.",
        "WISDOM_GATE_KEY",
        "--provider",
        "google"
    )]
    [InlineData(
        "set WISDOM_GATE_KEY. GEMINI_API_KEY is set, and is Google's.",
        "GEMINI_API_KEY",
        "--provider",
        "wisgate"
    )]
    [InlineData("set GEMINI_API_KEY. Get", "OTHER", "--provider", "google")]
    [InlineData("set WISDOM_GATE_KEY or GEMINI_API_KEY. Get", "OTHER")]
    public async Task Without_a_key_the_variable_of_who_was_asked_is_named(
        string said,
        string set,
        params string[] arguments
    )
    {
        var run = await CommandRun.Of(
            ["conformance", "live", "--max-cost", "0.30", .. arguments],
            new Dictionary<string, string> { [set] = Key },
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(said);
        run.Error.ShouldNotContain(Key);
    }

    [Theory]
    [InlineData("wisgate", "https://generativelanguage.googleapis.com", "To call WisGate, remove BaseAddress.")]
    [InlineData("google", "https://www.wisgate.ai", "To call Google, remove BaseAddress.")]
    public async Task The_key_of_one_provider_is_not_sent_to_another(string provider, string endpoint, string cure)
    {
        var run = await CommandRun.Of(
            ["conformance", "live", "--provider", provider, "--endpoint", endpoint, "--max-cost", "0.30"],
            new Dictionary<string, string> { ["WISDOM_GATE_KEY"] = Key, ["GEMINI_API_KEY"] = Key },
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        var line = run.Error.Trim().Split('\n').ShouldHaveSingleItem();
        line.ShouldContain(cure);
        line.ShouldContain("BaseAddress is --endpoint");
        run.Error.ShouldNotContain(Key);
    }

    [Fact]
    public async Task A_service_that_keeps_the_contract_is_exit_code_0_and_the_key_is_nowhere()
    {
        await using var server = await StartAsync();
        var folder = Directory.CreateTempSubdirectory("nanobanana-live-").FullName;
        try
        {
            var run = await RunAsync(
                server,
                "--max-cost",
                "0.30",
                "--markdown",
                Path.Combine(folder, "drift.md"),
                "--json",
                Path.Combine(folder, "drift.json")
            );

            run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out + run.Error);
            run.Out.ShouldContain("**The service keeps the contract.**");
            var scanner = new Conformance.Secrets.SecretScanner([Key]);
            scanner.Scan("out", run.Out + run.Error).ShouldBeEmpty();
            (await scanner.ScanFolderAsync(folder, TestContext.Current.CancellationToken)).ShouldBeEmpty();
            using var json = JsonDocument.Parse(
                await File.ReadAllTextAsync(Path.Combine(folder, "drift.json"), TestContext.Current.CancellationToken)
            );
            json.RootElement.GetProperty("conforms").GetBoolean().ShouldBeTrue();
            json.RootElement.GetProperty("calls").GetArrayLength().ShouldBe(12);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_service_that_breaks_the_contract_is_exit_code_1_with_the_line_of_the_schema()
    {
        await using var server = await StartAsync(Drift.PartsNotAList);

        var run = await RunAsync(server, "--max-cost", "0.30");

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
        run.Out.ShouldContain("| error | NBD006");
        run.Out.ShouldContain("`generate-content.schema.json:");
    }

    [Fact]
    public async Task A_service_that_has_only_grown_is_exit_code_0_with_a_warning()
    {
        await using var server = await StartAsync(Drift.UnknownField);

        var run = await RunAsync(server, "--max-cost", "0.30");

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out);
        run.Out.ShouldContain("| warn | NBD003");
    }

    private static Task<EmulatorServer> StartAsync(Drift? drift = null) =>
        DriftedService.StartAsync(
            new EmulatorOptions { ApiKey = Key, ThoughtSignatureBytes = 64 },
            drift is { } one ? [one] : []
        );

    private static Task<CommandRun> RunAsync(EmulatorServer server, params string[] arguments) =>
        CommandRun.Of(
            [
                "conformance",
                "live",
                "--provider",
                "wisgate",
                "--endpoint",
                server.BaseAddress.AbsoluteUri,
                .. arguments,
            ],
            new Dictionary<string, string> { ["WISDOM_GATE_KEY"] = Key },
            cancellationToken: TestContext.Current.CancellationToken
        );
}
