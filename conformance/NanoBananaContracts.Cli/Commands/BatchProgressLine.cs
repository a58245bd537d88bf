using System.Globalization;
using NanoBananaContracts.Batch;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>
/// How far a batch is: on a terminal one line that is written over, with a bar; into a pipe a line now and then; for scripts an
/// object for each picture and each failure, and one now and then for how it stands.
/// </summary>
internal sealed class BatchProgressLine : IProgress<BatchProgress>, IDisposable
{
    /// <summary>So long a pipe hears nothing, at least.</summary>
    public static readonly TimeSpan Now = TimeSpan.FromSeconds(30);

    private const string Clear = "\r\e[K";
    private const int MostFailuresTold = 20;
    private const int LongestBar = 24;
    private static readonly TimeSpan Redrawn = TimeSpan.FromMilliseconds(500);

    private readonly Lock turn = new();
    private readonly CommandHost host;
    private readonly PaintingService service;
    private readonly bool isJson;
    private readonly ITimer? timer;
    private BatchProgress? latest;
    private long? toldAt;
    private long failuresTold;
    private bool isOver;

    /// <summary>Begins to tell.</summary>
    /// <param name="host">The terminal and the clock.</param>
    /// <param name="service">Who paints.</param>
    /// <param name="isJson">Whether scripts read it.</param>
    public BatchProgressLine(CommandHost host, PaintingService service, bool isJson)
    {
        (this.host, this.service, this.isJson) = (host, service, isJson);
        if (!isJson && host.ErrorIsTerminal && host.Variable("TERM") != "dumb")
        {
            timer = host.Time.CreateTimer(_ => Redraw(), null, TimeSpan.Zero, Redrawn);
        }
    }

    /// <inheritdoc/>
    public void Report(BatchProgress value)
    {
        lock (turn)
        {
            if (isOver)
            {
                return;
            }

            latest = value;
            if (value.Ended is { } entry)
            {
                Tell(entry);
            }

            if (timer is null && (toldAt is not { } before || host.Time.GetElapsedTime(before) >= Now))
            {
                toldAt = host.Time.GetTimestamp();
                Tell(value);
            }
        }
    }

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

    /// <summary>The line for a terminal, narrower than it: one that wraps cannot be written over.</summary>
    /// <param name="progress">How far it is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="columns">Those of the terminal; more than <see cref="TerminalText.Width"/> are not used.</param>
    internal static string Line(BatchProgress progress, TimeProvider time, int columns = TerminalText.Width)
    {
        var text = Words(progress, time);
        var width = Math.Clamp(columns, 2, TerminalText.Width) - 1;
        var room = Math.Min(LongestBar, width - text.Length - "[] ".Length);
        if (room < 4 || progress.Summary.Items == 0)
        {
            return text.Length <= width ? text : text[..width];
        }

        var ended = progress.Summary.Done + progress.Summary.Failed;
        var full = (int)(room * ended / progress.Summary.Items);
        return $"[{new string('#', full)}{new string('-', room - full)}] {text}";
    }

    private static string Words(BatchProgress progress, TimeProvider time)
    {
        var summary = progress.Summary;
        var text = string.Create(CultureInfo.InvariantCulture, $"{summary.Done:N0}/{summary.Items:N0}");
        if (summary.Failed > 0)
        {
            text += string.Create(CultureInfo.InvariantCulture, $", {summary.Failed:N0} failed");
        }

        // While all wait, how fast it was is of no use, and a narrow terminal has no room for it.
        var pause =
            progress.PausedUntil is { } until && until > time.GetUtcNow() ? until - time.GetUtcNow() : (TimeSpan?)null;
        if (progress.PicturesAMinute is { } rate && pause is null && !progress.IsAtProvider)
        {
            text += string.Create(CultureInfo.InvariantCulture, $", {rate:#,##0.#}/min");
        }

        text += ", " + BatchText.Usd(summary.SpentMicroUsd);
        if (summary.BudgetMicroUsd is { } budget)
        {
            text += " of " + BatchText.Amount(budget);
        }

        if (progress.IsEnding)
        {
            text += string.Create(CultureInfo.InvariantCulture, $", ending: {summary.UnderWay:N0} under way");
        }
        else if (pause is { } wait)
        {
            text += $", waits {BatchText.Time(wait)} ({Why(progress.PausedBy?.Kind)})";
        }
        else if (progress.IsAtProvider)
        {
            text += string.Create(CultureInfo.InvariantCulture, $", {summary.UnderWay:N0} at the provider");
        }
        else if (progress.Remaining is { } left && left > TimeSpan.Zero)
        {
            text += $", {BatchText.Time(left)} left";
        }

        return text;
    }

    private static string Why(FailureKind? kind) =>
        kind switch
        {
            FailureKind.Overloaded => "overloaded",
            FailureKind.ConnectionLost => "not reached",
            _ => "too fast",
        };

    private void Redraw()
    {
        lock (turn)
        {
            if (isOver || latest is null)
            {
                return; // The timer may tick once more while it is being stopped.
            }

            host.Error.Write(Clear + Line(latest, host.Time, host.ErrorColumns()));
            host.Error.Flush();
        }
    }

    private void Tell(JournalEntry entry)
    {
        if (isJson)
        {
            host.Out.WriteLine(
                service.Scrub(
                    JsonLine.Of(json =>
                    {
                        json.WriteString("type", entry.State == ItemState.Done ? "picture" : "failure");
                        BatchManifest.WriteMembers(json, entry);
                    })
                )
            );
            host.Out.Flush();
        }
        else if (entry is { State: ItemState.Failed, Failure: { } failure } && ++failuresTold <= MostFailuresTold)
        {
            var more = failuresTold == MostFailuresTold ? " Further ones are in the manifest only." : "";
            var clear = timer is null ? "" : Clear;
            host.Error.WriteLine(
                clear
                    + ForeignText.Line(
                        service.Scrub($"{entry.Item} failed: {TerminalText.Shortened(failure.Message)}{more}")
                    )
            );
        }
    }

    private void Tell(BatchProgress progress)
    {
        if (!isJson)
        {
            host.Error.WriteLine(Words(progress, host.Time));
            return;
        }

        host.Out.WriteLine(
            JsonLine.Of(json =>
            {
                json.WriteString("type", "progress");
                BatchJson.WriteSummary(json, progress.Summary);
                if (progress.PicturesAMinute is { } rate)
                {
                    json.WriteNumber("picturesAMinute", Math.Round(rate, 1));
                }
                else
                {
                    json.WriteNull("picturesAMinute");
                }

                if (progress.Remaining is { } left)
                {
                    json.WriteNumber("secondsLeft", Math.Round(left.TotalSeconds));
                }
                else
                {
                    json.WriteNull("secondsLeft");
                }
            })
        );
        host.Out.Flush();
    }
}
