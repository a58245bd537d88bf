using System.Globalization;
using BenchmarkDotNet.Running;
using NanoBananaContracts.Generator.Benchmarks;

// "figures" prints the aims and what is measured in half a minute, "build" what the package adds to a clean build, in
// two minutes, "rules" what the rules on code cost in the compile of a large project; anything else goes to BenchmarkDotNet.
if (args is ["figures"])
{
    Figures.Print(Console.Out);
}
else if (args is ["build", ..])
{
    CleanBuild.Print(Console.Out, args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7);
}
else if (args is ["rules", ..])
{
    CleanBuild.PrintRules(Console.Out, args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(GeneratorBenchmarks).Assembly).Run(args);
}
