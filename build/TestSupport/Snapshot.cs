using System.Runtime.CompilerServices;

namespace NanoBananaContracts.TestSupport;

/// <summary>
/// Compares a text with the checked-in <c>*.verified.txt</c> beside the test. On a difference the text is written as
/// <c>*.received.txt</c> and the test fails; accept it by renaming the file, and let the review see the change.
/// </summary>
internal static class Snapshot
{
    /// <summary>Compares.</summary>
    /// <param name="text">What the code under test gave.</param>
    /// <param name="name">Name of the file, without <c>.verified.txt</c>.</param>
    /// <param name="testFile">File of the test; the compiler fills it in.</param>
    public static void Match(string text, string name, [CallerFilePath] string testFile = "")
    {
        // Builds where CI is set map the root of the repository to "/_/".
        var file = testFile.StartsWith("/_/", StringComparison.Ordinal) ? Repository.Path(testFile[3..]) : testFile;
        var folder = Path.GetDirectoryName(file)!;
        var verified = Path.Combine(folder, name + ".verified.txt");
        var received = Path.Combine(folder, name + ".received.txt");
        var actual = Normal(text);
        // Nothing to say needs no file.
        var expected = Normal(File.Exists(verified) ? File.ReadAllText(verified) : "");
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        actual.ShouldBe(expected, $"Compare {received} with {verified}, and rename it if the change is meant.");
    }

    // Line ends may differ by checkout, and editors end files with a line feed.
    private static string Normal(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";
}
