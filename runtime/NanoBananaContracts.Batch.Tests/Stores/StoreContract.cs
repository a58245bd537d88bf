using System.Security.Cryptography;
using NanoBananaContracts.Batch.Tests.Harness;

namespace NanoBananaContracts.Batch.Tests.Stores;

/// <summary>What every store does, wherever it keeps pictures.</summary>
public abstract class StoreContract : IDisposable
{
    private readonly TestFolder arriving = new();

    /// <summary>A store with nothing in it.</summary>
    protected abstract Task<IPictureStore> CreateAsync();

    /// <summary>The bytes of a picture, as anybody who may read the store has them; <see langword="null"/> where it is not there.</summary>
    protected abstract Task<byte[]?> ReadAsync(string name);

    public void Dispose()
    {
        arriving.Dispose();
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }

    [Fact]
    public async Task A_picture_is_there_under_its_name()
    {
        var store = await CreateAsync();
        (await store.FindAsync("fox")).ShouldBeNull();

        var (path, sha256, bytes) = Arrived(1);
        await store.PutAsync("fox.png", path, sha256, "image/png");

        (await store.FindAsync("fox")).ShouldBe(new StoredPicture("fox.png", sha256));
        (await store.FindAsync("fo")).ShouldBeNull();
        (await ReadAsync("fox.png")).ShouldBe(bytes);
    }

    [Fact]
    public async Task The_same_picture_again_is_nothing_to_do()
    {
        var store = await CreateAsync();
        var (path, sha256, bytes) = Arrived(2);
        await store.PutAsync("fox.jpg", path, sha256, "image/jpeg");
        (path, _, _) = Arrived(2);

        await store.PutAsync("fox.jpg", path, sha256, "image/jpeg");

        (await ReadAsync("fox.jpg")).ShouldBe(bytes);
    }

    [Fact]
    public async Task Another_picture_is_never_written_over()
    {
        var store = await CreateAsync();
        var (path, sha256, bytes) = Arrived(3);
        await store.PutAsync("fox.webp", path, sha256, "image/webp");
        var (other, otherHash, _) = Arrived(4);

        (
            await Should.ThrowAsync<IOException>(() => store.PutAsync("fox.webp", other, otherHash, "image/webp"))
        ).Message.ShouldContain("fox.webp");

        (await ReadAsync("fox.webp")).ShouldBe(bytes);
        File.Exists(other).ShouldBeTrue();
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_is_not_there()
    {
        var store = await CreateAsync();

        await Should.ThrowAsync<IOException>(() =>
            store.PutAsync("fox.png", arriving.Of("none.png"), new string('0', 64), "image/png")
        );

        // Refused, and not only missing: nobody reads a folder.
        await Should.ThrowAsync<IOException>(() =>
            store.PutAsync("fox.png", arriving.Path, new string('0', 64), "image/png")
        );

        (await store.FindAsync("fox")).ShouldBeNull();
        (await ReadAsync("fox.png")).ShouldBeNull();
    }

    [Theory]
    [InlineData("../fox.png")]
    [InlineData("a/fox.png")]
    [InlineData("..")]
    [InlineData("")]
    public async Task A_path_is_no_name(string name)
    {
        var store = await CreateAsync();
        var (path, sha256, _) = Arrived(5);

        await Should.ThrowAsync<ArgumentException>(() => store.PutAsync(name, path, sha256, "image/png"));
    }

    private (string Path, string Sha256, byte[] Bytes) Arrived(int seed)
    {
        var bytes = new byte[200_000];
        new Random(seed).NextBytes(bytes);
        var path = arriving.Of($"{Guid.NewGuid():N}.png");
        File.WriteAllBytes(path, bytes);
        return (path, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes);
    }
}
