using NanoBananaContracts.Cli;
using NanoBananaContracts.Cli.Commands;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>Pictures are paid for: none is written over, whoever else paints in the same folder.</summary>
public sealed class NewPictureFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-new-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Of_many_that_take_a_name_at_once_each_has_one_of_its_own()
    {
        const int Many = 64;
        var host = new CommandHost
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            WorkingDirectory = folder,
        };
        using var together = new Barrier(8);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromMinutes(1)); // One that fails is not waited for by the others for ever.
        var threads = Enumerable
            .Range(0, 8)
            .Select(thread =>
                Task.Factory.StartNew(
                    () =>
                    {
                        for (var i = 0; i < Many / 8; i++)
                        {
                            using var file = NewPictureFile.Prepare(host, "fox", "");
                            var arrived = file.Arriving + ".png";
                            File.WriteAllText(arrived, $"{thread}-{i}");
                            together.SignalAndWait(stop.Token);
                            file.Keep(arrived);
                        }
                    },
                    TaskCreationOptions.LongRunning
                )
            );
        await Task.WhenAll(threads);

        var kept = Directory.GetFiles(folder).Select(File.ReadAllText).ToArray();
        kept.Length.ShouldBe(Many);
        kept.Distinct().Count().ShouldBe(Many);
    }
}
