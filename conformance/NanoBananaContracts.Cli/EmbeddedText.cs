using System.Text;

namespace NanoBananaContracts.Cli;

/// <summary>Texts that the command carries along.</summary>
internal static class EmbeddedText
{
    private const string Prefix = "NanoBananaContracts.Cli.";

    /// <summary>The names of the texts that begin so.</summary>
    /// <param name="beginning">The beginning of the name: <c>rules.</c> for the pages of rules.</param>
    public static IEnumerable<string> Names(string beginning) =>
        typeof(EmbeddedText)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix + beginning, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..]);

    /// <summary>Reads a text.</summary>
    /// <param name="name">Its name: <c>PROTOCOL.md</c>, or a file of <c>Templates</c>.</param>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
