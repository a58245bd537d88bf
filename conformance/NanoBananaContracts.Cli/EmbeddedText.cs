using System.Text;

namespace NanoBananaContracts.Cli;

/// <summary>Texts that the command carries along.</summary>
internal static class EmbeddedText
{
    /// <summary>Reads a text.</summary>
    /// <param name="name">Its name: <c>PROTOCOL.md</c>, or a file of <c>Templates</c>.</param>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream("NanoBananaContracts.Cli." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
