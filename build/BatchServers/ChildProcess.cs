using System.Collections.Concurrent;
using System.Diagnostics;

namespace NanoBananaContracts.BatchServers;

/// <summary>A process that a test or a benchmark started, with the last of what it said.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int MostLines = 200;

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private ChildProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>What it said last.</summary>
    public string Output => string.Join('\n', lines);

    public static ChildProcess Start(
        string file,
        IEnumerable<string> words,
        IReadOnlyDictionary<string, string>? variables = null
    )
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new(start);
    }

    /// <summary>Runs a process to its end.</summary>
    public static async Task<string> RunAsync(
        string file,
        IEnumerable<string> words,
        IReadOnlyDictionary<string, string>? variables = null
    )
    {
        using var child = Start(file, words, variables);
        var exitCode = await child.WaitAsync();
        return exitCode == 0
            ? child.Output
            : throw new InvalidOperationException($"{file} ended with {exitCode}: {child.Output}");
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitAsync(CancellationToken cancellationToken = default)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    /// <summary>SIGKILL: it can put nothing in order.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Sends it a signal.</summary>
    public Task SignalAsync(string name) =>
        RunAsync("/bin/kill", ["-s", name, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
            if (lines.Count > MostLines)
            {
                lines.TryDequeue(out _);
            }
        }
    }
}
