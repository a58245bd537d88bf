using System.Diagnostics;
using System.Text.Json;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects.Exec;
using NanoBananaContracts.Conformance.Tests.Harness;
using NanoBananaContracts.Conformance.Tests.Subjects;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>The commands a report names, pasted into a shell as they stand.</summary>
public sealed class PastedCommandTests : IDisposable
{
    /// <summary>A client with a fault, in a file whose name every shell would take apart.</summary>
    private const string Client = """
        import json, os, sys, urllib.request
        def call(base, model, prompt, key):
            body = json.dumps({"contents": [{"parts": [{"text": "it's \"$HOME\" `x` " + prompt}]}]}).encode()
            url = base + "/v1beta/models/" + model + ":generateContent"
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
                urllib.request.Request(url, body, {"Content-Type": "application/json", "x-goog-api-key": key or ""})).read()
        if "NANOBANANA_BASE_URL" in os.environ:
            v = os.environ
            call(v["NANOBANANA_BASE_URL"], v["NANOBANANA_MODEL"], v["NANOBANANA_PROMPT"], v.get("NANOBANANA_API_KEY"))
            sys.exit(3)
        for line in sys.stdin:
            m = json.loads(line)
            if m["type"] == "hello":
                answer = {"type": "hello", "protocol": 1, "name": "pasted", "operations": ["generate"]}
            elif m["type"] == "bye":
                break
            else:
                call(m["baseAddress"], m["task"]["model"], m["task"]["prompt"], m.get("apiKey"))
                answer = {"type": "result", "id": m["id"], "failure": {"message": sys.argv[1]}}
            print(json.dumps(answer), flush=True)
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana pasted ").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Again_puts_the_case_to_the_same_client()
    {
        SkipWithoutShell();
        var subject = $"exec:{ScriptedSubject.Python()} \"{await ClientAsync()}\" 'of my own'";

        var verdict = await VerdictAsync([
            "conformance",
            "run",
            "--case",
            "response/plain-png",
            "--subject",
            subject,
            "--time-scale",
            "0.5",
        ]);
        (var exitCode, var output) = await ShellAsync(verdict.Again.ShouldNotBeNull());

        verdict.Again.ShouldStartWith("nanobanana conformance replay response/plain-png --subject ");
        exitCode.ShouldBe(ExitCodes.DoesNotConform, output);
        output.ShouldContain("pasted: 1 verdict to come");
        output.ShouldContain("got a failure: of my own");
        output.ShouldContain($"Again: {verdict.Again}");
    }

    [Fact]
    public async Task Again_watches_the_same_command()
    {
        SkipWithoutShell();

        var verdict = await VerdictAsync(
            ["conformance", "watch", "--case", "response/plain-png"],
            "--",
            ScriptedSubject.Python(),
            await ClientAsync(),
            "it's"
        );
        (var exitCode, var output) = await ShellAsync(verdict.Again.ShouldNotBeNull());

        verdict.Again.ShouldStartWith("nanobanana conformance watch --case response/plain-png -- ");
        exitCode.ShouldBe(ExitCodes.DoesNotConform, output);
        output.ShouldContain("got exit code 3");
        output.ShouldContain($"Again: {verdict.Again}");
    }

    [Theory]
    [InlineData("response/plain-png", "HTTP/1.1 200 OK")]
    [InlineData("auth/redirect-other-origin", "HTTP/1.1 307")]
    public async Task By_hand_the_same_request_gets_the_same_reply(string id, string status)
    {
        SkipWithoutShell();
        Assert.SkipWhen(!File.Exists("/usr/bin/curl"), "There is no curl on this machine.");
        var subject = $"exec:{ScriptedSubject.Python()} \"{await ClientAsync()}\" no";
        var verdict = await VerdictAsync(["conformance", "run", "--case", id, "--subject", subject]);
        var port = $"{CaseCommands.PlayPort}";
        verdict.Play.ShouldBe($"nanobanana conformance play {id} --port {port}");
        verdict.Curl.ShouldNotBeNull().ShouldContain($"http://127.0.0.1:{port}/");
        // The port that is named may be taken where tests run; everything else is pasted as it stands.
        using var server = Shell(verdict.Play!.Replace($"--port {port}", "--port 0"));
        try
        {
            var playing = (await server.StandardOutput.ReadLineAsync(Cancel)).ShouldNotBeNull();
            var free = playing.Split("http://127.0.0.1:")[1].Split('/')[0];

            (var exitCode, var output) = await ShellAsync(verdict.Curl.Replace($":{port}/", $":{free}/"));

            exitCode.ShouldBe(0, output);
            output.ShouldStartWith(status);
            var reply = verdict.Wire[0].Reply.ShouldNotBeNull();
            foreach (var header in reply.Headers.Where(h => !h.StartsWith("Location", StringComparison.Ordinal)))
            {
                output.ShouldContain(header);
            }

            if (reply.Body is { } body)
            {
                output.ShouldContain(body[..80]);
            }

            // And what was sent is what the client had sent, to the letter.
            using var sent = JsonDocument.Parse(verdict.Wire[0].Body!);
            (_, var echo) = await ShellAsync(
                $"curl() {{ for word; do last=$word; done; printf %s \"$last\"; }}; {verdict.Curl}"
            );
            echo.ShouldBe(verdict.Wire[0].Body);
            sent.RootElement.GetProperty("contents")[0]
                .GetProperty("parts")[0]
                .GetProperty("text")
                .GetString()!
                .ShouldStartWith("it's \"$HOME\" `x` ");
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData("plain/word-1.0:x")]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("it's")]
    [InlineData("$HOME `id` $(id) \\ \" ; & | > < * ? [a] {b} ~ # !")]
    [InlineData("a\nb\t\u00e9\u4e2d")]
    public async Task A_word_comes_out_of_a_shell_as_it_went_in(string word)
    {
        SkipWithoutShell();

        (_, var output) = await ShellAsync($"printf '%s|' {ShellWords.Join([word, "end"])}");

        output.ShouldBe($"{word}|end|");
    }

    [Fact]
    public async Task A_folder_without_cases_is_said_to_hold_none()
    {
        var run = await CommandRun.Of(["conformance", "run", "--cases", folder], cancellationToken: Cancel);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain($"The folder {folder} holds no cases.");
    }

    private static void SkipWithoutShell() =>
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are read back by a POSIX shell.");

    private async Task<string> ClientAsync()
    {
        var file = Path.Combine(folder, "a client's.py");
        await File.WriteAllTextAsync(file, Client, Cancel);
        return file;
    }

    private async Task<CaseVerdict> VerdictAsync(string[] args, params string[] behind)
    {
        var stream = Path.Combine(folder, "run.ndjson");
        var run = await CommandRun.Of([.. args, "--report", $"ndjson={stream}", .. behind], cancellationToken: Cancel);
        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform, run.Out + run.Error);
        using var reader = File.OpenText(stream);
        return (await EventStream.ReadAsync(reader, Cancel)).Verdicts.ShouldHaveSingleItem();
    }

    private async Task<(int ExitCode, string Output)> ShellAsync(string command)
    {
        using var shell = Shell(command);
        var error = shell.StandardError.ReadToEndAsync(Cancel);
        var output = await shell.StandardOutput.ReadToEndAsync(Cancel) + await error;
        await shell.WaitForExitAsync(Cancel);
        return (shell.ExitCode, output);
    }

    private Process Shell(string command) => ToolShell.Start(folder, "/bin/sh", "-c", command);
}
