using BenchmarkDotNet.Running;
using NanoBananaContracts.Emulator.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(PictureBenchmarks).Assembly).Run(args);
