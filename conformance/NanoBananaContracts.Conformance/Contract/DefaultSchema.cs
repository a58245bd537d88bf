using System.Text;

namespace NanoBananaContracts.Conformance.Contract;

/// <summary>The contract schema compiled into this package: the one its types and checks were made from.</summary>
public static class DefaultSchema
{
    private const string Resource = "NanoBananaContracts.Conformance." + FileName;

    private static readonly Lazy<string> Content = new(Read);

    /// <summary>Name of the file in the repository, to name it by in findings.</summary>
    public const string FileName = "generate-content.schema.json";

    /// <summary>The whole file, character for character, without a byte order mark.</summary>
    public static string Text => Content.Value;

    private static string Read()
    {
        using var stream =
            typeof(DefaultSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from this build.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
