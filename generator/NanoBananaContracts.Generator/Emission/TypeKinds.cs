using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>What emitters ask of a type.</summary>
internal static class TypeKinds
{
    /// <summary>True for a list or a map.</summary>
    public static bool IsComposite(this TypeReference type) => type.Kind is TypeKind.List or TypeKind.Map;

    /// <summary>True for a list of messages or of texts, which the runtime reads and writes.</summary>
    public static bool IsCommonList(this TypeReference type) =>
        type.Kind == TypeKind.List && type.Element!.Kind is TypeKind.Message or TypeKind.String;

    /// <summary>True for what is kept as the JSON it came as.</summary>
    public static bool IsRaw(this TypeReference type) => type.Kind is TypeKind.Any or TypeKind.AnyObject;

    /// <summary>True for a type whose value can have a text that its C# value cannot repeat.</summary>
    public static bool IsVerbatim(this TypeReference type) =>
        type.Kind is TypeKind.Single or TypeKind.Double or TypeKind.Int64String;

    /// <summary>True when it, or a value in it, is one.</summary>
    public static bool HasVerbatimLeaf(this TypeReference type) =>
        type.IsVerbatim() || (type.IsComposite() && type.Element!.HasVerbatimLeaf());

    /// <summary>The word for it in the runtime's names of reading and writing methods.</summary>
    public static string ScalarName(this TypeReference type) =>
        type.Kind switch
        {
            TypeKind.Single => "Double",
            TypeKind.AnyObject => "RawObject",
            _ => type.Kind.ToString(),
        };
}
