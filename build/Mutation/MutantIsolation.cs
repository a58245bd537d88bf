using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using NanoBananaContracts.Mutation;
using Xunit;

[assembly: AssemblyFixture(typeof(MutantIsolation))]

namespace NanoBananaContracts.Mutation;

/// <summary>
/// Part of a test project in mutation runs only. Stryker's runner for the testing platform tests all mutants in one
/// process, where a static field is set once: by whichever mutant came first, and for all that follow. So every static
/// field of the mutated assembly is set here while no mutant is active; the mutants that this passes are written to a
/// file, and a process that would have to test one of them, or has tested one, ends before the first test. Stryker then
/// starts a new one and tries again, once.
/// </summary>
public sealed class MutantIsolation
{
    private static readonly string? MutantFile = Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE");

    private static HashSet<int> statics = [];

    // The one static mutant that this process can test, as it was active when the process started; -1 for none.
    private static int born = -1;

    /// <summary>Runs once for each mutant, before its tests.</summary>
    public MutantIsolation()
    {
        if (MutantFile is null)
        {
            return;
        }

        var active = Active(MutantFile);
        if (born >= 0 ? active != born : statics.Contains(active))
        {
            Process.GetCurrentProcess().Kill();
        }
    }

    [ModuleInitializer]
    internal static void Start()
    {
        var controls = Mutated().ToArray();
        // Without a mutant file this is no mutation run; with a coverage file, Stryker is looking for itself.
        if (
            MutantFile is null
            || controls.Length == 0
            || Environment.GetEnvironmentVariable("STRYKER_COVERAGE_FILE") is not null
        )
        {
            return;
        }

        var list = MutantFile + ".statics";
        if (File.Exists(list))
        {
            statics = [.. File.ReadAllLines(list).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
            if (statics.Contains(Active(MutantFile)))
            {
                born = Active(MutantFile);
                return;
            }
        }

        statics = [.. controls.SelectMany(SetStatics)];
        File.WriteAllLines(list, statics.Select(id => id.ToString(CultureInfo.InvariantCulture)));
    }

    private static int Active(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[sizeof(int)];
        stream.ReadExactly(bytes);
        return BitConverter.ToInt32(bytes);
    }

    /// <summary>Stryker's switch in each assembly that it has mutated.</summary>
    private static IEnumerable<Type> Mutated() =>
        typeof(MutantIsolation)
            .Assembly.GetReferencedAssemblies()
            .Where(name => name.Name!.StartsWith("NanoBananaContracts", StringComparison.Ordinal))
            .SelectMany(name => Assembly.Load(name).GetTypes())
            .Where(type => type.Name == "MutantControl");

    /// <summary>Sets every static field and returns the mutants that were passed on the way.</summary>
    private static IEnumerable<int> SetStatics(Type control)
    {
        // While it captures coverage, no mutant is active.
        var capture = control.GetField("CaptureCoverage")!;
        capture.SetValue(null, true);
        foreach (var type in control.Assembly.GetTypes().Where(type => !type.ContainsGenericParameters))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        var passed = (IList<int>[])control.GetMethod("GetCoverageData")!.Invoke(null, null)!;
        capture.SetValue(null, false);
        return passed[0];
    }
}
