using System.Reflection;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>Files compiled into the analyzer, so that a fact stays written down in one place only.</summary>
internal static class EmbeddedFile
{
    /// <summary>The text of a file.</summary>
    /// <param name="name">Its logical name.</param>
    public static string Text(string name)
    {
        using var stream =
            typeof(EmbeddedFile).GetTypeInfo().Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The analyzer was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
