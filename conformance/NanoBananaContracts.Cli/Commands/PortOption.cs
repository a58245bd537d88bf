using System.CommandLine;
using System.Globalization;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>A loopback port: a number that is one, or one line that says so.</summary>
internal static class PortOption
{
    /// <summary>Creates <c>--port</c>.</summary>
    public static Option<int> Create(int standard, string description)
    {
        var option = new Option<int>("--port")
        {
            Description = description,
            HelpName = "PORT",
            DefaultValueFactory = _ => standard,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !ushort.TryParse(token.Value, CultureInfo.InvariantCulture, out _))
            {
                result.AddError("--port takes a number from 0 to 65535.");
            }
        });
        return option;
    }
}
