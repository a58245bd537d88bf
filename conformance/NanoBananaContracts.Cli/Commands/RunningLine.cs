using System.Globalization;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>
/// How far a run is, below the verdicts of a terminal: what is done, since when, and how long the rest will take at the pace so
/// far. Written over every second, and gone in the end; nothing at all where no person looks.
/// </summary>
internal sealed class RunningLine : IDisposable
{
    private const string Clear = "\r\e[K";
    private const int FewestToJudgeBy = 5;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock turn = new();
    private readonly CommandHost host;
    private readonly long start;
    private readonly ITimer? timer;
    private int total;
    private int done;

    /// <summary>Begins to count.</summary>
    /// <param name="host">The terminal and the clock.</param>
    public RunningLine(CommandHost host)
    {
        this.host = host;
        start = host.Time.GetTimestamp();
        if (host is { OutIsTerminal: true, CanWriteOver: true })
        {
            timer = host.Time.CreateTimer(_ => Around(() => { }), null, Second, Second);
        }
    }

    /// <summary>Takes an event, and lets it be written where the line was.</summary>
    public void OnEvent(RunEvent runEvent, Action write)
    {
        total = runEvent is RunStarted started ? started.Verdicts : total;
        done += runEvent is CaseVerdict ? 1 : 0;
        Around(write);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        timer?.Dispose();
        total = 0;
        Around(() => { });
    }

    private void Around(Action write)
    {
        if (timer is null)
        {
            write();
            return;
        }

        lock (turn)
        {
            host.Error.Write(Clear);
            host.Error.Flush();
            write();
            if (done < total)
            {
                var elapsed = host.Time.GetElapsedTime(start);
                var left =
                    done < FewestToJudgeBy ? "" : $", about {Seconds(elapsed * ((double)(total - done) / done))} left";
                host.Error.Write(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{done} of {total}, {Seconds(elapsed)}{left}. Ctrl+C cancels."
                    )
                );
                host.Error.Flush();
            }
        }
    }

    private static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s";
}
