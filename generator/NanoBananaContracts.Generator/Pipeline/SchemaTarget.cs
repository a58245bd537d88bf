using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Diagnostics;
using NanoBananaContracts.Generator.Units;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Pipeline;

/// <summary>Where the types of a schema are to go: its options, checked.</summary>
internal static class SchemaTarget
{
    /// <summary>The options a file asks for, as far as they make sense; what does not is left to <see cref="Check"/>.</summary>
    public static ContractOptions OptionsOf(SchemaFile file) =>
        new(
            IsNamespace(file.Namespace) ? file.Namespace : "Contracts",
            !string.Equals(file.Visibility, "internal", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>
    /// True when another schema comes first in the same namespace: the types of both cannot be told apart. Namespaces
    /// that differ in case only count as one, because each type is a file, and file names do not tell case apart.
    /// </summary>
    public static bool IsTaken(SchemaFile file, SchemaFileNames all, out string by)
    {
        by = "";
        foreach (var other in all.InOrder)
        {
            if (other.Path == file.Path)
            {
                return false;
            }

            if (string.Equals(other.Namespace, OptionsOf(file).Namespace, StringComparison.OrdinalIgnoreCase))
            {
                by = other.Path;
                return true;
            }
        }

        return false;
    }

    /// <summary>What is wrong with the options of a file.</summary>
    public static IEnumerable<FileDiagnostic> Check(SchemaFile file, SchemaFileNames all)
    {
        if (!IsNamespace(file.Namespace))
        {
            yield return new FileDiagnostic(ProjectRules.BadNamespace.Id, file.Path, file.Namespace);
        }

        if (
            file.Visibility.Length > 0
            && !string.Equals(file.Visibility, "public", StringComparison.OrdinalIgnoreCase)
            && !string.Equals(file.Visibility, "internal", StringComparison.OrdinalIgnoreCase)
        )
        {
            yield return new FileDiagnostic(ProjectRules.BadVisibility.Id, file.Path, file.Visibility);
        }

        if (IsTaken(file, all, out var by))
        {
            yield return new FileDiagnostic(
                ProjectRules.NamespaceTaken.Id,
                file.Path,
                OptionsOf(file).Namespace,
                System.IO.Path.GetFileName(by)
            );
        }
    }

    private static bool IsNamespace(string text) =>
        text.Length > 0
        && text.Split('.')
            .All(part => SyntaxFacts.IsValidIdentifier(part) && SyntaxFacts.GetKeywordKind(part) == SyntaxKind.None);
}

/// <summary>A schema's path and the namespace it goes to.</summary>
/// <param name="Path">Path.</param>
/// <param name="Namespace">Namespace.</param>
internal sealed record SchemaFileName(string Path, string Namespace);

/// <summary>All schemas of a project.</summary>
/// <param name="InOrder">By path.</param>
internal sealed record SchemaFileNames(EquatableArray<SchemaFileName> InOrder)
{
    /// <summary>Some schemas, put in order.</summary>
    public static SchemaFileNames Of(IEnumerable<SchemaFileName> all) =>
        new(new EquatableArray<SchemaFileName>(all.OrderBy(name => name.Path, StringComparer.Ordinal)));
}
