namespace NanoBananaContracts.Schema;

/// <summary>Whose description of an API a source is, and what follows from that.</summary>
internal sealed class SourceOrigin
{
    private const string VertexName = "aiplatform";
    private const string VertexPrefix = "GoogleCloudAiplatform";
    private const string GoogleName = "generativelanguage";

    private SourceOrigin(IReadOnlyList<string> providers) => Providers = providers;

    /// <summary>The ids of the providers that it describes; none where it is anybody's.</summary>
    public IReadOnlyList<string> Providers { get; }

    /// <summary>
    /// True where the file is another API's, and the source adds to it: what the source lacks is no less there, and what it
    /// alone has belongs to its providers.
    /// </summary>
    public bool IsPartial { get; private init; }

    /// <summary>What stands before the file's names in the source's; empty where nothing does.</summary>
    public string NamePrefix { get; private init; } = "";

    /// <summary>True for a name of the source that has <see cref="NamePrefix"/> before it.</summary>
    /// <param name="name">Name in the source.</param>
    public bool IsPrefixed(string name) =>
        NamePrefix.Length > 0
        && name.Length > NamePrefix.Length
        && name.StartsWith(NamePrefix, StringComparison.Ordinal);

    /// <summary>A name without what stands before it.</summary>
    /// <param name="name">Name in the source that has it.</param>
    public string Bare(string name) => name.Substring(NamePrefix.Length);

    /// <summary>The source in the words of <c>x-source</c>.</summary>
    /// <param name="revision">Its revision.</param>
    public static string Words(string revision) => $"the discovery document of {VertexName}, revision {revision}";

    /// <summary>Whether some words of <c>x-source</c> name the source, of whatever revision.</summary>
    /// <param name="words">The words.</param>
    public static bool IsNamedBy(string words) =>
        words.IndexOf($"the discovery document of {VertexName}", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Finds out.</summary>
    /// <param name="root">The source.</param>
    /// <param name="schemas">Its messages.</param>
    /// <param name="roots">Names of the messages that the file's operations send and read.</param>
    public static SourceOrigin Of(JsonNode root, JsonNode schemas, IReadOnlyList<string> roots)
    {
        var name = root.TextOf("name");
        if (
            name == VertexName
            && !roots.Any(wanted => schemas.Find(wanted) is not null)
            && Prefix(schemas, roots) is { } prefix
        )
        {
            return new SourceOrigin(["vertex-express", "vertex"]) { IsPartial = true, NamePrefix = prefix };
        }

        return new SourceOrigin(name == GoogleName ? ["google"] : []);
    }

    /// <summary><c>GoogleCloudAiplatformV1</c>, as it stands before a message of the operations.</summary>
    private static string? Prefix(JsonNode schemas, IReadOnlyList<string> roots) =>
        schemas
            .Members.Where(member => member.Name.StartsWith(VertexPrefix, StringComparison.Ordinal))
            .SelectMany(member =>
                roots
                    .Where(wanted => member.Name.EndsWith(wanted, StringComparison.Ordinal))
                    .Select(wanted => member.Name.Substring(0, member.Name.Length - wanted.Length))
            )
            .OrderBy(prefix => prefix.Length)
            .FirstOrDefault();
}
