using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Pipeline;

/// <summary>
/// A schema as the project hands it over: path, text and what the item says. Compared by content, because the host may
/// make a new text object for a file that did not change.
/// </summary>
internal sealed class SchemaFile : IEquatable<SchemaFile>
{
    private const string Item = "build_metadata.AdditionalFiles.";

    private readonly SourceText text;
    private readonly ImmutableArray<byte> checksum;

    private SchemaFile(string path, SourceText text, string @namespace, string visibility)
    {
        Path = path;
        this.text = text;
        checksum = text.GetChecksum();
        Namespace = @namespace;
        Visibility = visibility;
    }

    /// <summary>Path, for diagnostics.</summary>
    public string Path { get; }

    /// <summary>Namespace as the project gives it, or its root namespace.</summary>
    public string Namespace { get; }

    /// <summary>Visibility as the project gives it; empty when it does not.</summary>
    public string Visibility { get; }

    /// <summary>The text.</summary>
    public string Text => text.ToString();

    /// <summary>The schema behind an additional file; null when it is another kind of file, or cannot be read.</summary>
    public static SchemaFile? From(
        AdditionalText file,
        AnalyzerConfigOptionsProvider options,
        CancellationToken cancellationToken
    )
    {
        var metadata = options.GetOptions(file);
        if (!metadata.TryGetValue(Item + "NanoBananaContract", out var mark) || !IsTrue(mark))
        {
            return null;
        }

        if (!metadata.TryGetValue(Item + "ContractNamespace", out var chosen) || string.IsNullOrWhiteSpace(chosen))
        {
            options.GlobalOptions.TryGetValue("build_property.RootNamespace", out chosen);
        }

        metadata.TryGetValue(Item + "ContractVisibility", out var visibility);
        var text = file.GetText(cancellationToken);
        return text is null ? null : new SchemaFile(file.Path, text, (chosen ?? "").Trim(), (visibility ?? "").Trim());
    }

    /// <summary>Each file once, in order: two items, or two patterns of a project, may name the same one.</summary>
    public static IEnumerable<SchemaFile> Distinct(ImmutableArray<SchemaFile> files)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        return files.Where(file => paths.Add(file.Path));
    }

    /// <inheritdoc/>
    public bool Equals(SchemaFile? other) =>
        other is not null
        && Path == other.Path
        && Namespace == other.Namespace
        && Visibility == other.Visibility
        && text.Length == other.text.Length
        && checksum.SequenceEqual(other.checksum);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SchemaFile);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((Path.GetHashCode() * 31) + text.Length);

    private static bool IsTrue(string value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A schema, and what reading it gave.</summary>
/// <param name="File">The schema.</param>
/// <param name="Reading">What it says, and what is wrong with it.</param>
internal sealed record SchemaFileReading(SchemaFile File, SchemaReading Reading);
