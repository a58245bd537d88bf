namespace NanoBananaContracts.TestSupport;

/// <summary>Files of the repository the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Full path of the repository's root: the nearest folder above the tests that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>Full path of a file or folder.</summary>
    /// <param name="path">Path below the root, with forward slashes.</param>
    public static string Path(string path) => System.IO.Path.Combine(Root, path);

    /// <summary>Text of a file.</summary>
    /// <param name="path">Path below the root, with forward slashes.</param>
    public static string Text(string path) => File.ReadAllText(Path(path));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "NanoBananaContracts.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No NanoBananaContracts.sln above {AppContext.BaseDirectory}.");
    }
}
