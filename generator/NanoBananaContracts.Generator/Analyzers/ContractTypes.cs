using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// The contract types of one compilation, looked up once. Emitted types are recognised by the interfaces of the
/// runtime, wherever they live: in the package, or in the project that owns its schema.
/// </summary>
internal sealed class ContractTypes
{
    private const string Known = "Known";
    private const string Serialization = "NanoBananaContracts.Serialization.";

    private readonly INamedTypeSymbol openEnum;
    private readonly INamedTypeSymbol? message;
    private readonly INamedTypeSymbol? text;

    private ContractTypes(Compilation compilation, INamedTypeSymbol openEnum)
    {
        this.openEnum = openEnum;
        message = compilation.GetTypeByMetadataName(Serialization + "IContractMessage");
        text = compilation.GetTypeByMetadataName(Serialization + "ContractTextAttribute");
        Options = compilation.GetTypeByMetadataName("NanoBananaContracts.NanoBananaOptions");
        Base64Data = compilation.GetTypeByMetadataName(Serialization + "Base64Data");
        GeneratedImage = compilation.GetTypeByMetadataName("NanoBananaContracts.GeneratedImage");
    }

    /// <summary>Options of the client, or null without the runtime's client.</summary>
    public INamedTypeSymbol? Options { get; }

    /// <summary>Base64 value type.</summary>
    public INamedTypeSymbol? Base64Data { get; }

    /// <summary>A generated picture.</summary>
    public INamedTypeSymbol? GeneratedImage { get; }

    /// <summary>The types, or null where the compilation does not reference the runtime.</summary>
    public static ContractTypes? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName(Serialization + "IContractEnum") is { } openEnum
            ? new ContractTypes(compilation, openEnum)
            : null;

    /// <summary>True for a member that the runtime declares.</summary>
    public static bool IsOurs(ISymbol symbol) =>
        symbol.ContainingNamespace is { Name: "NanoBananaContracts", ContainingNamespace.IsGlobalNamespace: true }
        && symbol.ContainingAssembly?.Name == "NanoBananaContracts.Runtime";

    /// <summary>True for an emitted open enum.</summary>
    // Its nested type first: it is asked of every Parse of a program, and the interfaces of a type cost a list each time.
    public bool IsEnum(ITypeSymbol? type) =>
        type is not null && !type.GetTypeMembers(Known).IsEmpty && Implements(type, openEnum);

    /// <summary>True for an emitted message of that name.</summary>
    public bool IsMessage(ITypeSymbol? type, string name) => type?.Name == name && IsMessage(type);

    /// <summary>True for an emitted message of any name.</summary>
    public bool IsMessage(ITypeSymbol? type) => message is not null && Implements(type, message);

    /// <summary>
    /// The documented value that is written: <c>ImageSize.Size4K</c>, <c>ImageSize.Parse("4K")</c>, or a name for one; null
    /// for any other.
    /// </summary>
    public DocumentedValue? Value(IOperation value) =>
        value.Origin() switch
        {
            IPropertyReferenceOperation { Property: { IsStatic: true } property }
                when IsEnum(property.ContainingType) => Values(property.ContainingType)
                .FirstOrDefault(each => each.Member == property.Name),
            IInvocationOperation { TargetMethod: { Name: "Parse", IsStatic: true } parse, Arguments.Length: 1 } call
                when IsEnum(parse.ContainingType) && call.Arguments[0].Value.Origin().Text() is { } text => Values(
                    parse.ContainingType
                )
                .FirstOrDefault(each => each.Texts.Contains(text)),
            _ => null,
        };

    /// <summary>Documented values of an open enum, with every text of each; empty where the emitted code does not say.</summary>
    public IReadOnlyList<DocumentedValue> Values(ITypeSymbol type)
    {
        var known = type.GetTypeMembers(Known).FirstOrDefault();
        return known is null || text is null
            ? []
            : known
                .GetMembers()
                .OfType<IFieldSymbol>()
                .Where(field => field.IsConst)
                .Select(field => new DocumentedValue(field.Name, Texts(field)))
                .Where(value => value.Texts.Count > 0)
                .ToList();
    }

    private List<string> Texts(IFieldSymbol field) =>
        field
            .GetAttributes()
            .Where(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, text))
            .SelectMany(attribute => attribute.ConstructorArguments)
            .SelectMany(argument =>
                argument.Kind == TypedConstantKind.Array ? argument.Values.AsEnumerable() : [argument]
            )
            .Select(constant => constant.Value as string)
            .OfType<string>()
            .ToList();

    private static bool Implements(ITypeSymbol? type, INamedTypeSymbol contract)
    {
        if (type is null)
        {
            return false;
        }

        foreach (var each in type.AllInterfaces)
        {
            if (SymbolEqualityComparer.Default.Equals(each, contract))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A documented value of an open enum.</summary>
/// <param name="Member">Its C# name.</param>
/// <param name="Texts">Its wire texts, the canonical one first.</param>
internal sealed record DocumentedValue(string Member, IReadOnlyList<string> Texts);
