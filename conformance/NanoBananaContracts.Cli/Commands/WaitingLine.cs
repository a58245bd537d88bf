using System.Globalization;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>
/// The seconds that a picture is taking, beside what the model usually takes: one line on the error stream that is written
/// over, and gone when the wait is. Nothing at all where that stream is no terminal.
/// </summary>
internal sealed class WaitingLine : IProgress<ImageProgress>, IDisposable
{
    private const string Clear = "\r\e[K";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock turn = new();
    private readonly CommandHost host;
    private readonly string before;
    private readonly TimeSpan? usual;
    private readonly long start;
    private readonly ITimer? timer;
    private long received;
    private bool isOver;

    /// <summary>Begins to wait.</summary>
    /// <param name="host">The terminal and the clock.</param>
    /// <param name="before">What is waited for, such as <c>2 of 3: </c>.</param>
    /// <param name="usual">How long the model says one picture takes.</param>
    public WaitingLine(CommandHost host, string before, TimeSpan? usual)
    {
        this.host = host;
        this.before = before;
        this.usual = usual;
        start = host.Time.GetTimestamp();
        if (host.CanWriteOver)
        {
            Show(); // Here, not by the timer: a wait that is over at once was seen all the same.
            timer = host.Time.CreateTimer(_ => Show(), null, Second, Second);
        }
    }

    /// <inheritdoc/>
    public void Report(ImageProgress value) => Volatile.Write(ref received, value.ImageBytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        timer?.Dispose();
        lock (turn)
        {
            if (!isOver && timer is not null)
            {
                host.Error.Write(Clear);
                host.Error.Flush();
            }

            isOver = true;
        }
    }

    private void Show()
    {
        lock (turn)
        {
            if (isOver)
            {
                return; // The timer may tick once more while it is being stopped.
            }

            var elapsed = host.Time.GetElapsedTime(start);
            var estimate =
                usual is not { } known ? ""
                : elapsed <= known ? $" of about {Seconds(known)}"
                : $", usually about {Seconds(known)}";
            var bytes = Volatile.Read(ref received);
            var arriving = bytes == 0 ? "" : $", {ByteCount.Of(bytes)} here";
            // Shorter than any terminal is wide: of a line that wraps, only the last row would be written over.
            host.Error.Write($"{Clear}{before}{Seconds(elapsed)}{estimate}{arriving}. Ctrl+C cancels.");
            host.Error.Flush();
        }
    }

    private static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s";
}

/// <summary>A number of bytes for people.</summary>
internal static class ByteCount
{
    /// <summary>In the largest unit that is at least one.</summary>
    /// <returns><c>812 bytes</c>, <c>93 kB</c> or <c>1.2 MB</c>; powers of 1000.</returns>
    public static string Of(long bytes) =>
        bytes switch
        {
            < 1000 => FormattableString.Invariant($"{bytes} bytes"),
            < 1_000_000 => FormattableString.Invariant($"{bytes / 1000.0:0} kB"),
            _ => FormattableString.Invariant($"{bytes / 1_000_000.0:0.0} MB"),
        };
}
