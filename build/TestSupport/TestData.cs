namespace NanoBananaContracts.TestSupport;

/// <summary>
/// The folder of third-party recordings and API descriptions that <c>NANOBANANA_DATA</c> names. It is not part of the
/// repository, so tests that need it skip, with the reason, where it is not set.
/// </summary>
internal static class TestData
{
    private const string Variable = "NANOBANANA_DATA";

    /// <summary>True where the folder is there.</summary>
    public static bool IsPresent => Root is not null;

    private static string? Root =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } root && Directory.Exists(root) ? root : null;

    /// <summary>Full path of a file or folder in it; skips the test where the folder is not set.</summary>
    /// <param name="path">Path below the folder.</param>
    public static string Path(string path)
    {
        Assert.SkipWhen(Root is null, $"{Variable} does not name the folder of recordings and API descriptions.");
        return System.IO.Path.Combine(Root!, path);
    }

    /// <summary>Text of a file in it; skips the test where the folder is not set.</summary>
    /// <param name="path">Path below the folder.</param>
    public static string Text(string path) => File.ReadAllText(Path(path));
}
