namespace NanoBananaContracts.BatchServers;

/// <summary>Waits until a server that was started answers: another process, with no clock to fake and no event to wait for.</summary>
internal static class Answering
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    /// <summary>Waits.</summary>
    /// <param name="process">The server.</param>
    /// <param name="ask">Asks it, and throws while it does not answer.</param>
    /// <param name="isNotYet">Whether that is what a server throws that is not there yet.</param>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    /// <exception cref="TimeoutException">It did not answer within four minutes.</exception>
    public static async Task WaitAsync(ChildProcess process, Func<Task> ask, Func<Exception, bool> isNotYet)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The server has ended: {process.Output}");
            }

            try
            {
                await ask();
                return;
            }
            catch (Exception exception) when (isNotYet(exception))
            {
                if (TimeProvider.System.GetElapsedTime(start) > Longest)
                {
                    throw new TimeoutException($"The server did not answer in {Longest}: {process.Output}", exception);
                }
            }

            await Task.Delay(LookAgain);
        }
    }
}
