using System.Text;
using System.Text.Json;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Stubs;
using NanoBananaContracts.Conformance.Tests.Cli;

namespace NanoBananaContracts.Conformance.Tests.Recording;

/// <summary>A call that a client sends to the recorder.</summary>
internal sealed record SentCall(string Path, string Body, string Key, string KeyHeader = "x-goog-api-key");

/// <summary>One run of <c>nanobanana record</c> with calls that go through it.</summary>
internal static class RecordingRun
{
    /// <summary>A service whose reply to everything ends, by FIN, before the length it promises.</summary>
    public static async Task<InProcessPlayer> CutReplyAsync(string body)
    {
        var stub = $$"""
            { "request": { "urlPathPattern": "/.*" },
              "response": { "headers": { "Content-Type": "application/json", "Content-Length": "{{body.Length
                + 1000}}" },
                            "body": {{JsonSerializer.Serialize(body)}} } }
            """;
        var player = await InProcessPlayer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await player.LoadAsync(
            StubReader.Read(Encoding.UTF8.GetBytes(stub)).Stubs!,
            TestContext.Current.CancellationToken
        );
        return player;
    }

    public static async Task<CommandRun> OfAsync(
        string folder,
        Uri target,
        string[] options,
        IReadOnlyDictionary<string, string> variables,
        params SentCall[] calls
    )
    {
        var stdout = new FirstLineWriter();
        var stderr = new StringWriter();
        var host = new CommandHost
        {
            Out = stdout,
            Error = stderr,
            Variable = variables.GetValueOrDefault,
            WorkingDirectory = folder,
        };
        var recording = Program.RunAsync(
            [
                "record",
                "--target",
                target.AbsoluteUri,
                "--out",
                folder,
                "--port",
                "0",
                "--count",
                $"{calls.Length}",
                .. options,
            ],
            host,
            TestContext.Current.CancellationToken
        );
        var first = await Task.WhenAny(stdout.Line, recording);
        first.ShouldBe(stdout.Line, stderr.ToString());
        var proxy = new Uri(
            (await stdout.Line)
                .Split(' ')
                .Single(word =>
                    word.StartsWith("http://127.0.0.1", StringComparison.Ordinal)
                    && word.EndsWith("/.", StringComparison.Ordinal)
                )[..^1]
        );
        using var http = new HttpClient();
        foreach (var call in calls)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(proxy, call.Path))
            {
                Content = new StringContent(call.Body, Encoding.UTF8, "application/json"),
            };
            request.Headers.TryAddWithoutValidation(call.KeyHeader, call.Key);
            try
            {
                using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException)
            {
                // A reply that breaks off breaks off here too; what was recorded of it is what the test looks at.
            }
        }

        var exitCode = await recording.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return new CommandRun(exitCode, stdout.ToString(), stderr.ToString());
    }
}
