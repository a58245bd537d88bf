using System.Diagnostics;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Batch.Benchmarks;

/// <summary>The emulator in a process of its own, so that its work is not counted as the client's.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private readonly Process process;

    private EmulatorProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The processor time that it has taken.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it.</summary>
    public static async Task<EmulatorProcess> StartAsync()
    {
        var process = Child.Start("serve");
        var line = await process.StandardOutput.ReadLineAsync();
        return new(process, new Uri(line ?? throw new InvalidOperationException("The emulator did not start.")));
    }

    /// <summary>What that process does: it serves until its input ends.</summary>
    public static async Task<int> ServeAsync()
    {
        await using var server = await EmulatorServer.StartAsync();
        await Console.Out.WriteLineAsync(server.BaseAddress.AbsoluteUri);
        while (await Console.In.ReadLineAsync() is not null) { }

        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
