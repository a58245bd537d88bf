using System.CommandLine;
using NanoBananaContracts.Conformance.Recording;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana record</c>: a reverse proxy that turns traffic into cases.</summary>
internal static class RecordCommand
{
    private const int DefaultPort = 8788;

    public static Command Create(CommandHost host)
    {
        var target = new Option<Uri>("--target")
        {
            Description = "Where requests go on to, such as https://wisgate.ai.",
            HelpName = "URL",
            Required = true,
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                if (KeyAddress.Parse(text) is { } address)
                {
                    return address;
                }

                result.AddError(
                    $"'{KeyAddress.Shown(text)}' is no address to pass keys on to: use https, or http on this machine."
                );
                return null!;
            },
        };
        var folder = new Option<string>("--out")
        {
            Description = "Folder of cases to write to; cases go into a folder of their family.",
            HelpName = "DIR",
            Required = true,
        };
        var provider = ProviderOption.Create();
        provider.Description = $"Whose dialect: {CaseProviders}. Default: {ProviderInfo.WisGate.Id}.";
        provider.HelpName = $"{ProviderInfo.WisGate.Id}|{ProviderInfo.Google.Id}";
        var port = PortOption.Create(DefaultPort, "Loopback port to listen on, 0 for a free one.");
        var count = NumberOption.Whole("--count", "End after so many exchanges. Default: at Ctrl+C.", minimum: 1);
        var secrets = new Option<string[]>("--secret-variable")
        {
            Description =
                "Environment variable that holds a further secret to keep out of the cases; more than one if wanted.",
            HelpName = "NAME",
        };
        var command = new Command(
            "record",
            "Passes calls on and turns them into cases: sanitized, scanned for secrets, replayed, and only then written."
        )
        {
            target,
            folder,
            provider,
            port,
            count,
            secrets,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                new RecordInvocation(host)
                {
                    Proxy = new RecordingProxyOptions
                    {
                        Target = parsed.GetRequiredValue(target),
                        Port = parsed.GetValue(port),
                        Variable = host.Variable,
                    },
                    Folder = host.FullPath(parsed.GetRequiredValue(folder)),
                    Provider = OfCases(ProviderOption.Of(parsed, provider)),
                    Count = parsed.GetValue(count),
                    SecretVariables = parsed.GetValue(secrets) ?? [],
                }.RunAsync(cancellationToken)
        );
        return command;
    }

    private static string CaseProviders => $"{ProviderInfo.WisGate.Id} or {ProviderInfo.Google.Id}";

    // A case names the dialect it is in, and the suite has these two.
    private static ProviderInfo OfCases(ProviderInfo provider) =>
        provider == ProviderInfo.WisGate || provider == ProviderInfo.Google
            ? provider
            : throw CommandException.Usage($"A case is {CaseProviders}'s: record with one of them as --provider.");
}
