namespace NanoBananaContracts.Schema;

/// <summary>What two types have in common, and what they are called.</summary>
internal static class ComparedTypes
{
    /// <summary>A type without the bounds of its items.</summary>
    /// <param name="type">The type.</param>
    public static TypeReference Bare(TypeReference type) =>
        type with
        {
            ElementConstraints = null,
            Element = type.Element is null ? null : Bare(type.Element),
        };

    /// <summary>A type without bounds, its numbers in double precision.</summary>
    /// <param name="type">The type.</param>
    public static TypeReference Widened(TypeReference type) =>
        type with
        {
            Kind = type.Kind == TypeKind.Single ? TypeKind.Double : type.Kind,
            ElementConstraints = null,
            Element = type.Element is null ? null : Widened(type.Element),
        };

    /// <summary>A type, for a message; null for none.</summary>
    /// <param name="type">The type.</param>
    public static string? Show(TypeReference? type) =>
        type?.Kind switch
        {
            null => null,
            TypeKind.List => $"a list of {Show(type.Element)}",
            TypeKind.Map => $"a map to {Show(type.Element)}",
            TypeKind.Message or TypeKind.Enum => type.Name,
            TypeKind.Boolean => "boolean",
            TypeKind.Int32 => "int32",
            TypeKind.Int64 => "int64",
            TypeKind.Int64String => "int64 as a string",
            TypeKind.Single => "float",
            TypeKind.Double => "double",
            TypeKind.String => "string",
            TypeKind.Base64 => "bytes in Base64",
            TypeKind.Timestamp => "date-time",
            TypeKind.Duration => "duration",
            TypeKind.AnyObject => "any object",
            _ => "any value",
        };
}
