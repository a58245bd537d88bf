using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace NanoBananaContracts.Generator.Benchmarks;

/// <summary>The aims of the generator, measured in one short run: medians, and what each aim is.</summary>
internal static class Figures
{
    public static void Print(TextWriter output)
    {
        var one = Measure(1);
        var ten = Measure(10);
        output.WriteLine(FormattableString.Invariant($"whole contract, cold process         {one.Cold, 9:F1} ms"));
        output.WriteLine(
            FormattableString.Invariant($"whole contract, warm                 {one.Whole.Time, 9:F2} ms   aim  25 ms")
        );
        output.WriteLine(
            FormattableString.Invariant(
                $"keystroke elsewhere                  {one.Elsewhere.Time, 9:F3} ms   aim 0.5 ms"
            )
        );
        output.WriteLine(
            FormattableString.Invariant(
                $"  beyond an empty generator          {one.Elsewhere.Time - one.Empty.Time, 9:F3} ms"
            )
        );
        output.WriteLine(
            FormattableString.Invariant(
                $"  allocated beyond an empty one      {(one.Elsewhere.Bytes - one.Empty.Bytes) / 1000.0, 9:F1} kB   aim  50 kB"
            )
        );
        output.WriteLine(
            FormattableString.Invariant($"keystroke in the schema              {one.InSchema.Time, 9:F2} ms")
        );
        output.WriteLine(
            FormattableString.Invariant(
                $"emitted source                       {one.SourceBytes / 1000.0, 9:F1} kB   aim 900 kB"
            )
        );
        output.WriteLine(
            FormattableString.Invariant(
                $"ten times the schema, whole, warm    {ten.Whole.Time, 9:F2} ms   {ten.Whole.Time / one.Whole.Time:F1} x"
            )
        );
        output.WriteLine(
            FormattableString.Invariant(
                $"ten times, keystroke elsewhere       {ten.Elsewhere.Time, 9:F3} ms   {ten.Elsewhere.Time / one.Elsewhere.Time:F1} x"
            )
        );
        output.WriteLine(
            FormattableString.Invariant(
                $"ten times, keystroke in the schema   {ten.InSchema.Time, 9:F2} ms   {ten.InSchema.Time / one.InSchema.Time:F1} x"
            )
        );
        output.WriteLine(
            FormattableString.Invariant(
                $"ten times, emitted source            {ten.SourceBytes / 1000.0, 9:F1} kB   {(double)ten.SourceBytes / one.SourceBytes:F1} x"
            )
        );
    }

    private static Result Measure(int size)
    {
        var cold = Stopwatch.StartNew();
        var benchmarks = new GeneratorBenchmarks { Size = size };
        benchmarks.Prepare();
        var first = cold.Elapsed.TotalMilliseconds;
        var whole = benchmarks.Whole();
        return new Result(
            first,
            Median(benchmarks.Whole, size == 1 ? 40 : 8),
            Median(benchmarks.KeystrokeElsewhere, 300),
            Median(benchmarks.KeystrokeWithEmptyGenerator, 300),
            Median(benchmarks.KeystrokeInSchema, size == 1 ? 40 : 8),
            whole.GetRunResult().GeneratedTrees.Sum(tree => (long)Encoding.UTF8.GetByteCount(tree.ToString()))
        );
    }

    private static (double Time, long Bytes) Median(Func<GeneratorDriver> run, int count)
    {
        for (var i = 0; i < Math.Max(count / 4, 3); i++)
        {
            run();
        }

        var times = new List<double>();
        var bytes = new List<long>();
        for (var i = 0; i < count; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            bytes.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (times.Order().ElementAt(count / 2), bytes.Order().ElementAt(count / 2));
    }

    private sealed record Result(
        double Cold,
        (double Time, long Bytes) Whole,
        (double Time, long Bytes) Elsewhere,
        (double Time, long Bytes) Empty,
        (double Time, long Bytes) InSchema,
        long SourceBytes
    );
}
