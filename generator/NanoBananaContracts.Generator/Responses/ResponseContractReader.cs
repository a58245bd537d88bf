using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoBananaContracts.Generator.Diagnostics;
using NanoBananaContracts.Generator.Emission;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Responses;

/// <summary>Reads a record with <c>[ResponseContract]</c> into its contract.</summary>
internal sealed class ResponseContractReader
{
    /// <summary>Metadata name of the attribute.</summary>
    public const string Attribute = "NanoBananaContracts.ResponseContractAttribute";

    private readonly INamedTypeSymbol type;
    private readonly Compilation compilation;
    private readonly List<ResponseFinding> findings = [];

    // What is wrong in a record of its own is told of that one, and keeps this one from being made.
    private bool isInnerWrong;

    private ResponseContractReader(INamedTypeSymbol type, Compilation compilation)
    {
        this.type = type;
        this.compilation = compilation;
    }

    /// <summary>Reads one.</summary>
    public static ResponseReading Read(GeneratorAttributeSyntaxContext context)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var reader = new ResponseContractReader(type, context.SemanticModel.Compilation);
        var contract = reader.Read();
        return new ResponseReading(
            reader.findings.Count == 0 ? contract : null,
            new EquatableArray<ResponseFinding>(reader.findings)
        );
    }

    private ResponseContract? Read()
    {
        if (Unfit(type) is { } unfit)
        {
            Report(type, ResponseRules.NotPartialRecord, type.Name, unfit);
            return null;
        }

        var shape = Shape(type, ImmutableStack.Create<INamedTypeSymbol>(type));
        if (shape.Members.Count == 0 && findings.Count == 0 && !isInnerWrong)
        {
            Report(type, ResponseRules.Empty, type.Name);
        }

        if (findings.Count > 0 || isInnerWrong)
        {
            return null;
        }

        var containers = new List<string>();
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containers.Insert(0, $"partial {Keyword(outer)} {CSharpText.Identifier(outer.Name)}");
        }

        var fullName = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return new ResponseContract(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            new EquatableArray<string>(containers),
            type.Name,
            fullName,
            fullName.Replace("global::", "").Replace("@", "") + "-response.g.cs",
            ResponseSchema.Of(shape),
            new EquatableArray<ResponseMember>(shape.Members.Select(member => member.Member)),
            shape.Parameters,
            compilation.GetTypeByMetadataName("System.Diagnostics.CodeAnalysis.NotNullWhenAttribute")
                is { DeclaredAccessibility: Accessibility.Public },
            ResponseMembers.Bases(type).Any(IsContract)
        );
    }

    /// <summary>Why nothing can be added to the type; null when something can.</summary>
    private static string? Unfit(INamedTypeSymbol type)
    {
        if (!type.IsRecord)
        {
            return "is a class without the members of a record";
        }

        if (type.IsAbstract)
        {
            return "is abstract";
        }

        if (type.IsFileLocal)
        {
            return "is visible in its file alone";
        }

        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsGenericType)
            {
                return "has type parameters";
            }

            if (
                !outer.DeclaringSyntaxReferences.Any(reference =>
                    reference.GetSyntax() is TypeDeclarationSyntax declaration
                    && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
                )
            )
            {
                return ReferenceEquals(outer, type) ? "is not partial" : "stands in a type that is not partial";
            }
        }

        if (
            ResponseMembers.Constructor(type) is null
            && type.InstanceConstructors.All(constructor => constructor.Parameters.Length > 0)
        )
        {
            return "has no constructor that takes nothing, and no parameters behind its name";
        }

        return null;
    }

    /// <summary>What a record has in it: the parameters of its constructor, then what else can be set.</summary>
    private ResponseShape Shape(INamedTypeSymbol record, ImmutableStack<INamedTypeSymbol> path)
    {
        var members = new List<ResponseShapeMember>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var properties = ResponseMembers.Properties(record);
        var parameters = ResponseMembers.Constructor(record)?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty;
        foreach (var parameter in parameters)
        {
            var property = properties.FirstOrDefault(property => property.Name == parameter.Name);
            Add(
                parameter,
                parameter.Type,
                parameter.GetAttributes().AddRange(property?.GetAttributes() ?? ImmutableArray<AttributeData>.Empty),
                DocComments.Parameter(record, parameter.Name)
            );
        }

        foreach (var property in properties)
        {
            if (
                property.SetMethod is not null
                && compilation.IsSymbolAccessibleWithin(property.SetMethod, record)
                && !ResponseMembers.IsIgnored(property)
                && !parameters.Any(parameter => parameter.Name == property.Name)
            )
            {
                Add(property, property.Type, property.GetAttributes(), DocComments.Summary(property));
            }
        }

        foreach (var taken in record.GetMembers().Where(ResponseMembers.IsTaken))
        {
            Report(
                taken,
                ResponseRules.NameTaken,
                record.Name + "." + taken.Name,
                taken.Name,
                "the generator adds a member of that name"
            );
        }

        return new ResponseShape(record.Name, DocComments.Summary(record), members, parameters.Length);

        void Add(ISymbol symbol, ITypeSymbol declared, ImmutableArray<AttributeData> attributes, string? description)
        {
            var owner = record.Name + "." + symbol.Name;
            var jsonName = ResponseMembers.JsonName(symbol.Name, attributes);
            if (names.TryGetValue(jsonName, out var other))
            {
                Report(symbol, ResponseRules.NameTaken, owner, jsonName, $"{other} has that name in JSON");
            }

            names[jsonName] = owner;
            var value = Value(symbol, owner, declared, attributes, path, out var inner);
            if (value is not null)
            {
                members.Add(
                    new ResponseShapeMember(new ResponseMember(symbol.Name, jsonName, value), description, inner)
                );
            }
        }
    }

    private static bool IsContract(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == Attribute);

    private ResponseValue? Value(
        ISymbol symbol,
        string owner,
        ITypeSymbol declared,
        ImmutableArray<AttributeData> attributes,
        ImmutableStack<INamedTypeSymbol> path,
        out ResponseInner inner
    )
    {
        inner = ResponseInner.None;
        var isNullable = declared.NullableAnnotation == NullableAnnotation.Annotated;
        var bare = declared
            is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : declared;
        ResponseValue? item = null;
        if (
            KindOf(bare, out var element) is not { } kind
            || (kind == ResponseKind.Enum && !bare.GetMembers().OfType<IFieldSymbol>().Any())
        )
        {
            Report(symbol, ResponseRules.UnsupportedType, owner, declared.ToDisplayString());
            return null;
        }

        var choices = default(EquatableArray<string>);
        if (element is not null)
        {
            item = Value(symbol, owner, element, ImmutableArray<AttributeData>.Empty, path, out inner);
            if (item is null)
            {
                return null;
            }
        }
        else if (kind == ResponseKind.Enum)
        {
            var values = bare.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).ToArray();
            choices = new EquatableArray<string>(values.Select(field => field.Name));
            inner = new ResponseInner(bare.Name, DocComments.Summary(bare), null);
        }
        else if (kind == ResponseKind.Record)
        {
            var record = (INamedTypeSymbol)bare;
            if (path.Contains(record, SymbolEqualityComparer.Default))
            {
                Report(symbol, ResponseRules.Recursive, owner, record.Name);
                return null;
            }

            inner = new ResponseInner(record.Name, null, InnerShape(record, path));
        }

        var annotations = new AnnotationReader(owner, kind, findings);
        var bounds = annotations.Read(attributes);
        return new ResponseValue(
            kind,
            bare.WithNullableAnnotation(NullableAnnotation.NotAnnotated)
                .ToDisplayString(
                    SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
                        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
                    )
                ),
            isNullable && !annotations.IsRequired,
            bounds,
            choices,
            item
        );
    }

    private ResponseShape InnerShape(INamedTypeSymbol record, ImmutableStack<INamedTypeSymbol> path)
    {
        var before = findings.Count;
        var shape = Shape(record, path.Push(record));
        var isOurs = !record.DeclaringSyntaxReferences.IsEmpty;
        isInnerWrong |= findings.Count > before || shape.Members.Count == 0 || (isOurs && Unfit(record) is not null);
        // But that it comes round to this one.
        var told = findings.FindIndex(before, finding => finding.Rule == ResponseRules.Recursive.Id);
        var recursion = told < 0 ? null : findings[told];
        findings.RemoveRange(before, findings.Count - before);
        if (recursion is not null)
        {
            findings.Add(recursion);
        }

        return shape;
    }

    /// <summary>What a type is, and what its items are where it is a list; null when a schema cannot say it.</summary>
    private static ResponseKind? KindOf(ITypeSymbol type, out ITypeSymbol? item)
    {
        item = null;
        switch (type.SpecialType)
        {
            case SpecialType.System_String:
                return ResponseKind.Text;
            case SpecialType.System_Boolean:
                return ResponseKind.Boolean;
            case SpecialType.System_Int32:
                return ResponseKind.Int32;
            case SpecialType.System_Int64:
                return ResponseKind.Int64;
            case SpecialType.System_Single:
                return ResponseKind.Single;
            case SpecialType.System_Double:
                return ResponseKind.Double;
            case SpecialType.System_Decimal:
                return ResponseKind.Decimal;
        }

        if (type is IArrayTypeSymbol { Rank: 1 } array)
        {
            item = array.ElementType;
            return ResponseKind.Array;
        }

        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        if (named.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum)
        {
            return ResponseKind.Enum;
        }

        if (IsContract(named))
        {
            return ResponseKind.Record;
        }

        if (
            named.OriginalDefinition.SpecialType
                is SpecialType.System_Collections_Generic_IReadOnlyList_T
                    or SpecialType.System_Collections_Generic_IReadOnlyCollection_T
                    or SpecialType.System_Collections_Generic_IList_T
                    or SpecialType.System_Collections_Generic_ICollection_T
                    or SpecialType.System_Collections_Generic_IEnumerable_T
            || named.OriginalDefinition.ToDisplayString() == "System.Collections.Generic.List<T>"
        )
        {
            item = named.TypeArguments[0];
            return ResponseKind.List;
        }

        return null;
    }

    private static string Keyword(INamedTypeSymbol type) =>
        type switch
        {
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { IsValueType: true } => "struct",
            { TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface } => "interface",
            _ => "class",
        };

    private void Report(ISymbol symbol, DiagnosticDescriptor rule, params string[] texts) =>
        findings.Add(ResponseFinding.At(symbol.Locations.FirstOrDefault() ?? Location.None, rule, texts));
}
