using NanoBananaContracts.Runtime.Benchmarks.Compare;

namespace NanoBananaContracts.Runtime.Benchmarks;

/// <summary>
/// <c>-- compare [--json FILE] [--native PROGRAM] [--repetitions N] [--sizes 8,24,100]</c> compares whole processes side by side;
/// anything else goes to BenchmarkDotNet (<c>-- --filter '*'</c>). <c>run</c>, <c>flood</c> and <c>serve</c> are what
/// <c>compare</c> starts itself.
/// </summary>
internal static class Program
{
    // Small on purpose: a child process must not load BenchmarkDotNet before its clock starts.
    private static Task<int> Main(string[] args) =>
        args switch
        {
            ["compare", .. var options] => Comparison.RunAsync(ComparisonOptions.Parse(options)),
            ["serve"] => PictureServer.RunAsync(),
            ["run", .. var run] => Child.RunAsync(run),
            ["flood", .. var flood] => Child.FloodAsync(flood),
            _ => RunBenchmarks(args),
        };

    private static Task<int> RunBenchmarks(string[] args)
    {
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return Task.FromResult(0);
    }
}
