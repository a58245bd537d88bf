using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Tests.Subjects;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>A signal to the command itself, as a CI server sends it: nobody else ends its clients.</summary>
public sealed class InterruptTests : IDisposable
{
    /// <summary>
    /// A client that hangs with a child. Both hold one connection to the test, which ends when the last of them does.
    /// </summary>
    private const string Client = """
        import json, socket, subprocess, sys
        def hang():
            line = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
            child = [sys.executable, "-c", "import sys, time; sys.stdin.close(); time.sleep(600)"]
            held = subprocess.Popen(child, pass_fds=[line.fileno()])
            line.sendall(b"x")
            held.wait()
        if sys.argv[2] == "watch":
            hang()
        for text in sys.stdin:
            if json.loads(text)["type"] == "hello":
                print('{"type":"hello","protocol":1,"name":"hanging","operations":["generate"]}', flush=True)
            else:
                hang()
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-interrupt-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("run", "INT")]
    [InlineData("watch", "TERM")]
    public async Task Its_clients_are_ended_with_their_children_before_it_ends(string command, string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill.");
        var script = Path.Combine(folder, "client.py");
        await File.WriteAllTextAsync(script, Client, Cancel);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        string[] client = [ScriptedSubject.Python(), script, port, command];
        string[] words =
            command == "run"
                ? ["--subject", "exec:" + string.Join(' ', client), "--case", "response/plain-png"]
                : ["--case", "response/plain-png", "--", .. client];
        string[] all =
        [
            Path.Combine(AppContext.BaseDirectory, "NanoBananaContracts.Cli.dll"),
            "conformance",
            command,
            .. words,
        ];
        using var tool = Process.Start(
            new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var output = tool.StandardOutput.ReadToEndAsync(Cancel);
        var error = tool.StandardError.ReadToEndAsync(Cancel);
        using var line = await listener.AcceptSocketAsync(Cancel);
        var said = new byte[1];
        (await line.ReceiveAsync(said, Cancel)).ShouldBe(1);

        using (var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {tool.Id}"]))
        {
            await kill.WaitForExitAsync(Cancel);
        }

        await tool.WaitForExitAsync(Cancel);
        // A client that was left behind would hold the line for ten minutes.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        (await EndAsync(line, patience.Token)).ShouldBe(0);
        (await error).ShouldBe("nanobanana: Interrupted.\n", await output);
        tool.ExitCode.ShouldBe(ExitCodes.Interrupted);
    }

    /// <summary>Bytes that come before the end; a killed client may reset its connection.</summary>
    private static async Task<int> EndAsync(Socket line, CancellationToken cancellationToken)
    {
        try
        {
            return await line.ReceiveAsync(new byte[1], cancellationToken);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
