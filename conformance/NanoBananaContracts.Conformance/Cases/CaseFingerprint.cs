using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace NanoBananaContracts.Conformance.Cases;

/// <summary>
/// What a case asks and expects, as a hash. White space, key order and the words that only explain (title, why,
/// sources, tags, requirements) are left out, so that they may be mended without making the case another one.
/// </summary>
public static class CaseFingerprint
{
    private static readonly string[] Explaining =
    [
        "$schema",
        "title",
        "why",
        "sources",
        "tags",
        "requirements",
        "scored",
    ];

    /// <summary>The fingerprint of the case in a folder, as <c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
    /// <param name="folder">A case folder without problems.</param>
    public static string Compute(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in new[] { "case.json", "stub.json", "expect.json" })
        {
            var canonical = Canonical(JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, name))), isRoot: true)!;
            Append(hash, name, Encoding.UTF8.GetBytes(canonical.ToJsonString()));
        }

        var files = Path.Combine(folder, "__files");
        if (Directory.Exists(files))
        {
            foreach (
                var file in Directory
                    .EnumerateFiles(files, "*", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
            )
            {
                Append(hash, Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes(file));
            }
        }

        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string name, ReadOnlySpan<byte> content)
    {
        // The length keeps the end of one part from being taken for the start of the next.
        hash.AppendData(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}\n{content.Length}\n"))
        );
        hash.AppendData(content);
    }

    private static JsonNode? Canonical(JsonNode? value, bool isRoot = false) =>
        value switch
        {
            JsonObject members => new JsonObject(
                members
                    .Where(member => !isRoot || !Explaining.Contains(member.Key))
                    .OrderBy(member => member.Key, StringComparer.Ordinal)
                    // The order of the keys of a jsonBody is part of the bytes that are sent.
                    .Select(member =>
                        KeyValuePair.Create(
                            member.Key,
                            member.Key == "jsonBody" ? member.Value?.DeepClone() : Canonical(member.Value)
                        )
                    )
            ),
            JsonArray items => new JsonArray([.. items.Select(item => Canonical(item))]),
            _ => value?.DeepClone(),
        };
}
