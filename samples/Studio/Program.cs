using System.CommandLine;

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
        var root = new RootCommand("A page to paint from, on the emulator unless --live is given.") { live, port };
        root.SetAction(
            async (parsed, cancellationToken) =>
            {
                try
                {
                    await using var studio = await StudioServer.StartAsync(
                        parsed.GetValue(live),
                        parsed.GetValue(port),
                        cancellationToken
                    );
                    Console.WriteLine($"Open {studio.Address} in a browser. Ctrl+C ends it.");
                    await UntilCancelledAsync(cancellationToken);
                    return 0;
                }
                catch (IOException exception)
                {
                    // The port is taken.
                    await Console.Error.WriteLineAsync($"studio: {exception.Message}");
                    return 2;
                }
            }
        );
        return root.Parse(args).InvokeAsync();
    }

    private static Task UntilCancelledAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.Register(cancelled.SetResult);
        return cancelled.Task;
    }
}
