using System.Diagnostics;
using System.Globalization;

namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>Starts this program again in processes of its own.</summary>
internal static class ChildProcess
{
    /// <summary>Starts the server and reads its port.</summary>
    public static async Task<(Process Process, int Port)> StartServerAsync()
    {
        var process = Start(Itself(), "serve");
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

    /// <summary>Runs one of our programs once, for a small picture, as the native program that was published of it.</summary>
    public static Task<(Measurement Measurement, double FromStart)> RunNativeAsync(
        string path,
        string program,
        int port,
        string file
    )
    {
        var small = Text(Child.SmallPicture);
        return ReportAsync(new ProcessStartInfo(path), "run", program, Text(port), small, file, Text(0), small);
    }

    /// <summary>Runs one program for many small pictures at once.</summary>
    public static async Task<Measurement> FloodAsync(string program, int port, int calls, string file) =>
        (await ReportAsync("flood", program, Text(port), Text(calls), file)).Measurement;

    private static Task<(Measurement Measurement, double FromStart)> ReportAsync(params string[] arguments) =>
        ReportAsync(Itself(), arguments);

    private static async Task<(Measurement Measurement, double FromStart)> ReportAsync(
        ProcessStartInfo program,
        params string[] arguments
    )
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(program, arguments);
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

    private static ProcessStartInfo Itself()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
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

        return start;
    }

    private static Process Start(ProcessStartInfo program, params string[] arguments)
    {
        program.RedirectStandardOutput = true;
        program.RedirectStandardInput = true;
        foreach (var argument in arguments)
        {
            program.ArgumentList.Add(argument);
        }

        return Process.Start(program) ?? throw new InvalidOperationException("The process did not start.");
    }
}
