using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>One program, one process: <c>run PROGRAM PORT PICTURE-LENGTH FILE WARM-UPS WARM-UP-LENGTH</c>.</summary>
internal static class Child
{
    // A warm-up call is this small, as a rule: it makes the code ready and leaves memory as it was.
    public const int SmallPicture = 2000;

    private const int AtOnce = 64;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var program, var port, var length, var file, var warmUps, var warmUpLength])
        {
            await Console.Error.WriteLineAsync("run PROGRAM PORT PICTURE-LENGTH FILE WARM-UPS WARM-UP-LENGTH");
            return 3;
        }

        var address = new Uri($"http://127.0.0.1:{port}/");
        var pictureLength = int.Parse(length, CultureInfo.InvariantCulture);
        await using var call = Programs.Create(program, address);
        var warmUpPicture = int.Parse(warmUpLength, CultureInfo.InvariantCulture);
        for (var at = int.Parse(warmUps, CultureInfo.InvariantCulture); at > 0; at--)
        {
            await call.SaveAsync(warmUpPicture, file);
        }

        await MeasureAsync(() => call.SaveAsync(pictureLength, file), file);
        return 0;
    }

    /// <summary>
    /// The first calls of a process, sixty-four at a time, each with a small picture:
    /// <c>flood PROGRAM PORT CALLS FILE</c>.
    /// </summary>
    public static async Task<int> FloodAsync(string[] args)
    {
        if (args is not [var program, var port, var calls, var file])
        {
            await Console.Error.WriteLineAsync("flood PROGRAM PORT CALLS FILE");
            return 3;
        }

        var address = new Uri($"http://127.0.0.1:{port}/");
        var left = int.Parse(calls, CultureInfo.InvariantCulture);
        await using var call = Programs.Create(program, address);
        await MeasureAsync(() => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(WorkAsync)), file);
        return 0;

        async Task WorkAsync(int worker)
        {
            var own = string.Create(CultureInfo.InvariantCulture, $"{file}-{worker}.png");
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await call.SaveAsync(SmallPicture, own);
            }
        }
    }

    private static async Task MeasureAsync(Func<Task> work, string file)
    {
        var before = ResidentBytes("VmRSS:");
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        await work();
        clock.Stop();
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var processor = Environment.CpuUsage.TotalTime.TotalMilliseconds;
        var methods = (int)JitInfo.GetCompiledMethodCount();
        var saved = File.Exists(file) ? new FileInfo(file).Length : 0;
        var peak = ResidentBytes("VmHWM:");
        var measurement = new Measurement(
            clock.Elapsed.TotalMilliseconds,
            allocated,
            peak,
            peak - before,
            saved,
            processor,
            methods
        );
        await Console.Out.WriteLineAsync(measurement.ToLine());
    }

    // Now (VmRSS) or at its largest (VmHWM).
    private static long ResidentBytes(string name)
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status))
        {
            using var process = Process.GetCurrentProcess();
            return name == "VmRSS:" ? process.WorkingSet64 : process.PeakWorkingSet64;
        }

        foreach (var line in File.ReadLines(Status))
        {
            if (line.StartsWith(name, StringComparison.Ordinal))
            {
                return 1024 * long.Parse(line.AsSpan(name.Length).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException($"{Status} has no {name} line.");
    }
}
