using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Tests.Harness;
using NanoBananaContracts.TestSupport;
using Xunit;

namespace NanoBananaContracts.Generator.Tests;

/// <summary>
/// The public surface of each package on each target, checked in: whoever changes it sees so in the review, and accepts
/// it by renaming the received file.
/// </summary>
public class ApiListingTests
{
    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters
            | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
    );

    // The tool is a command, not a library: nothing of it is public.
    public static TheoryData<string, string, string> Libraries =>
        new()
        {
            { "NanoBananaContracts.Runtime", "netstandard2.0", "NanoBananaContracts.netstandard2.0" },
            { "NanoBananaContracts.Runtime", "net8.0", "NanoBananaContracts.net8.0" },
            { "NanoBananaContracts.Runtime", "net10.0", "NanoBananaContracts.net10.0" },
            {
                "NanoBananaContracts.Extensions.AI",
                "Extensions.AI.netstandard2.0",
                "NanoBananaContracts.Extensions.AI.netstandard2.0"
            },
            { "NanoBananaContracts.Extensions.AI", "Extensions.AI.net8.0", "NanoBananaContracts.Extensions.AI.net8.0" },
            {
                "NanoBananaContracts.Extensions.AI",
                "Extensions.AI.net10.0",
                "NanoBananaContracts.Extensions.AI.net10.0"
            },
            { "NanoBananaContracts.Emulator", "Emulator.net8.0", "NanoBananaContracts.Emulator.net8.0" },
            { "NanoBananaContracts.Emulator", "Emulator.net10.0", "NanoBananaContracts.Emulator.net10.0" },
            { "NanoBananaContracts.Conformance", "Conformance.net10.0", "NanoBananaContracts.Conformance.net10.0" },
            {
                "NanoBananaContracts.Conformance.Xunit",
                "Conformance.Xunit.net10.0",
                "NanoBananaContracts.Conformance.Xunit.net10.0"
            },
        };

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_public_surface_is_the_one_that_was_reviewed(string library, string consumer, string listingName)
    {
        var compilation = CSharpCompilation.Create("Listing", references: ConsumerReferences.For(consumer));
        var assembly = compilation
            .References.Select(compilation.GetAssemblyOrModuleSymbol)
            .OfType<IAssemblySymbol>()
            .Single(assembly => assembly.Name == library);
        var listing = new StringBuilder();
        foreach (
            var type in Types(assembly.GlobalNamespace)
                .OrderBy(type => type.ToDisplayString(), System.StringComparer.Ordinal)
        )
        {
            List(type, listing);
        }

        Snapshot.Match(listing.ToString(), $"../../api/{listingName}");
    }

    private static void List(INamedTypeSymbol type, StringBuilder listing)
    {
        var kind = type.IsRecord ? "record" : type.TypeKind.ToString().ToLowerInvariant();
        var bases = type
            .Interfaces.Where(known => known.DeclaredAccessibility == Accessibility.Public)
            .Select(known => known.ToDisplayString(Format));
        if (type.BaseType is { SpecialType: SpecialType.None } parent)
        {
            bases = bases.Prepend(parent.ToDisplayString(Format));
        }

        var modifiers =
            (
                type.IsStatic ? "static "
                : type.IsSealed && type.TypeKind == TypeKind.Class ? "sealed "
                : type.IsAbstract && type.TypeKind == TypeKind.Class ? "abstract "
                : ""
            )
            + (type.IsReadOnly ? "readonly " : "")
            + (type.IsRefLikeType ? "ref " : "");
        listing.Append(modifiers).Append(kind).Append(' ').Append(type.ToDisplayString());
        listing
            .Append(bases.Any() ? " : " + string.Join(", ", bases.Order(System.StringComparer.Ordinal)) : "")
            .Append('\n');
        foreach (
            var line in type.GetMembers()
                .Where(member =>
                    member is not INamedTypeSymbol
                    && IsVisible(member)
                    && !member.IsImplicitlyDeclared
                    && member is not IMethodSymbol { AssociatedSymbol: not null }
                )
                .Where(member => !(type.IsRecord && Synthesized.Contains(member.Name)))
                .Select(member => member.ToDisplayString(Format))
                .Order(System.StringComparer.Ordinal)
        )
        {
            listing.Append("    ").Append(line).Append('\n');
        }
    }

    // What the compiler writes for every record says nothing about the surface.
    private static readonly HashSet<string> Synthesized =
    [
        "Equals",
        "GetHashCode",
        "op_Equality",
        "op_Inequality",
        "<Clone>$",
        "ToString",
        "PrintMembers",
        "EqualityContract",
        "Deconstruct",
    ];

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility
            is Accessibility.Public
                or Accessibility.Protected
                or Accessibility.ProtectedOrInternal;

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) =>
        container
            .GetMembers()
            .OfType<INamespaceOrTypeSymbol>()
            .Where(member => member is INamespaceSymbol || IsVisible(member))
            .SelectMany(member => member is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(member));
}
