using System.Globalization;
using NanoBananaContracts.Batch;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>What a batch is about to do: how much, at what price, in what time.</summary>
internal sealed record BatchPlan
{
    /// <summary>Who paints.</summary>
    public required PaintingService Service { get; init; }

    /// <summary>What the list asks for.</summary>
    public required BatchCheck Check { get; init; }

    /// <summary>How it stands, where it was begun before.</summary>
    public required BatchSummary? Begun { get; init; }

    /// <summary>The most that all of it may cost, over all runs.</summary>
    public required long LimitMicroUsd { get; init; }

    /// <summary>The most calls at a time.</summary>
    public required int Parallel { get; init; }

    /// <summary>How fast calls may begin.</summary>
    public required RateLimits Limits { get; init; }

    /// <summary>Whether they are made by the provider's own batch mode.</summary>
    public required bool UsesProviderBatch { get; init; }

    /// <summary>How many pictures are still to be made.</summary>
    public long Pictures => Begun is null ? Check.Pictures : Begun.Waiting + Begun.UnderWay;

    /// <summary>
    /// How long that takes at the limits that were said and the time that the model says one takes; <see langword="null"/> where
    /// neither is known.
    /// </summary>
    public TimeSpan? Time
    {
        get
        {
            if (UsesProviderBatch)
            {
                return null;
            }

            var nominal = Service.Client.Provider.FindModel(Service.Client.Model)?.NominalTime;
            var one = TimeSpan.FromTicks(Math.Max(Limits.Interval.Ticks, (nominal ?? TimeSpan.Zero).Ticks / Parallel));
            // A list that takes longer than a TimeSpan holds is none that anybody waits for.
            return one == TimeSpan.Zero
                ? null
                : TimeSpan.FromSeconds(Math.Min(one.TotalSeconds * Pictures, TimeSpan.FromDays(36500).TotalSeconds));
        }
    }

    /// <summary>The plan in lines.</summary>
    public IEnumerable<string> ToLines()
    {
        yield return ForeignText.Line(
            $"{BatchText.Count(Check.Lines, "line")}, {BatchText.Count(Check.Pictures, "picture")} at {Service.Where}: at most {BatchText.Usd(Check.MostMicroUsd)}, limit {BatchText.Usd(LimitMicroUsd)}."
                + (Service.IsEmulated ? " Nothing is billed here." : "")
        );
        if (Begun is { } begun)
        {
            // What was interrupted was paid for perhaps, and is made again on top of what the list costs.
            var interrupted =
                begun.InterruptedMicroUsd > 0
                    ? $", of that at most {BatchText.Usd(begun.InterruptedMicroUsd)} for interrupted calls beside what the list costs"
                    : "";
            var open = UsesProviderBatch
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{begun.Waiting:N0} to be made, {begun.UnderWay:N0} at the provider"
                )
                : string.Create(CultureInfo.InvariantCulture, $"{begun.Waiting + begun.UnderWay:N0} to be made");
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Begun before: {BatchText.Count(begun.Done, "picture")} done, {begun.Failed:N0} failed, {open}; {BatchText.Usd(begun.SpentMicroUsd)} spent{interrupted}."
            );
        }

        if (Pictures > 0 && LimitMicroUsd < Check.MostMicroUsd)
        {
            yield return "The limit is less than the list may cost: what does not fit waits for a larger --max-cost.";
        }

        if (UsesProviderBatch)
        {
            yield return $"In batches of {Service.Client.Provider.Name}'s own: later, as a rule within a day. The price is that of the mode.";
        }

        if (Time is { } time && Pictures > 0 && !Service.IsEmulated)
        {
            var limit =
                Limits.Interval > TimeSpan.Zero
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $" and {TimeSpan.FromMinutes(1) / Limits.Interval:0.#} a minute"
                    )
                    : "";
            yield return $"About {BatchText.Time(time)} at {Parallel} at a time{limit}.";
        }
    }

    /// <summary>The plan for scripts.</summary>
    public string ToJson() =>
        JsonLine.Of(json =>
        {
            json.WriteString("type", "plan");
            json.WriteString("provider", Service.Target.Provider.Id);
            json.WriteString("model", Service.Client.Model);
            json.WriteBoolean("isEmulated", Service.IsEmulated);
            json.WriteNumber("lines", Check.Lines);
            json.WriteNumber("pictures", Check.Pictures);
            json.WriteNumber("mostUsd", PicturePrices.ToUsd(Check.MostMicroUsd));
            json.WriteNumber("limitUsd", PicturePrices.ToUsd(LimitMicroUsd));
            json.WriteNumber("done", Begun?.Done ?? 0);
            json.WriteNumber("failed", Begun?.Failed ?? 0);
            json.WriteNumber("waiting", Pictures);
            json.WriteNumber("spentUsd", PicturePrices.ToUsd(Begun?.SpentMicroUsd ?? 0));
            json.WriteNumber("parallel", Parallel);
            if (Time is { } time)
            {
                json.WriteNumber("seconds", Math.Round((decimal)time.TotalSeconds));
            }
            else
            {
                json.WriteNull("seconds");
            }
        });
}
