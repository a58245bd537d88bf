using System.Globalization;
using Xunit.Sdk;

namespace NanoBananaContracts.TestSupport;

/// <summary>
/// Runs a fuzzer seed by seed. An ordinary run takes the slice that the fuzzer names; <c>NANOBANANA_FUZZ_RUNS</c> asks for
/// another number and <c>NANOBANANA_FUZZ_FIRST_SEED</c> for another beginning. A failure names its seed, and the command
/// that repeats it.
/// </summary>
internal static class Fuzz
{
    private const string RunsVariable = "NANOBANANA_FUZZ_RUNS";
    private const string FirstSeedVariable = "NANOBANANA_FUZZ_FIRST_SEED";

    /// <summary>Whether this run was asked for: only then may anything depend on how busy the machine is.</summary>
    public static bool IsOnDemand => Environment.GetEnvironmentVariable(RunsVariable) is not null;

    /// <summary>Calls <paramref name="check"/> with every seed; what it throws is a broken promise.</summary>
    /// <typeparam name="TFuzzer">The class of the test, to name it in the command.</typeparam>
    /// <param name="slice">How many seeds an ordinary run has.</param>
    /// <param name="check">Makes what belongs to the seed, and holds it to the promises.</param>
    /// <returns>How many seeds there were.</returns>
    public static int Each<TFuzzer>(int slice, Action<int> check)
    {
        var (first, runs) = (Number(FirstSeedVariable, 0), Number(RunsVariable, slice));
        for (var seed = first; seed < first + runs; seed++)
        {
            try
            {
                check(seed);
            }
            catch (Exception e)
            {
                throw Broken<TFuzzer>(seed, e);
            }
        }

        return runs;
    }

    /// <summary>The same for what is asynchronous.</summary>
    /// <inheritdoc cref="Each{TFuzzer}(int, Action{int})"/>
    public static async Task<int> EachAsync<TFuzzer>(int slice, Func<int, Task> check)
    {
        var (first, runs) = (Number(FirstSeedVariable, 0), Number(RunsVariable, slice));
        for (var seed = first; seed < first + runs; seed++)
        {
            try
            {
                await check(seed);
            }
            catch (Exception e)
            {
                throw Broken<TFuzzer>(seed, e);
            }
        }

        return runs;
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;

    private static XunitException Broken<TFuzzer>(int seed, Exception e)
    {
        var folder = Path.GetRelativePath(Repository.Root, AppContext.BaseDirectory).Split('/', '\\');
        return new(
            $"Seed {seed}: {e.Message}\nOnce more: {RunsVariable}=1 {FirstSeedVariable}={seed} "
                + $"dotnet test {folder[0]}/{folder[1]} --filter FullyQualifiedName~{typeof(TFuzzer).Name}",
            e
        );
    }
}
