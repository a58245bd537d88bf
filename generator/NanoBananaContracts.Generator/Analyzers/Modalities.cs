using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>What a list of modalities that stands in the source asks for.</summary>
internal static class Modalities
{
    /// <summary>Whether IMAGE is in it; null where not every item is spelled out, and for an empty list, which asks for nothing.</summary>
    public static bool? HasImage(IOperation modalities)
    {
        var written = modalities.Unconverted();
        // A list can grow after it was made; an array that is followed had none of its items set.
        if (written is ILocalReferenceOperation or IFieldReferenceOperation)
        {
            var origin = written.Origin();
            return origin == written || !IsFixed(written.Type) ? null : HasImage(origin);
        }

        bool? found = null;
        foreach (var operation in written.DescendantsAndSelf())
        {
            bool? item;
            switch (operation)
            {
                case IPropertyReferenceOperation
                {
                    Property: { IsStatic: true, ContainingType.Name: "ResponseModality" } property
                }:
                    item = property.Name == "Image";
                    break;
                case ILocalReferenceOperation or IFieldReferenceOperation when HasImage(operation) is { } followed:
                    item = followed;
                    break;
                case ILocalReferenceOperation
                or IFieldReferenceOperation
                or IParameterReferenceOperation
                or IPropertyReferenceOperation
                or IInvocationOperation:
                    return null;
                default:
                    continue;
            }

            if (item.Value)
            {
                return true;
            }

            found = false;
        }

        return found;
    }

    private static bool IsFixed(ITypeSymbol? type) =>
        type is IArrayTypeSymbol or { Name: "ValueList" or "ResponseModality" };
}
