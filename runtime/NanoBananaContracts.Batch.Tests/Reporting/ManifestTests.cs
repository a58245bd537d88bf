using System.Text.Json;
using NanoBananaContracts.Batch.Tests.Harness;

namespace NanoBananaContracts.Batch.Tests.Reporting;

/// <summary>The manifest: every item on a line, whole or not at all.</summary>
public sealed class ManifestTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_item_has_a_line_with_every_key_and_exact_money()
    {
        await using var journal = await ReportedJournal.CreateAsync(folder.Path, Cancel);
        var path = folder.Of(BatchManifest.FileName);

        await BatchManifest.WriteAsync(journal, path, Cancel);

        var lines = (await File.ReadAllLinesAsync(path, Cancel)).Select(line => JsonDocument.Parse(line).RootElement);
        JsonElement[] items = [.. lines];
        items
            .Select(item => $"{item.GetProperty("line")}/{item.GetProperty("picture")} {item.GetProperty("state")}")
            .ShouldBe(["1/1 done", "1/2 failed", "2/1 waiting"]);
        var keys = items[0].EnumerateObject().Select(member => member.Name).ToArray();
        items.ShouldAllBe(item => item.EnumerateObject().Select(member => member.Name).SequenceEqual(keys));
        items[0].GetProperty("file").GetString().ShouldBe("00001-a-script-alert-1-script-fox-1.png");
        items[0].GetProperty("costUsd").GetRawText().ShouldBe("0.058001");
        items[0].GetProperty("outputTokens").GetInt32().ShouldBe(1290);
        items[0].GetProperty("seconds").GetRawText().ShouldBe("3");
        items[0].GetProperty("failure").ValueKind.ShouldBe(JsonValueKind.Null);
        items[1].GetProperty("file").ValueKind.ShouldBe(JsonValueKind.Null);
        items[1].GetProperty("failure").GetProperty("kind").GetString().ShouldBe("PromptBlocked");
        items[1].GetProperty("failure").GetProperty("message").GetString().ShouldBe(ReportedJournal.Hostile);
        items[2].GetProperty("attempts").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_written_to_the_end_leaves_what_was_there()
    {
        await using var journal = await ReportedJournal.CreateAsync(folder.Path, Cancel);
        var path = folder.Of(BatchManifest.FileName);
        await File.WriteAllTextAsync(path, "of the run before", Cancel);
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => BatchManifest.WriteAsync(journal, path, ended.Token));

        (await File.ReadAllTextAsync(path, Cancel)).ShouldBe("of the run before");
        Directory.EnumerateFiles(folder.Path, "*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_text_of_somebody_else_begins_no_line_of_its_own()
    {
        await using var journal = await ReportedJournal.CreateAsync(folder.Path, Cancel);
        await foreach (var entry in journal.ReadAsync(Cancel))
        {
            BatchManifest.ToJson(entry).ShouldNotContain('\n');
        }
    }
}
