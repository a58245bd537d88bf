using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Tests.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Cli;

public sealed class ServeCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-serve-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("--key-variable MISSING", "MISSING of --key-variable is not set")]
    [InlineData("--key-file missing.key", "missing.key of --key-file cannot be read")]
    [InlineData("--key some-key --key-variable EMULATED_KEY", "Give the key once")]
    public async Task A_key_that_is_not_there_or_given_twice_is_told(string options, string told)
    {
        var run = await CommandRun.Of(
            ["serve", "--port", "0", .. options.Split(' ')],
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(told);
    }

    [Theory]
    [InlineData("bing", "There is no provider 'bing'. Use wisgate")]
    [InlineData("no-such.json", "There is no provider's file no-such.json")]
    public async Task A_provider_that_is_neither_known_nor_a_file_is_told(string provider, string told)
    {
        var run = await CommandRun.Of(
            ["serve", "--port", "0", "--provider", provider],
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(told);
    }

    [Fact]
    public async Task A_providers_file_is_played_at_its_own_path()
    {
        var file = Path.Combine(folder, "mine.json");
        await File.WriteAllTextAsync(
            file,
            """
            { "id": "mine", "name": "Mine", "dialect": "google", "baseAddress": "https://mine.example",
              "pathTemplate": "/v1/{model}", "apiKeyHeader": "x-goog-api-key", "apiKeyVariable": "MINE_KEY",
              "apiKeyPage": "https://mine.example/keys", "defaultModel": "m",
              "models": [{ "id": "m", "sizes": ["1K"], "aspectRatios": ["1:1"], "defaultSize": "1K" }] }
            """,
            TestContext.Current.CancellationToken
        );
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var output = new FirstLineWriter();
        var host = new CommandHost
        {
            Out = output,
            Error = TextWriter.Null,
            WorkingDirectory = folder,
        };

        var run = Program.RunAsync(["serve", "--port", "0", "--provider", file], host, end.Token);
        var line = await output.Line.WaitAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var reply = await http.PostAsync(
            new Uri(new Uri(line.Split(' ')[3]), "v1/m:generateContent"),
            content,
            TestContext.Current.CancellationToken
        );
        await end.CancelAsync();

        line.ShouldStartWith("Emulating Mine on http://127.0.0.1:");
        reply.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await run).ShouldBe(ExitCodes.Conforms);
    }

    [Theory]
    [InlineData("--key", EmulatorCall.Key)]
    [InlineData("--key-variable", "EMULATED_KEY")]
    [InlineData("--key-file", "serve.key")]
    public async Task Serve_listens_until_it_is_cancelled_and_sums_up(string option, string value)
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "serve.key"),
            EmulatorCall.Key + "\n",
            TestContext.Current.CancellationToken
        );
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var output = new FirstLineWriter();
        var host = new CommandHost
        {
            Out = output,
            Error = TextWriter.Null,
            Variable = name => name == "EMULATED_KEY" ? EmulatorCall.Key : null,
            WorkingDirectory = folder,
        };

        var run = Program.RunAsync(["serve", "--port", "0", option, value, "--provider", "google"], host, end.Token);
        var line = await output.Line.WaitAsync(TestContext.Current.CancellationToken);
        line.ShouldContain("Emulating Google on http://127.0.0.1:");
        line.ShouldContain("one key only");
        line.ShouldNotContain(EmulatorCall.Key);
        var address = line.Split(' ')[3];
        using var http = new HttpClient();
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var reply = await http.PostAsync(
            new Uri(new Uri(address), "v1beta/models/gemini-nano-banana-2.1:generateContent"),
            content,
            TestContext.Current.CancellationToken
        );
        reply.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await end.CancelAsync();

        (await run).ShouldBe(ExitCodes.Conforms);
        output.ToString().ShouldMatch(@"403 PERMISSION_DENIED: .*, \d+ ms\n");
        output.ToString().ShouldContain("Answered 1 request; 0 pictures would have been billed.");
        output
            .ToString()
            .ShouldContain(
                "POST /v1beta/models/gemini-nano-banana-2.1:generateContent (gemini-nano-banana-2.1) 403 PERMISSION_DENIED: "
            );
    }

    [Fact]
    public async Task Scripts_get_an_object_a_line_from_the_address_to_the_sum()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var output = new FirstLineWriter();
        var host = new CommandHost { Out = output, Error = TextWriter.Null };

        var run = Program.RunAsync(["serve", "--port", "0", "--json"], host, end.Token);
        var listening = JsonNode.Parse(await output.Line.WaitAsync(TestContext.Current.CancellationToken))!;
        using var http = new HttpClient();
        using var reply = await http.GetAsync(
            new Uri(new Uri((string)listening["address"]!), "nowhere\u202e?key=never-shown"),
            TestContext.Current.CancellationToken
        );
        await end.CancelAsync();

        (await run).ShouldBe(ExitCodes.Conforms);
        ((string)listening["type"]!, (string)listening["provider"]!).ShouldBe(("listening", "wisgate"));
        output.ToString().ShouldNotContain("never-shown");
        output.ToString().ShouldNotContain("\u202e");
        var lines = output.ToString().TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!).ToArray();
        lines.Select(line => (string)line["type"]!).ShouldBe(["listening", "request", "end"]);
        ((string)lines[1]["method"]!, (int)lines[1]["status"]!).ShouldBe(("GET", 404));
        lines[1]["model"].ShouldBeNull();
        ((int)lines[2]["requests"]!, (int)lines[2]["billed"]!).ShouldBe((1, 0));
    }

    [Fact]
    public async Task An_origin_that_is_none_is_told()
    {
        var run = await CommandRun.Of(
            ["serve", "--port", "0", "--cors", "http://localhost:5000/page"],
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("http://localhost:5000/page");
        run.Error.ShouldContain("is no origin");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line_and_exit_code_2()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var run = await CommandRun.Of(
            ["serve", "--port", $"{port}"],
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain($"Port {port}");
    }
}
