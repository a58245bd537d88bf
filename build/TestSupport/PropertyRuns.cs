namespace NanoBananaContracts.TestSupport;

/// <summary>How many random cases a property is tried with.</summary>
internal static class PropertyRuns
{
    /// <summary>All of them, except in mutation runs: there the same property is tried for hundreds of mutants.</summary>
    /// <param name="runs">Cases in an ordinary run.</param>
    public static int Of(int runs) =>
#if MUTATION_TESTING
        Math.Max(runs / 20, 25);
#else
        runs;
#endif
}
