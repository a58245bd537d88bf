namespace NanoBananaContracts.Batch.Benchmarks;

/// <summary>Measures, and prints tables in Markdown.</summary>
internal static class Measurements
{
    private const double MostMegabytes = 200;

    /// <summary>Pictures a second, processor time a picture and memory, by how many calls are made at a time.</summary>
    public static async Task SpeedAsync(int pictures)
    {
        await using var emulator = await EmulatorProcess.StartAsync();
        Report.Print(
            $"SQLite, {pictures:N0} pictures each, emulator in another process at 0 latency, {Environment.ProcessorCount} cores"
        );
        Report.Print(
            "| at a time | pictures/s | processor ms a picture | of the emulator | MB after a quarter | MB at the end | MB at most |"
        );
        Report.Print("|---|---|---|---|---|---|---|");
        foreach (var parallel in new[] { 1, 2, 4 })
        {
            var before = emulator.Processor;
            var told = await PaintAsync(emulator, pictures, parallel);
            var other = (emulator.Processor - before).TotalMilliseconds / pictures;
            Report.Print(
                $"| {parallel} | {pictures / told[0]:N1} | {told[1] * 1000 / pictures:N1} | {other:N1} | {told[2]:N0} | {told[3]:N0} | {told[4]:N0} |"
            );
        }
    }

    /// <summary>What a queue takes by its length: memory should not grow with it, and time a line should not either.</summary>
    public static async Task QueueAsync(int[] lengths)
    {
        Report.Print("SQLite, a journal without pictures");
        Report.Print(
            "| lines | s to add | µs a line | µs a claim and its settlement | s to read all | MB at most | MB in use at the end |"
        );
        Report.Print("|---|---|---|---|---|---|---|");
        foreach (var lines in lengths)
        {
            var told = await Child.RunAsync("fill", Report.Text(lines));
            Report.Print(
                $"| {lines:N0} | {told[0]:N2} | {told[0] * 1_000_000 / lines:N0} | {told[1]:N0} | {told[2]:N2} | {told[3]:N0} | {told[4]:N1} |"
            );
        }
    }

    /// <summary>A long run.</summary>
    /// <returns>1 where it took more memory than it may.</returns>
    public static async Task<int> SoakAsync(int lines)
    {
        await using var emulator = await EmulatorProcess.StartAsync();
        var told = await PaintAsync(emulator, lines, parallel: 4);
        Report.Print(
            $"{lines:N0} pictures in {told[0]:N0} s, {lines / told[0]:N1} a second; memory {told[2]:N0} MB after a quarter, {told[3]:N0} MB at the end, {told[4]:N0} MB at most, of {MostMegabytes:N0} MB that it may take."
        );
        return told[4] <= MostMegabytes ? 0 : 1;
    }

    private static Task<double[]> PaintAsync(EmulatorProcess emulator, int lines, int parallel) =>
        Child.RunAsync("paint", emulator.Address.AbsoluteUri, Report.Text(lines), Report.Text(parallel));
}
