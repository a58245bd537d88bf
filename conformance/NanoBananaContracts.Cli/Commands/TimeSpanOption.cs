using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Options that take a length of time the way people type it: <c>500ms</c>, <c>20s</c>, <c>2m</c>.</summary>
internal static class TimeSpanOption
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Creates an option whose value is a length of time, zero by default.</summary>
    public static Option<TimeSpan> Create(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "500ms|20s|2m",
            DefaultValueFactory = _ => TimeSpan.Zero,
            CustomParser = Parse,
        };

    private static TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (TryParse(text, out var value))
        {
            return value;
        }

        result.AddError($"'{text}' is not a length of time: write 500ms, 20s or 2m, up to 24 hours.");
        return default;
    }

    /// <summary>Reads <c>500ms</c>, <c>20s</c>, <c>1.5s</c>, <c>2m</c>; a unit is required, because a bare 20 is a guess.</summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        var (number, unit) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], TimeSpan.FromMilliseconds(1)),
            _ when text.EndsWith('s') => (text[..^1], TimeSpan.FromSeconds(1)),
            _ when text.EndsWith('m') => (text[..^1], TimeSpan.FromMinutes(1)),
            _ => ("", TimeSpan.Zero),
        };
        if (
            !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            || count * unit.TotalMilliseconds > Longest.TotalMilliseconds
        )
        {
            return false;
        }

        value = unit * count;
        return true;
    }
}
