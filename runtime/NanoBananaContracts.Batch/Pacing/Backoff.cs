namespace NanoBananaContracts.Batch;

/// <summary>Waits that double.</summary>
internal static class Backoff
{
    /// <summary>The wait behind a failure.</summary>
    /// <param name="failures">How many there were in a row, from 1.</param>
    /// <param name="first">The wait behind the first one.</param>
    /// <param name="longest">The longest wait.</param>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest)
    {
        var wait = first * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        return wait < longest ? wait : longest;
    }
}
