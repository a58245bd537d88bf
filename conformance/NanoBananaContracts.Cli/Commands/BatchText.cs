using System.Globalization;
using NanoBananaContracts.Batch;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Numbers of a batch, for people.</summary>
internal static class BatchText
{
    /// <summary>A number of things: <c>1 picture</c>, <c>10,000 pictures</c>.</summary>
    public static string Count(long count, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>An amount with its currency, exact where it is small: <c>USD 0.058</c>, <c>USD 1,234.50</c>.</summary>
    public static string Usd(long microUsd) => "USD " + Amount(microUsd);

    /// <summary>An amount without its currency.</summary>
    public static string Amount(long microUsd) =>
        PicturePrices.ToUsd(microUsd).ToString("#,##0.00##", CultureInfo.InvariantCulture);

    /// <summary>A time in its two largest units: <c>45 s</c>, <c>12 min</c>, <c>3 h 20 min</c>, <c>2 d 4 h</c>.</summary>
    public static string Time(TimeSpan time) =>
        time.TotalSeconds < 99 ? Text($"{Math.Max(1, Math.Ceiling(time.TotalSeconds)):0} s")
        : time.TotalMinutes < 99 ? Text($"{Math.Ceiling(time.TotalMinutes):0} min")
        : time.TotalHours < 48 ? Text($"{Math.Floor(time.TotalHours):0} h {time.Minutes} min")
        : Text($"{time.Days} d {time.Hours} h");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
