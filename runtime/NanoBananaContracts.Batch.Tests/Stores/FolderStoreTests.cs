using NanoBananaContracts.Batch.Tests.Harness;

namespace NanoBananaContracts.Batch.Tests.Stores;

/// <summary>Pictures in a folder.</summary>
public sealed class FolderStoreTests : StoreContract
{
    private readonly TestFolder folder = new();

    protected override Task<IPictureStore> CreateAsync() =>
        Task.FromResult<IPictureStore>(new FolderStore(folder.Of("pictures")));

    protected override async Task<byte[]?> ReadAsync(string name) =>
        File.Exists(folder.Of("pictures/" + name)) ? await File.ReadAllBytesAsync(folder.Of("pictures/" + name)) : null;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        folder.Dispose();
    }

    [Fact]
    public async Task A_picture_below_the_folder_is_renamed_and_one_from_elsewhere_is_copied()
    {
        var store = await CreateAsync();
        Directory.CreateDirectory(folder.Of("pictures/.arriving"));
        var (below, elsewhere) = (folder.Of("pictures/.arriving/1-1-1.png"), folder.Of("1-1-2.png"));
        File.WriteAllText(below, "one");
        File.WriteAllText(elsewhere, "two");

        await store.PutAsync("one.png", below, "", "image/png");
        await store.PutAsync("two.png", elsewhere, "", "image/png");

        (File.Exists(below), File.Exists(elsewhere)).ShouldBe((false, true));
        Directory.GetFiles(folder.Of("pictures")).Select(Path.GetFileName).Order().ShouldBe(["one.png", "two.png"]);
    }
}
