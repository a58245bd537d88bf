namespace Quickstart;

/// <summary>From a prompt to a picture on disk: <c>dotnet run --project samples/Quickstart -- --help</c>.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) =>
        RunAsync(args, Console.Out, Console.Error, Environment.CurrentDirectory);

    /// <summary>The same, callable from a test: relative paths start from <paramref name="folder"/>.</summary>
    public static Task<int> RunAsync(
        string[] args,
        TextWriter stdout,
        TextWriter stderr,
        string folder,
        CancellationToken cancellationToken = default
    ) => CommandLine.RunAsync(args, stdout, stderr, folder, cancellationToken);
}
