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
        Directory.GetFiles(folder.Of("pictures/.part")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_dead_worker_left_of_a_picture_goes_when_that_is_there(bool isThereAlready)
    {
        var store = await CreateAsync();
        var parts = folder.Of("pictures/.part");
        Directory.CreateDirectory(parts);
        string[] names = ["fox.2.jpg", "fox.2.png", "fox.png", "fox.2.png.png"];
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(parts, $"{name}.{Guid.NewGuid():N}"), "half of i");
        }

        File.WriteAllText(folder.Of("it.png"), "it");
        if (isThereAlready)
        {
            File.WriteAllText(folder.Of("pictures/fox.2.png"), "it");
        }

        await store.PutAsync("fox.2.png", folder.Of("it.png"), Sha256Of("it"), "image/png");

        File.ReadAllText(folder.Of("pictures/fox.2.png")).ShouldBe("it");
        Directory
            .GetFiles(parts)
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["fox.2.png.png", "fox.png"]); // of other pictures
    }

    private static string Sha256Of(string text) =>
        Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))
        );
}
