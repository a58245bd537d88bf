using System.Diagnostics;
using System.Text;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Subjects.Exec;
using NanoBananaContracts.Conformance.Tests.Subjects;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>
/// The variables that set a proxy, in processes of their own: nothing on this machine goes through it, and what does go
/// through it does so unread.
/// </summary>
public sealed class ProxyVariableTests : IDisposable
{
    private const string Key = "proxy-test-key-0123456789";

    private static readonly string[] Variables =
    [
        "http_proxy",
        "HTTP_PROXY",
        "https_proxy",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
        "no_proxy",
        "NO_PROXY",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-proxy-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_suite_reaches_its_player_without_the_proxy_whichever_variable_names_it()
    {
        await using var proxy = new ListeningProxy();

        var run = await RunAsync(
            "NanoBananaContracts.Cli",
            ["conformance", "run", "--family", "auth"],
            [.. All(proxy.Authority)]
        );

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out + run.Error);
        run.Out.ShouldContain($"{AuthCases()} passed");
        proxy.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_of_another_process_reaches_the_player_without_the_proxy(bool watched)
    {
        await using var proxy = new ListeningProxy();
        var client = Path.Combine(folder, "client.py");
        // It obeys the variables, as most clients do.
        await File.WriteAllTextAsync(
            client,
            """
            import json, os, sys, urllib.request
            def call(base, model, key):
                urllib.request.urlopen(urllib.request.Request(base + "/v1beta/models/" + model + ":generateContent",
                    b'{"contents":[{"parts":[{"text":"x"}]}]}', {"Content-Type": "application/json", "x-goog-api-key": key})).read()
            if "NANOBANANA_BASE_URL" in os.environ:
                call(os.environ["NANOBANANA_BASE_URL"], os.environ["NANOBANANA_MODEL"], os.environ["NANOBANANA_API_KEY"])
                sys.exit(0)
            for line in sys.stdin:
                m = json.loads(line)
                if m["type"] == "hello":
                    print(json.dumps({"type": "hello", "protocol": 1, "name": "x", "operations": ["generate"]}), flush=True)
                elif m["type"] == "run":
                    call(m["baseAddress"], m["task"]["model"], m["apiKey"])
                    print(json.dumps({"type": "result", "id": m["id"], "failure": {"message": "reached"}}), flush=True)
            """,
            Cancel
        );
        var python = ScriptedSubject.Python();

        var run = await RunAsync(
            "NanoBananaContracts.Cli",
            watched
                ? ["conformance", "watch", "--case", "auth/key-in-header", "--", python, client]
                : ["conformance", "run", "--case", "auth/key-in-header", "--subject", $"exec:{python} {client}"],
            [.. All(proxy.Authority)]
        );

        run.Out.ShouldContain(watched ? "PASS auth/key-in-header" : "got a failure: reached", customMessage: run.Error);
        proxy.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_live_check_of_this_machine_goes_without_the_proxy()
    {
        await using var proxy = new ListeningProxy();
        await using var service = await EmulatorServer.StartAsync(cancellationToken: Cancel);

        var run = await RunAsync(
            "NanoBananaContracts.Cli",
            ["conformance", "live", "--endpoint", service.BaseAddress.AbsoluteUri, "--max-cost", "1"],
            [.. All(proxy.Authority), ("WISDOM_GATE_KEY", Key)]
        );

        run.ExitCode.ShouldNotBe(ExitCodes.HarnessTrouble, run.Out + run.Error);
        service.RequestCount.ShouldBe(12);
        proxy.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recording_of_this_machine_goes_without_the_proxy()
    {
        await using var proxy = new ListeningProxy();
        await using var service = await EmulatorServer.StartAsync(cancellationToken: Cancel);
        using var process = Start(
            "NanoBananaContracts.Cli",
            ["record", "--target", service.BaseAddress.AbsoluteUri, "--out", folder, "--port", "0", "--count", "1"],
            [.. All(proxy.Authority)]
        );
        var line = (await process.StandardOutput.ReadLineAsync(Cancel)).ShouldNotBeNull();
        var recorder = line.Split(' ')
            .Single(word => word.StartsWith("http://127", StringComparison.Ordinal) && word[^1] == '.');
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            recorder.TrimEnd('.') + "v1beta/models/gemini-3.1-flash-image-preview:generateContent"
        )
        {
            Content = new StringContent(
                """{"contents":[{"parts":[{"text":"A fox"}]}],"generationConfig":{"responseModalities":["TEXT","IMAGE"]}}""",
                Encoding.UTF8,
                "application/json"
            ),
        };
        request.Headers.Add("x-goog-api-key", Key);

        using var reply = await http.SendAsync(request, Cancel);

        ((int)reply.StatusCode).ShouldBe(200);
        await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.StandardError.ReadToEndAsync(Cancel);
        service.RequestCount.ShouldBe(1);
        proxy.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https_proxy")]
    [InlineData("ALL_PROXY")]
    public async Task A_proxy_that_wants_another_password_is_named_without_it(string variable)
    {
        await using var proxy = new ListeningProxy(
            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"here\""
        );

        var run = await RunAsync(
            "Quickstart",
            ["--live", "--out", Path.Combine(folder, "fox")],
            (variable, $"http://user:s3cret@{proxy.Authority}"),
            ("WISDOM_GATE_KEY", Key)
        );

        run.ExitCode.ShouldBe(1, run.Out);
        run.Error.ShouldContain($"The proxy {proxy.Authority}, which stands before wisgate.ai, answered 407");
        (run.Out + run.Error).ShouldNotContain("s3cret");
        // Once without the password, as HTTP has it, and once with it: one attempt, and no key in either.
        proxy.Received.Count.ShouldBe(2);
        proxy.Received.ShouldAllBe(head => head.StartsWith("CONNECT wisgate.ai:443 ", StringComparison.Ordinal));
        proxy.Received.Last().ShouldContain("Proxy-Authorization: Basic " + Convert.ToBase64String("user:s3cret"u8));
        string.Concat(proxy.Received).ShouldNotContain(Key);
    }

    [Fact]
    public async Task A_live_check_through_a_proxy_that_is_gone_names_it()
    {
        var gone = await ListeningProxy.GoneAsync();

        var run = await RunAsync(
            "NanoBananaContracts.Cli",
            ["conformance", "live", "--endpoint", "https://service.invalid", "--max-cost", "1"],
            ("https_proxy", $"http://user:s3cret@{gone}"),
            ("WISDOM_GATE_KEY", Key)
        );

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform, run.Out + run.Error);
        run.Out.ShouldContain($"The proxy {gone} stands before service.invalid");
        (run.Out + run.Error).ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData(null, null, "127.0.0.1,localhost,::1", "127.0.0.1,localhost,::1")]
    [InlineData("a.example", null, "a.example,127.0.0.1,localhost,::1", "a.example,127.0.0.1,localhost,::1")]
    [InlineData(null, "b.example, localhost", "b.example,localhost,127.0.0.1,::1", "b.example,localhost,127.0.0.1,::1")]
    [InlineData("a.example", "b.example", "a.example,127.0.0.1,localhost,::1", "b.example,127.0.0.1,localhost,::1")]
    [InlineData("*", "", "*", "127.0.0.1,localhost,::1")]
    public void A_started_client_keeps_its_exceptions_and_gets_this_machine(
        string? lower,
        string? upper,
        string lowerAfter,
        string upperAfter
    )
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (lower is not null)
        {
            environment["no_proxy"] = lower;
        }

        if (upper is not null)
        {
            environment["NO_PROXY"] = upper;
        }

        NoProxy.AddLoopback(environment);

        environment["no_proxy"].ShouldBe(lowerAfter);
        environment["NO_PROXY"].ShouldBe(upperAfter);
    }

    private static int AuthCases() => Directory.GetDirectories(Path.Combine(CaseFolder.Default, "auth")).Length;

    private static IEnumerable<(string, string)> All(string authority) =>
        Variables
            .Where(name => !name.StartsWith("no", StringComparison.OrdinalIgnoreCase))
            .Select(name => (name, $"http://{authority}"));

    private async Task<CommandRun> RunAsync(string program, string[] args, params (string, string)[] variables)
    {
        using var process = Start(program, args, variables);
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var error = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return new CommandRun(process.ExitCode, await output, await error);
    }

    private Process Start(string program, string[] args, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program + ".dll"), .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Variables)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
