using NanoBananaContracts.BatchServers;

namespace NanoBananaContracts.Batch.Tests.Servers;

/// <summary>A RabbitMQ of the tests' own. It starts when it is asked for.</summary>
public sealed class RabbitServer : IDisposable
{
    private readonly RabbitProcess process = new();
    private readonly SemaphoreSlim turn = new(1);
    private bool isStarted;

    /// <summary>What its configuration file says, in the words of Erlang: some settings have no others.</summary>
    public string Configuration
    {
        init => process.Configuration = value;
    }

    /// <summary>What it said last.</summary>
    public string Output => process.Output;

    /// <summary>How programs connect to it.</summary>
    public Uri Address => process.Address;

    /// <summary>Its address; the test is skipped where RabbitMQ is not installed.</summary>
    public async Task<Uri> GetAsync()
    {
        Assert.SkipWhen(RabbitProcess.Missing is not null, RabbitProcess.Missing ?? "");
        await turn.WaitAsync();
        try
        {
            if (!isStarted)
            {
                await process.StartAsync();
                isStarted = true;
            }

            return Address;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>SIGKILL.</summary>
    public Task CrashAsync() => process.CrashAsync();

    /// <summary>Starts it again, and waits until it answers.</summary>
    public Task StartAsync() => process.StartAsync();

    public void Dispose()
    {
        process.Dispose();
        turn.Dispose();
    }
}
