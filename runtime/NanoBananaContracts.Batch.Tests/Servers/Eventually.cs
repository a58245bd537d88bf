namespace NanoBananaContracts.Batch.Tests.Servers;

/// <summary>Waits for what another process does: there is no clock to fake, and no event to wait for.</summary>
internal static class Eventually
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    public static async Task AsyncTrue(Func<Task<bool>> look, Func<string> tell)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await look())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Longest)
            {
                Assert.Fail($"It did not come about in {Longest}: {tell()}");
            }

            await Task.Delay(LookAgain, TestContext.Current.CancellationToken);
        }
    }
}
