using System;
using System.IO;

namespace NanoBananaContracts.Conformance.Tests;

/// <summary>Files of the checkout the tests run from.</summary>
internal static class RepositoryFolder
{
    private static readonly Lazy<string> Root = new(() =>
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "NanoBananaContracts.sln")))
                return folder;
        }

        throw new InvalidOperationException(
            "The tests do not run from a checkout: no NanoBananaContracts.sln above them."
        );
    });

    public static string Cases => Path.Combine(Root.Value, "conformance", "cases");

    public static string Schemas => Path.Combine(Root.Value, "conformance", "schemas");

    public static string PathOf(string relative) => Path.Combine(Root.Value, relative);
}
