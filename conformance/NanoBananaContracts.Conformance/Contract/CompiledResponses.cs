using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NanoBananaContracts.Conformance.Contract;

/// <summary>
/// The schemas that records with <c>[ResponseContract]</c> have in an assembly. They are constants, and are read from its metadata:
/// the assembly is never loaded, and nothing of it runs.
/// </summary>
internal static class CompiledResponses
{
    private const string Attribute = "ResponseContractAttribute";
    private const string Namespace = "NanoBananaContracts";
    private const string Constant = "JsonSchemaText";

    /// <summary>The schemas, in the order of the assembly.</summary>
    /// <param name="assembly">The file; read from its beginning.</param>
    /// <exception cref="BadImageFormatException">It is no .NET assembly.</exception>
    public static IReadOnlyList<string> Read(Stream assembly)
    {
        using var file = new PEReader(assembly, PEStreamOptions.LeaveOpen);
        if (!file.HasMetadata)
        {
            throw new BadImageFormatException("The file has no metadata.");
        }

        var reader = file.GetMetadataReader();
        var schemas = new List<string>();
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if (type.GetCustomAttributes().Any(attribute => IsMark(reader, attribute)))
            {
                schemas.AddRange(type.GetFields().Select(field => Text(reader, field)).OfType<string>());
            }
        }

        return schemas;
    }

    private static bool IsMark(MetadataReader reader, CustomAttributeHandle handle)
    {
        var constructor = reader.GetCustomAttribute(handle).Constructor;
        if (
            constructor.Kind != HandleKind.MemberReference
            || reader.GetMemberReference((MemberReferenceHandle)constructor).Parent
                is not { Kind: HandleKind.TypeReference } parent
        )
        {
            return false;
        }

        var type = reader.GetTypeReference((TypeReferenceHandle)parent);
        return reader.StringComparer.Equals(type.Name, Attribute)
            && reader.StringComparer.Equals(type.Namespace, Namespace);
    }

    private static string? Text(MetadataReader reader, FieldDefinitionHandle handle)
    {
        var field = reader.GetFieldDefinition(handle);
        if (!reader.StringComparer.Equals(field.Name, Constant) || field.GetDefaultValue().IsNil)
        {
            return null;
        }

        var constant = reader.GetConstant(field.GetDefaultValue());
        return constant.TypeCode == ConstantTypeCode.String
            ? (string?)reader.GetBlobReader(constant.Value).ReadConstant(ConstantTypeCode.String)
            : null;
    }
}
