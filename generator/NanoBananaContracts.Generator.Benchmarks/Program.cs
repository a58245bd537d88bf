using System;
using BenchmarkDotNet.Running;
using NanoBananaContracts.Generator.Benchmarks;

// "figures" prints the aims and what is measured in half a minute; anything else goes to BenchmarkDotNet.
if (args is ["figures"])
{
    Figures.Print(Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(GeneratorBenchmarks).Assembly).Run(args);
}
