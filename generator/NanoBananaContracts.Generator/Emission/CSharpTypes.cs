using NanoBananaContracts.Generator.Units;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>C# types of schema types.</summary>
internal sealed class CSharpTypes(ContractOptions options)
{
    /// <summary>Type of a value that is there: an item, a parameter.</summary>
    public string Of(TypeReference type) =>
        type.Kind switch
        {
            TypeKind.Boolean => "bool",
            TypeKind.Int32 => "int",
            TypeKind.Int64 or TypeKind.Int64String => "long",
            TypeKind.Single or TypeKind.Double => "double",
            TypeKind.String => "string",
            TypeKind.Base64 => RuntimeNames.Base64Data,
            TypeKind.Timestamp => RuntimeNames.Timestamp,
            TypeKind.Duration => RuntimeNames.Duration,
            TypeKind.Any or TypeKind.AnyObject => RuntimeNames.RawJson,
            TypeKind.List => $"{RuntimeNames.ValueList}<{Of(type.Element!)}>",
            TypeKind.Map => $"{RuntimeNames.ValueMap}<{Of(type.Element!)}>",
            _ => Named(type.Name!),
        };

    /// <summary>A type of this contract, whatever else of that name is in scope.</summary>
    public string Named(string name) => options.Namespace.Length == 0 ? "global::" + name : RuntimeNames.Own + name;

    /// <summary>Type of a property, which may be absent; lists and maps have an absence of their own.</summary>
    public string OfProperty(TypeReference type) =>
        type.Kind is TypeKind.List or TypeKind.Map ? Of(type) : Of(type) + "?";

    /// <summary>What a reader expects, for messages.</summary>
    public static string Expected(TypeReference type) =>
        type.Kind switch
        {
            TypeKind.Boolean => "true or false",
            TypeKind.Int32 => "an integer of 32 bits",
            TypeKind.Int64 => "an integer of 64 bits",
            TypeKind.Int64String => "an integer of 64 bits in a text",
            TypeKind.Single or TypeKind.Double => "a number",
            TypeKind.String or TypeKind.Enum => "a text",
            TypeKind.Base64 => "a Base64 text",
            TypeKind.Timestamp => "an RFC 3339 instant, such as \"2026-08-22T10:00:00Z\"",
            TypeKind.Duration => "a duration, such as \"1.5s\"",
            TypeKind.List => $"a list, each item {Expected(type.Element!)}",
            TypeKind.Map => $"an object, each value {Expected(type.Element!)}",
            TypeKind.AnyObject or TypeKind.Message => "an object",
            _ => "a value",
        };
}
