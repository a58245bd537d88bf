using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Options that take a number: what is none, or out of range, is one line that says what fits.</summary>
internal static class NumberOption
{
    /// <summary>A whole number; <see langword="null"/> where the option is not given.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it does.</param>
    /// <param name="minimum">The smallest value.</param>
    /// <param name="maximum">The largest value.</param>
    public static Option<int?> Whole(string name, string description, int minimum, int maximum = int.MaxValue) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result =>
                int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                && value >= minimum
                && value <= maximum
                    ? value
                    : Wrong<int?>(
                        result,
                        maximum == int.MaxValue
                            ? $"a whole number of at least {minimum}"
                            : $"a whole number from {minimum} to {maximum}"
                    ),
        };

    /// <summary>An amount in US dollars, zero or more; <see langword="null"/> where the option is not given.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it does.</param>
    public static Option<decimal?> Dollars(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "USD",
            CustomParser = result =>
                decimal.TryParse(
                    Text(result),
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var value
                )
                    ? value
                    : Wrong<decimal?>(result, "an amount in US dollars, such as 0.30"),
        };

    /// <summary><c>--time-scale</c>: a factor above 0 and at most 1.</summary>
    /// <param name="description">What it does.</param>
    /// <param name="standard">The value where the option is not given.</param>
    public static Option<double> TimeScale(string description, double standard) =>
        new("--time-scale")
        {
            Description = description,
            HelpName = "FACTOR",
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
                double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && value is > 0 and <= 1
                    ? value
                    : Wrong<double>(result, "a number above 0 and at most 1"),
        };

    private static string Text(ArgumentResult result) => result.Tokens.Count == 1 ? result.Tokens[0].Value : "";

    private static T? Wrong<T>(ArgumentResult result, string wanted)
    {
        var option = ((OptionResult)result.Parent!).Option.Name;
        result.AddError($"{option} takes {wanted}, not '{Text(result)}'.");
        return default;
    }
}
