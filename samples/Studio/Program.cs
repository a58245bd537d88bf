using System.CommandLine;
using System.Globalization;

namespace Studio;

/// <summary>A web page that paints: <c>dotnet run --project samples/Studio</c>, then open the address it prints.</summary>
public static class Program
{
    public static Task<int> Main(string[] args)
    {
        var live = new Option<bool>("--live")
        {
            Description = "Call the real services, with the keys of the environment. Costs money.",
        };
        var port = new Option<int>("--port")
        {
            Description = "Loopback port, 0 for a free one. Default: 8080.",
            DefaultValueFactory = _ => 8080,
        };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !ushort.TryParse(token.Value, out _))
            {
                result.AddError($"--port {token.Value} is no port; give one from 0 to 65535.");
            }
        });
        var data = new Option<string>("--data")
        {
            Description = "Folder for pictures and turns. Default: one of this user's own.",
            HelpName = "DIR",
        };
        var cap = new Option<decimal?>("--cap")
        {
            Description = "What may be spent until the Studio ends; a picture that could pass it is not sent.",
            HelpName = "USD",
            CustomParser = result =>
            {
                var text = result.Tokens.Single().Value;
                if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd))
                {
                    return usd;
                }

                result.AddError($"--cap {text} is no amount; write it like 2.50.");
                return null;
            },
        };
        var root = new RootCommand("A page to paint from, on the emulator unless --live is given.")
        {
            live,
            port,
            data,
            cap,
        };
        root.SetAction(
            async (parsed, cancellationToken) =>
            {
                try
                {
                    await using var studio = await StudioServer.StartAsync(
                        new StudioOptions
                        {
                            Live = parsed.GetValue(live),
                            Port = parsed.GetValue(port),
                            Data = parsed.GetValue(data) ?? UsualFolder(),
                            CapUsd = parsed.GetValue(cap),
                            // As long as it takes to see what waiting looks like.
                            EmulatedLatency = TimeSpan.FromSeconds(1.5),
                        },
                        cancellationToken
                    );
                    Terminal.Say($"Open {studio.Address} in a browser. Ctrl+C ends it.");
                    Terminal.Say($"Pictures are kept in {studio.DataFolder}.");
                    await UntilCancelledAsync(cancellationToken);
                    var end = await studio.EndAsync();
                    foreach (var trouble in end.Troubles)
                    {
                        Terminal.Warn(trouble);
                    }

                    Terminal.Say(end.ToString());
                    return end.Lost.Count == 0 ? 0 : 1;
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    // The port is taken, or the folder.
                    Terminal.Warn(exception.Message);
                    return 2;
                }
            }
        );
        // What the disk did not take is written at the end, which takes longer than the two seconds that the library would leave.
        return root.Parse(args)
            .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
    }

    private static string UsualFolder() =>
        Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify
            ),
            "NanoBananaContracts",
            "Studio"
        );

    private static Task UntilCancelledAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.Register(cancelled.SetResult);
        return cancelled.Task;
    }
}
