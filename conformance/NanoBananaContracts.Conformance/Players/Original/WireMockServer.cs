using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Conformance.Players.Original;

/// <summary>A process of the original WireMock server on a free loopback port.</summary>
internal sealed partial class WireMockServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly DirectoryInfo root;
    private readonly HttpClient http;

    private WireMockServer(Process process, DirectoryInfo root, int port)
    {
        this.process = process;
        this.root = root;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        // It is on this machine, whatever proxy the machine is set to.
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(Address, "__admin/"),
            Timeout = TimeSpan.FromMinutes(2),
        };
    }

    public Uri Address { get; }

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <exception cref="WireMockException">Java is missing, or the server does not come up.</exception>
    public static async Task<WireMockServer> StartAsync(string jar, CancellationToken cancellationToken)
    {
        var root = Directory.CreateTempSubdirectory("nanobanana-wiremock-");
        var java = Environment.GetEnvironmentVariable("JAVA_HOME") is { Length: > 0 } home
            ? Path.Combine(home, "bin", "java")
            : "java";
        var start = new ProcessStartInfo(java) { RedirectStandardOutput = true, RedirectStandardError = true };
        // gzip is off because the stubs are compared byte for byte; a small heap because several may run at once.
        foreach (
            var argument in new[]
            {
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar,
                "--port",
                "0",
                "--bind-address",
                "127.0.0.1",
                "--disable-gzip",
                "--disable-banner",
                "--root-dir",
                root.FullName,
            }
        )
        {
            start.ArgumentList.Add(argument);
        }

        var process = ChildProcess.Start(start, "Java is needed to run WireMock: no java in the path.");
        var said = new ConcurrentQueue<string>();
        var port = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.OutputDataReceived += (_, line) => Hear(line.Data, said, port);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, said, port);
        process.Exited += (_, _) =>
            port.TrySetException(
                new WireMockException($"WireMock stopped before it listened: {string.Join(' ', said)}")
            );
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new WireMockServer(
                process,
                root,
                await port.Task.WaitAsync(StartLimit, cancellationToken).ConfigureAwait(false)
            );
        }
        catch (Exception e)
        {
            await StopAsync(process, root).ConfigureAwait(false);
            if (e is TimeoutException)
            {
                throw new WireMockException(
                    FormattableString.Invariant(
                        $"WireMock did not listen within {StartLimit.TotalSeconds:0} s: {string.Join(' ', said)}"
                    ),
                    e
                );
            }

            throw;
        }
    }

    /// <summary>Calls the admin API.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Path under <c>/__admin/</c>.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="WireMockException">The answer is no success.</exception>
    public async Task<byte[]> CallAsync(
        HttpMethod method,
        string path,
        ReadOnlyMemory<byte>? body,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is { } bytes)
        {
            request.Content = new ReadOnlyMemoryContent(bytes);
        }

        try
        {
            using var reply = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var answer = await reply.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            if (reply.IsSuccessStatusCode)
            {
                return answer;
            }

            throw new WireMockException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"WireMock answered {method} /__admin/{path} with {(int)reply.StatusCode}: {Encoding.UTF8.GetString(answer)}"
                )
            );
        }
        catch (HttpRequestException e)
        {
            throw new WireMockException($"WireMock did not answer {method} /__admin/{path}: {e.Message}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await StopAsync(process, root).ConfigureAwait(false);
    }

    private static void Hear(string? line, ConcurrentQueue<string> said, TaskCompletionSource<int> port)
    {
        if (line is null)
        {
            return;
        }

        said.Enqueue(line);
        if (PortLine().Match(line) is { Success: true } match)
        {
            port.TrySetResult(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        }
    }

    private static async Task StopAsync(Process process, DirectoryInfo root)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync().ConfigureAwait(false);
        process.Dispose();
        root.Delete(recursive: true);
    }

    [GeneratedRegex(@"^port:\s+([0-9]+)")]
    private static partial Regex PortLine();
}
