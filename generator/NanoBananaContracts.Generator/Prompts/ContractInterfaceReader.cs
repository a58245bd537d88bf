using Microsoft.CodeAnalysis;
using NanoBananaContracts.Generator.Diagnostics;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Prompts;

/// <summary>Reads an interface whose methods are prompts.</summary>
internal static class ContractInterfaceReader
{
    /// <summary>What stands before the name of an implementation.</summary>
    public const string Prefix = "NanoBanana";

    /// <summary>Reads an interface.</summary>
    /// <param name="type">The interface.</param>
    /// <param name="compilation">What it is compiled with.</param>
    /// <param name="findings">Where to put what is wrong.</param>
    /// <returns>What is to be emitted; null where that is nothing.</returns>
    public static ContractInterfaceUnit? Read(
        INamedTypeSymbol type,
        Compilation compilation,
        List<PromptFinding> findings
    )
    {
        var before = findings.Count;
        PromptReader.CheckLanguage(type, type.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.Options, findings);
        var isPublic = CheckType(type, findings);
        var methods = new List<ContractMethodUnit>();
        var isWhole = findings.Count == before;
        foreach (var member in type.AllInterfaces.Insert(0, type).SelectMany(each => each.GetMembers()))
        {
            isWhole &= CheckMember(type, member, methods, findings);
        }

        return isWhole
            ? new ContractInterfaceUnit(
                PromptNames.Namespace(type),
                PromptNames.File(type),
                PromptNames.Of(type),
                Word(type),
                isPublic,
                HasServices(compilation),
                new EquatableArray<ContractMethodUnit>(methods)
            )
            : null;
    }

    private static bool CheckType(INamedTypeSymbol type, List<PromptFinding> findings)
    {
        var isPublic = true;
        var isSeen = true;
        foreach (var each in PromptNames.Containers(type).Append(type))
        {
            isPublic &= each.DeclaredAccessibility == Accessibility.Public;
            isSeen &=
                !each.IsFileLocal
                && each.DeclaredAccessibility
                    is Accessibility.Public
                        or Accessibility.Internal
                        or Accessibility.ProtectedOrInternal;
            if (each.Arity > 0)
            {
                findings.Add(Wrong(type, type, "it is generic", "Give each of its types an interface of its own."));
                return isPublic;
            }
        }

        if (!isSeen)
        {
            findings.Add(
                Wrong(type, type, "nothing outside of its type or file sees it", "Make it internal or public.")
            );
        }

        var name = Prefix + Word(type);
        if (type.ContainingNamespace.GetTypeMembers(name).Any(taken => !PromptNames.IsEmitted(taken)))
        {
            findings.Add(
                Wrong(
                    type,
                    type,
                    $"its implementation is called {name}, and there is a type of that name",
                    "Rename one."
                )
            );
        }

        return isPublic;
    }

    /// <summary>A member that has to be implemented.</summary>
    /// <returns>Whether it can be.</returns>
    private static bool CheckMember(
        INamedTypeSymbol type,
        ISymbol member,
        List<ContractMethodUnit> methods,
        List<PromptFinding> findings
    )
    {
        var method = member as IMethodSymbol;
        var attribute = method is null ? null : PromptNames.AttributeOf(method, PromptNames.Attribute);
        if (
            attribute is null
            && (!member.IsAbstract || member is INamedTypeSymbol || method?.AssociatedSymbol is not null)
        )
        {
            return true; // It is implemented, or is the half of a property that is reported.
        }

        if (attribute is null)
        {
            findings.Add(
                Wrong(
                    type,
                    IsOf(type, member) ? member : type,
                    $"{member.Name} has no prompt",
                    method is null
                        ? "Move it to another interface."
                        : "Put [ImagePrompt] on it, give it a body, or move it to another interface."
                )
            );
            return false;
        }

        if (ReadMethod(method!, attribute, findings) is not { } read)
        {
            return false;
        }

        methods.Add(read);
        return true;
    }

    /// <summary>Reads a method of an interface.</summary>
    /// <param name="method">The method.</param>
    /// <param name="attribute">Its attribute.</param>
    /// <param name="findings">Where to put what is wrong.</param>
    /// <returns>What is to be emitted; null where that is nothing.</returns>
    public static ContractMethodUnit? ReadMethod(
        IMethodSymbol method,
        AttributeData attribute,
        List<PromptFinding> findings
    )
    {
        var before = findings.Count;
        if (!method.IsAbstract || method.IsStatic)
        {
            findings.Add(
                PromptFinding.Of(
                    PromptRules.NotPartial,
                    method,
                    method.Name,
                    "it without one: in an interface, end it with a semicolon, and do not make it static"
                )
            );
        }

        var result = PromptNames.IsTask(method.ReturnType)
            ? ((INamedTypeSymbol)method.ReturnType).TypeArguments[0]
            : null;
        var returnsReply = PromptNames.IsOurs(result, "NanoBananaReply");
        if (method.ReturnsByRef || (!returnsReply && !PromptNames.IsOurs(result, "GeneratedImage")))
        {
            findings.Add(
                PromptFinding.Of(
                    PromptRules.WrongReturn,
                    method,
                    method.Name,
                    PromptNames.Short(method.ReturnType),
                    "Return Task<GeneratedImage>, or Task<NanoBananaReply> for all that came."
                )
            );
        }

        PromptReader.CheckGeneric(method, findings);
        var isWellFormed = findings.Count == before;
        return PromptReader.Read(method, attribute, isCall: true, findings) is { } prompt && isWellFormed
            ? new ContractMethodUnit(
                PromptNames.Of(method.ReturnType),
                PromptNames.Of(method.ContainingType) + "." + Emission.CSharpText.Identifier(method.Name),
                returnsReply,
                prompt
            )
            : null;
    }

    private static bool IsOf(INamedTypeSymbol type, ISymbol member) =>
        SymbolEqualityComparer.Default.Equals(type, member.ContainingType);

    private static PromptFinding Wrong(INamedTypeSymbol type, ISymbol at, string why, string cure) =>
        PromptFinding.Of(PromptRules.WrongInterface, at, type.Name, why, cure);

    private static string Word(INamedTypeSymbol type)
    {
        var name = type.Name;
        var word = name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]) ? name.Substring(1) : name;
        return string.Concat(PromptNames.Containers(type).Select(each => each.Name)) + word;
    }

    private static bool HasServices(Compilation compilation)
    {
        const string Namespace = "Microsoft.Extensions.DependencyInjection.";
        return Has("IServiceCollection")
            && Has("ServiceProviderKeyedServiceExtensions")
            && Has("Extensions.ServiceCollectionDescriptorExtensions");

        bool Has(string name) => compilation.GetTypeByMetadataName(Namespace + name) is not null;
    }
}
