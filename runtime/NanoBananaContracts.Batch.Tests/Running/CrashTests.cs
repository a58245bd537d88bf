using System.Diagnostics;
using System.Security.Cryptography;
using NanoBananaContracts.Batch.Tests.Harness;
using NanoBananaContracts.Batch.Tests.Queues;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Batch.Tests.Running;

/// <summary>
/// A run that is killed loses no picture and pays for none twice, but for calls that were under way, which it reports. Real
/// processes, SIGKILL, and the count of a service that is none of theirs, and refuses calls now and then.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(nameof(BatchStep.Claimed), 2, 0, 1)]
    [InlineData(nameof(BatchStep.Arrived), 3, 1, 0)]
    [InlineData(nameof(BatchStep.Settled), 3, 0, 0)]
    [InlineData(nameof(BatchStep.Stored), 3, 0, 0)]
    public async Task Killed_behind_a_step_it_goes_on_from_there(string step, int made, int adopted, int interrupted)
    {
        const int Items = 8;
        await using var service = await EmulatorServer.StartAsync(new() { ThoughtSignatureBytes = 64 }, Token);
        var deadly = Enum.Parse<BatchStep>(step);
        (await EndAsync(CrashSubject.Start(service.BaseAddress, folder.Path, Items, 1, deadly, 3))).ShouldNotBe(0);
        (Pictures(folder.Path) + Pictures(folder.Of(".arriving"))).ShouldBe(made);
        Pictures(folder.Path).ShouldBe(deadly == BatchStep.Stored ? 3 : 2);

        (await EndAsync(CrashSubject.Start(service.BaseAddress, folder.Path, Items, 1))).ShouldBe(0);

        await ShouldBeWholeAsync(Items);
        service.BilledImageCount.ShouldBe(Items); // where it was killed, no call was on the wire
        await using var journal = SqliteJournal.Open(folder.Path);
        (await journal.SummaryAsync(Token)).Interrupted.ShouldBe(interrupted);
        (await journal.ReadAsync(Token).CountAsync(entry => entry.Picture!.Adopted, Token)).ShouldBe(adopted);
    }

    [Fact]
    public async Task Killed_anywhere_again_and_again_it_ends_with_every_picture()
    {
        const int Items = 500;
        const int Parallel = 8;
        await using var service = await FaultyEmulator.StartAsync(16, TimeSpan.FromMilliseconds(30));
        var chance = new Random(16);
        var kills = 0;
        while (true)
        {
            using var child = CrashSubject.Start(service.BaseAddress, folder.Path, Items, Parallel);
            // By what the service has seen: a slow machine is killed at as many different places as a quick one.
            var enough = service.RequestCount + chance.Next(1, 120);
            var late = TimeSpan.FromMilliseconds(chance.Next(0, 40));
            while (!child.HasExited && service.RequestCount < enough)
            {
                await Task.Delay(1, Token);
            }

            await Task.Delay(late, Token);
            if (!child.HasExited)
            {
                child.Kill();
                kills++;
            }

            if (await EndAsync(child) == 0)
            {
                break;
            }
        }

        kills.ShouldBeGreaterThan(2);
        await ShouldBeWholeAsync(Items);
        await using var journal = SqliteJournal.Open(folder.Path);
        var summary = await journal.SummaryAsync(Token);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kills} kills: {summary.Interrupted} calls were under way, {service.BilledImageCount - Items} of them billed."
        );
        summary.Interrupted.ShouldBeLessThanOrEqualTo(kills * Parallel);
        (service.BilledImageCount - Items).ShouldBeInRange(0, (int)summary.Interrupted);
        (await journal.ReadAsync(Token).ToArrayAsync(Token))
            .Sum(entry => entry.CostMicroUsd)
            .ShouldBe(summary.SpentMicroUsd);
    }

    private static int Pictures(string folder) =>
        Directory.GetFiles(folder).Count(path => Path.GetExtension(path) is ".png" or ".jpg" or ".webp");

    private async Task ShouldBeWholeAsync(int items)
    {
        await using var journal = SqliteJournal.Open(folder.Path);
        var entries = await journal.ReadAsync(Token).ToArrayAsync(Token);
        entries.Length.ShouldBe(items);
        foreach (var entry in entries)
        {
            entry.State.ShouldBe(ItemState.Done);
            var bytes = await File.ReadAllBytesAsync(folder.Of(entry.Picture!.File), Token);
            Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(entry.Picture.Sha256);
            PictureInspector.Inspect(bytes).IsWhole.ShouldBeTrue();
        }

        Directory.GetFiles(folder.Of(".arriving")).ShouldBeEmpty();
    }

    private static async Task<int> EndAsync(Process child)
    {
        try
        {
            var error = await child.StandardError.ReadToEndAsync(Token);
            await child.WaitForExitAsync(Token);
            if (child.ExitCode is not (0 or 137 or -1))
            {
                throw new InvalidOperationException($"It ended with {child.ExitCode}: {error}");
            }

            return child.ExitCode;
        }
        finally
        {
            if (!child.HasExited)
            {
                child.Kill();
            }
        }
    }
}
