using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

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
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name)));
            var canonical = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(canonical))
                Write(writer, document.RootElement, isRoot: true);
            Append(hash, name, canonical.WrittenSpan);
        }

        var files = Path.Combine(folder, "__files");
        if (Directory.Exists(files))
        {
            foreach (
                var file in Directory
                    .EnumerateFiles(files, "*", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
            )
                Append(hash, Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes(file));
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

    private static void Write(Utf8JsonWriter writer, JsonElement value, bool isRoot = false)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (
                    var property in value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal)
                )
                {
                    if (isRoot && Explaining.Contains(property.Name))
                        continue;
                    writer.WritePropertyName(property.Name);
                    // The order of the keys of a jsonBody is part of the bytes that are sent.
                    if (property.NameEquals("jsonBody"u8))
                        property.Value.WriteTo(writer);
                    else
                        Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
