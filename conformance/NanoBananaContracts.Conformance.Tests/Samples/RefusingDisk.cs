namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>A folder for a Studio that can be made to take nothing: a file stands where its turns were.</summary>
internal sealed class RefusingDisk : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("studio-test-");

    public string Path => folder.FullName;

    public string Turns => System.IO.Path.Combine(Path, "turns");

    private string Aside => System.IO.Path.Combine(Path, "aside");

    public void Refuse()
    {
        Directory.Move(Turns, Aside);
        File.WriteAllText(Turns, "");
    }

    public void Take()
    {
        File.Delete(Turns);
        Directory.Move(Aside, Turns);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
