using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>
/// Reading the small reply and writing the small request, ours against source-generated System.Text.Json on equal
/// objects: turn by turn in this process, so that both meet the same machine.
/// </summary>
internal static class Throughput
{
    private const int Turns = 15;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(120);

    /// <summary>How many times as many replies ours reads in the same time.</summary>
    public static double Reader()
    {
        var reply = PictureReplies.Make(Child.SmallPicture);
        return Ratio(
            () => GenerateContentResponse.Parse(reply),
            () => JsonSerializer.Deserialize(reply, PocoContext.Default.PocoReply)
        );
    }

    /// <summary>How many times as many requests ours writes in the same time.</summary>
    public static double Writer()
    {
        var request = SmallRequest.Typed();
        var writer = new ContractWriter("wisgate");
        var poco = SmallRequest.Poco();
        var buffer = new ArrayBufferWriter<byte>(4096);
        var utf8 = new Utf8JsonWriter(buffer);
        return Ratio(
            () =>
            {
                writer.Reset();
                request.WriteTo(writer);
            },
            () =>
            {
                buffer.ResetWrittenCount();
                utf8.Reset();
                JsonSerializer.Serialize(utf8, poco, PocoContext.Default.PocoRequest);
                utf8.Flush();
            }
        );
    }

    private static double Ratio(Action ours, Action theirs)
    {
        Run(ours, Turn);
        Run(theirs, Turn);
        Run(ours, Turn);
        Run(theirs, Turn);
        var ratios = new double[Turns];
        for (var turn = 0; turn < Turns; turn++)
        {
            ratios[turn] = Run(ours, Turn) / Run(theirs, Turn);
        }

        return ratios.Order().ElementAt(Turns / 2);
    }

    // Calls a second.
    private static double Run(Action action, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var calls = 0;
        while (clock.Elapsed < time)
        {
            for (var at = 0; at < 50; at++)
            {
                action();
            }

            calls += 50;
        }

        return calls / clock.Elapsed.TotalSeconds;
    }
}
