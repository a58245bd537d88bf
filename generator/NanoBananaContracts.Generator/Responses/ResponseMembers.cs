using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoBananaContracts.Generator.Responses;

/// <summary>What of a record's members a response contract is made of, and what of them is in its way.</summary>
internal static class ResponseMembers
{
    /// <summary>What is emitted into the record.</summary>
    private static readonly HashSet<string> Emitted = new(StringComparer.Ordinal)
    {
        "JsonSchema",
        "JsonSchemaText",
        "Read",
        "Parse",
        "TryRead",
        "ReadFrom",
    };

    /// <summary>
    /// Its public properties, and those it inherits; what a base has as parameters is handed to it by this one's constructor.
    /// </summary>
    public static IReadOnlyList<IPropertySymbol> Properties(INamedTypeSymbol record)
    {
        var found = new List<IPropertySymbol>();
        foreach (var each in Bases(record).Prepend(record))
        {
            var handed = ReferenceEquals(each, record) ? null : Constructor(each);
            foreach (var property in each.GetMembers().OfType<IPropertySymbol>())
            {
                if (
                    property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public }
                    && handed?.Parameters.Any(parameter => parameter.Name == property.Name) != true
                    && !found.Any(hiding => hiding.Name == property.Name)
                )
                {
                    found.Add(property);
                }
            }
        }

        return found;
    }

    /// <summary>What it is derived from, the nearest first.</summary>
    public static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol record)
    {
        for (var each = record.BaseType; each is { SpecialType: SpecialType.None }; each = each.BaseType)
        {
            yield return each;
        }
    }

    /// <summary>Whether System.Text.Json neither reads nor writes it either.</summary>
    public static bool IsIgnored(IPropertySymbol property)
    {
        const int Always = 1;
        var attribute = property
            .GetAttributes()
            .FirstOrDefault(attribute =>
                attribute.AttributeClass?.ToDisplayString() == "System.Text.Json.Serialization.JsonIgnoreAttribute"
            );
        return attribute is not null
            && attribute.NamedArguments.All(argument => argument.Key != "Condition" || argument.Value.Value is Always);
    }

    /// <summary>Whether what is emitted could not stand beside it. An overload can.</summary>
    public static bool IsTaken(ISymbol member) =>
        !member.IsImplicitlyDeclared
        && Emitted.Contains(member.Name)
        // Of a library they are the emitted ones.
        && member.DeclaringSyntaxReferences.Length > 0
        && (
            member is not IMethodSymbol method
            || member.Name switch
            {
                "Read" => method.Parameters.Length == 1 && method.Parameters[0].Type.Name == "NanoBananaReply",
                "Parse" => method.Parameters.Length == 1
                    && method.Parameters[0].Type.SpecialType == SpecialType.System_String,
                "TryRead" => method.Parameters.Length == 3,
                "ReadFrom" => method.Parameters.Length == 1 && method.Parameters[0].RefKind == RefKind.Ref,
                _ => method.MethodKind == MethodKind.Ordinary,
            }
        );

    /// <summary>The constructor that is called: that of the record's parameters; null where it has none.</summary>
    public static IMethodSymbol? Constructor(INamedTypeSymbol record) =>
        record.DeclaringSyntaxReferences.IsEmpty
            // Of a library: that whose parameters are all properties.
            ? record
                .InstanceConstructors.Where(constructor =>
                    constructor.Parameters.All(parameter =>
                        record.GetMembers(parameter.Name).OfType<IPropertySymbol>().Any()
                    )
                )
                .OrderByDescending(constructor => constructor.Parameters.Length)
                .FirstOrDefault()
            : record.InstanceConstructors.FirstOrDefault(constructor =>
                !constructor.IsImplicitlyDeclared
                && constructor.DeclaringSyntaxReferences.Any(reference =>
                    reference.GetSyntax() is RecordDeclarationSyntax
                )
            );

    /// <summary>The name in JSON.</summary>
    public static string JsonName(string name, ImmutableArray<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (
                attribute.AttributeClass?.ToDisplayString()
                    == "System.Text.Json.Serialization.JsonPropertyNameAttribute"
                && attribute.ConstructorArguments is { Length: 1 } arguments
                && arguments[0].Value is string given
            )
            {
                return given;
            }
        }

        // As System.Text.Json does: capitals at the beginning become small, but for the last before a small letter.
        var text = name.ToCharArray();
        for (var i = 0; i < text.Length && char.IsUpper(text[i]); i++)
        {
            if (i > 0 && i + 1 < text.Length && !char.IsUpper(text[i + 1]))
            {
                break;
            }

            text[i] = char.ToLowerInvariant(text[i]);
        }

        return new string(text);
    }
}
