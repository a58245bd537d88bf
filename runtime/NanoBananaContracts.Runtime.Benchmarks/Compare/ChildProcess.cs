using System.Diagnostics;
using System.Globalization;

namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>Starts this program again in processes of its own.</summary>
internal static class ChildProcess
{
    /// <summary>Starts the server and reads its port.</summary>
    public static async Task<(Process Process, int Port)> StartServerAsync()
    {
        var process = Start("serve");
        var line = await process.StandardOutput.ReadLineAsync();
        return (process, int.Parse(line!, CultureInfo.InvariantCulture));
    }

    /// <summary>Runs one program once.</summary>
    /// <returns>What it measured, and the time from its start as a process to its report.</returns>
    public static async Task<(Measurement Measurement, double FromStart)> RunAsync(
        string program,
        int port,
        int pictureLength,
        string file,
        int warmUps,
        int warmUpLength = Child.SmallPicture
    )
    {
        return await ReportAsync(
            "run",
            program,
            Text(port),
            Text(pictureLength),
            file,
            Text(warmUps),
            Text(warmUpLength)
        );
    }

    /// <summary>Runs one program for many small pictures at once.</summary>
    public static async Task<Measurement> FloodAsync(string program, int port, int calls, string file) =>
        (await ReportAsync("flood", program, Text(port), Text(calls), file)).Measurement;

    private static async Task<(Measurement Measurement, double FromStart)> ReportAsync(params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(arguments);
        var line = await process.StandardOutput.ReadLineAsync();
        var fromStart = clock.Elapsed.TotalMilliseconds;
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && line is not null
            ? (Measurement.Parse(line), fromStart)
            : throw new InvalidOperationException(
                $"'{string.Join(' ', arguments)}' failed with exit code {process.ExitCode}."
            );
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };

        // Under `dotnet NanoBananaContracts.Runtime.Benchmarks.dll` the process is the host.
        if (
            string.Equals(
                System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath),
                "dotnet",
                StringComparison.OrdinalIgnoreCase
            )
        )
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
    }
}
