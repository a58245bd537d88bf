using Microsoft.CodeAnalysis;
using NanoBananaContracts.Generator.Emission;
using NanoBananaContracts.Schema;
using TypeKind = Microsoft.CodeAnalysis.TypeKind;

namespace NanoBananaContracts.Generator.Prompts;

/// <summary>Names of symbols, as emitted code and messages write them.</summary>
internal static class PromptNames
{
    public const string Attribute = "NanoBananaContracts.ImagePromptAttribute";
    public const string Interface = "NanoBananaContracts.NanoBananaContractAttribute";

    // No name of a type's file: a type has no '-'.
    private const string FilePrefix = "NanoBananaContracts-Prompts.";

    private static readonly SymbolDisplayFormat Emitted =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
        );

    private static readonly SymbolDisplayFormat WithoutGlobal =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>A type from anywhere.</summary>
    public static string Of(ITypeSymbol type) => type.ToDisplayString(Emitted);

    /// <summary>The namespace of a type; empty for the global one.</summary>
    public static string Namespace(INamedTypeSymbol type) =>
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(WithoutGlobal);

    /// <summary>A type for a message.</summary>
    public static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>Whether it is the runtime's type of that name.</summary>
    public static bool IsOurs(ITypeSymbol? type, string name) =>
        type is INamedTypeSymbol { ContainingType: null } named
        && named.Name == name
        && IsNamespace(named.ContainingNamespace, "NanoBananaContracts");

    /// <summary>Whether it is the framework's type of that name.</summary>
    public static bool IsTask(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task", Arity: 1 } task
        && task.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    /// <summary>The attribute of that name on a symbol.</summary>
    public static AttributeData? AttributeOf(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.ToDisplayString() == name)
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>Whether we have made it.</summary>
    public static bool IsEmitted(ISymbol symbol) =>
        symbol.Locations.Any(place => place.SourceTree?.FilePath.Contains(FilePrefix) == true);

    /// <summary>The types a symbol stands in, the outermost first.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Containers(ISymbol symbol)
    {
        var types = new List<INamedTypeSymbol>();
        for (var type = symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            types.Insert(0, type);
        }

        return types;
    }

    /// <summary>Heads of types that another file adds to.</summary>
    public static EquatableArray<string> Heads(IEnumerable<INamedTypeSymbol> types) => new(types.Select(Head));

    /// <summary>
    /// Name of the file of a symbol: names for people, and what tells overloads and names that differ in case apart, which
    /// one file system does not.
    /// </summary>
    public static string File(ISymbol symbol)
    {
        var names = Containers(symbol).Select(type => type.Name).Append(symbol.Name);
        return FormattableString.Invariant(
            $"{FilePrefix}{string.Join(".", names)}-{Hash(symbol.GetDocumentationCommentId() ?? "")}"
        );
    }

    private static string Head(INamedTypeSymbol type)
    {
        var kind = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        var parameters = type.TypeParameters.Select(parameter => CSharpText.Identifier(parameter.Name)).ToArray();
        return "partial "
            + kind
            + " "
            + CSharpText.Identifier(type.Name)
            + (parameters.Length == 0 ? "" : "<" + string.Join(", ", parameters) + ">");
    }

    // FNV-1a: the same on every machine, which string.GetHashCode is not.
    private static string Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * 16777619u);
        }

        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static bool IsNamespace(INamespaceSymbol space, string name) =>
        space.Name == name && space.ContainingNamespace.IsGlobalNamespace;
}
