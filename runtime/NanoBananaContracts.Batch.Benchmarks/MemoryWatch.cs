using System.Diagnostics;

namespace NanoBananaContracts.Batch.Benchmarks;

/// <summary>Looks at the memory of this process while something runs.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private const double Megabyte = 1024 * 1024;

    private readonly Process process = Process.GetCurrentProcess();
    private readonly Timer timer;

    public MemoryWatch() => timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

    /// <summary>The most that the process had in memory, in megabytes.</summary>
    public double Peak { get; private set; }

    /// <summary>What of the heap is in use, in megabytes: the rest is room that the runtime keeps for what comes.</summary>
    public static double InUse => GC.GetTotalMemory(forceFullCollection: true) / Megabyte;

    /// <summary>What it has now, in megabytes.</summary>
    public double Look()
    {
        lock (process)
        {
            process.Refresh();
            var now = process.WorkingSet64 / Megabyte;
            Peak = Math.Max(Peak, now);
            return now;
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        process.Dispose();
    }
}
