using System.Diagnostics;
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
        output.WriteLine("medians of wall time; in brackets processor time of the whole process, mean; allocated");
        Line(output, "whole contract, first time in the process", one.Cold, "");
        Line(output, "whole contract, warm", one.Whole, "aim 25 ms");
        Line(output, "  of it reading the schema and emitting", one.Emitting, "the rest is the compiler parsing it");
        Line(output, "keystroke elsewhere", one.Elsewhere, "aim 0.5 ms");
        Line(output, "  with a generator that does nothing", one.Empty, "");
        output.WriteLine(
            FormattableString.Invariant(
                $"  allocated beyond that one {(one.Elsewhere.Bytes - one.Empty.Bytes) / 1000.0:F1} kB   aim 50 kB"
            )
        );
        Line(output, "keystroke in the schema", one.InSchema, "");
        output.WriteLine(FormattableString.Invariant($"emitted source {one.SourceBytes / 1000.0:F1} kB   aim 900 kB"));
        Line(output, "ten times the schema: whole, warm", ten.Whole, Ratio(ten.Whole, one.Whole));
        Line(output, "ten times: reading and emitting", ten.Emitting, Ratio(ten.Emitting, one.Emitting));
        Line(output, "ten times: keystroke elsewhere", ten.Elsewhere, Ratio(ten.Elsewhere, one.Elsewhere));
        Line(output, "ten times: keystroke in the schema", ten.InSchema, Ratio(ten.InSchema, one.InSchema));
        output.WriteLine(
            FormattableString.Invariant(
                $"ten times: emitted source {ten.SourceBytes / 1000.0:F1} kB   {(double)ten.SourceBytes / one.SourceBytes:F1} x"
            )
        );
    }

    private static void Line(TextWriter output, string name, Cost cost, string note) =>
        output.WriteLine(
            FormattableString.Invariant(
                $"{name, -44} {cost.Wall, 9:F3} ms [{cost.Processor, 9:F3} ms] {cost.Bytes / 1000.0, 9:F1} kB   {note}"
            )
        );

    private static string Ratio(Cost larger, Cost smaller) =>
        FormattableString.Invariant($"{larger.Processor / smaller.Processor:F1} x");

    private static Result Measure(int size)
    {
        var benchmarks = new GeneratorBenchmarks { Size = size };
        var cold = Median(
            () =>
            {
                benchmarks.Prepare();
                return null;
            },
            1,
            0
        );
        var whole = benchmarks.Whole();
        var few = size == 1 ? 60 : 8;
        return new Result(
            cold,
            Median(benchmarks.Whole, few),
            Median(benchmarks.Emit, few),
            Median(benchmarks.KeystrokeElsewhere, 300),
            Median(benchmarks.KeystrokeWithEmptyGenerator, 300),
            Median(benchmarks.KeystrokeInSchema, few),
            whole.GetRunResult().GeneratedTrees.Sum(tree => (long)Encoding.UTF8.GetByteCount(tree.ToString()))
        );
    }

    private static Cost Median(Func<object?> run, int count, int warmUps = -1)
    {
        for (var i = warmUps < 0 ? Math.Max(count, 5) : warmUps; i > 0; i--)
        {
            run();
        }

        var times = new List<double>();
        var bytes = new List<long>();
        var processor = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < count; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            bytes.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return new Cost(
            times.Order().ElementAt(count / 2),
            (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / count,
            bytes.Order().ElementAt(count / 2)
        );
    }

    private readonly record struct Cost(double Wall, double Processor, long Bytes);

    private sealed record Result(
        Cost Cold,
        Cost Whole,
        Cost Emitting,
        Cost Elsewhere,
        Cost Empty,
        Cost InSchema,
        long SourceBytes
    );
}
