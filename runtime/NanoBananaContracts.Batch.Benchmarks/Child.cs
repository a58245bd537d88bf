using System.Diagnostics;
using System.Globalization;

namespace NanoBananaContracts.Batch.Benchmarks;

/// <summary>This program as a process of its own.</summary>
internal static class Child
{
    /// <summary>Starts it, with its input and output here.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Child).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>The numbers of its last line.</returns>
    public static async Task<double[]> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await EndAsync(process);
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The numbers of its last line.</returns>
    public static async Task<double[]> EndAsync(Process process)
    {
        string? last = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            last = line;
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0 && last is not null
            ? Array.ConvertAll(last.Split(' '), number => double.Parse(number, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"A measurement ended with {process.ExitCode}.");
    }

    /// <summary>Tells the parent what was measured.</summary>
    public static void Tell(params double[] numbers) =>
        Console.Out.WriteLine(
            string.Join(' ', Array.ConvertAll(numbers, number => number.ToString("R", CultureInfo.InvariantCulture)))
        );
}
