using System.Globalization;

namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>
/// Every program in a fresh process a repetition, in turn, against a server in another process; medians, and the
/// ratios that are promised. In each process one small call comes first, so that what is compared is the work and not
/// the compiling of it; start-up is compared by itself.
/// </summary>
internal static class Comparison
{
    /// <summary>How many small calls the first ones of a process are.</summary>
    public const int FloodCalls = 6000;

    /// <summary>The picture of a large reply whose length is not announced.</summary>
    public const int LargePicture = 24 * Megabyte;

    private const int Megabyte = 1024 * 1024;

    // Those of ours that are published natively, too.
    private static readonly string[] Native = [Programs.Streaming, Programs.Typed];

    // Those whose start and first calls are compared.
    private static readonly string[] Compared = [Programs.Poco, Programs.Streaming, Programs.Typed];

    public static async Task<int> RunAsync(ComparisonOptions options)
    {
        var (server, port) = await ChildProcess.StartServerAsync();
        var folder = Directory.CreateTempSubdirectory("nanobanana-compare-").FullName;
        try
        {
            var results = new Dictionary<(string Program, int Megabytes), List<Measurement>>();
            var starts = Compared.ToDictionary(program => program, _ => new List<(Measurement, double)>());
            var floods = Compared.ToDictionary(program => program, _ => new List<Measurement>());
            var small = new List<Measurement>();
            var large = new List<Measurement>();
            for (var repetition = 0; repetition < options.Repetitions; repetition++)
            {
                foreach (var megabytes in options.Megabytes)
                {
                    foreach (var program in Programs.All)
                    {
                        var measured = await MeasureAsync(program, port, megabytes * Megabyte, folder);
                        if (!results.TryGetValue((program, megabytes), out var list))
                        {
                            results[(program, megabytes)] = list = [];
                        }

                        list.Add(measured);
                    }
                }

                var file = Path.Combine(folder, "start.png");
                foreach (var program in Compared)
                {
                    starts[program].Add(await ChildProcess.RunAsync(program, port, Child.SmallPicture, file, 0));
                    floods[program].Add(await ChildProcess.FloodAsync(program, port, FloodCalls, file));
                }

                foreach (var program in options.NativeProgram is null ? [] : Native)
                {
                    var name = "native " + program;
                    starts.TryAdd(name, []);
                    starts[name].Add(await ChildProcess.RunNativeAsync(options.NativeProgram!, program, port, file));
                }

                // A later call: the first ones fill the pools, a thread after the other.
                foreach (
                    var (length, list) in ((int, List<Measurement>)[])
                        [(Child.SmallPicture, small), (LargePicture, large)]
                )
                {
                    var (later, _) = await ChildProcess.RunAsync(Programs.TypedChunked, port, length, file, 8, length);
                    list.Add(later);
                }

                await Console.Error.WriteLineAsync($"repetition {repetition + 1} of {options.Repetitions}");
            }

            var report = new Report(
                options.Megabytes,
                results,
                starts,
                floods,
                small,
                large,
                Throughput.Reader(),
                Throughput.Writer()
            );
            await Console.Out.WriteLineAsync(report.ToText());
            if (options.JsonFile is { } json)
            {
                await File.WriteAllTextAsync(json, report.ToJson());
            }

            return 0;
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
            server.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Measurement> MeasureAsync(string program, int port, int pictureLength, string folder)
    {
        var file = Path.Combine(folder, $"{program}.png");
        var (measured, _) = await ChildProcess.RunAsync(program, port, pictureLength, file, warmUps: 1);
        var expected = program == Programs.Floor ? 0 : pictureLength;
        if (measured.SavedBytes != expected)
        {
            throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{program}' saved {measured.SavedBytes} bytes instead of {expected}."
                )
            );
        }

        File.Delete(file);
        return measured;
    }
}
