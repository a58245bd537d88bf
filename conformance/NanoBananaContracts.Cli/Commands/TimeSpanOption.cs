using System.CommandLine;
using System.CommandLine.Parsing;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Options that take a length of time the way people type it: <c>500ms</c>, <c>20s</c>, <c>2m</c>.</summary>
internal static class TimeSpanOption
{
    /// <summary>Creates an option whose value is a length of time, zero by default.</summary>
    public static Option<TimeSpan> Create(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "500ms|20s|2m",
            CustomParser = Parse,
        };

    private static TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (CaseDuration.TryParse(text, out var value))
        {
            return value;
        }

        result.AddError($"'{text}' is not a length of time: write 500ms, 20s or 2m, up to 24 hours.");
        return default;
    }
}
