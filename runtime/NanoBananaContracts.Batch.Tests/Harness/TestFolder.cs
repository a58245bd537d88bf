namespace NanoBananaContracts.Batch.Tests.Harness;

/// <summary>A folder that is gone when the test is.</summary>
internal sealed class TestFolder : IDisposable
{
    public TestFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } =
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), "nanobanana-batch-" + Guid.NewGuid().ToString("N"));

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
