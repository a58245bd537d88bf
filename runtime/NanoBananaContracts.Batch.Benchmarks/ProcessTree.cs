using System.Diagnostics;
using System.Globalization;

namespace NanoBananaContracts.Batch.Benchmarks;

/// <summary>A server and the processes that it has started: PostgreSQL has one for each connection.</summary>
internal static class ProcessTree
{
    /// <summary>The processor time that all of them have taken which are there now.</summary>
    public static TimeSpan Processor(int id)
    {
        var sum = TimeSpan.Zero;
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (process.Id == id || ParentOf(process.Id) == id)
                {
                    sum += process.TotalProcessorTime;
                }
            }
        }

        return sum;
    }

    // "123 (its name) S 45 ...": the name may hold anything, the state and the parent come behind it.
    private static int? ParentOf(int id)
    {
        try
        {
            var line = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            return int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or DirectoryNotFoundException)
        {
            return null; // it has ended since
        }
    }
}
