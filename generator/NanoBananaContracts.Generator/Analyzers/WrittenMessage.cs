using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// What the source says of a field of a message: through initialisers, <c>with</c>, <c>ForImage</c>, and names for the
/// message or a part of it. Messages cannot be changed once they are made.
/// </summary>
internal static class WrittenMessage
{
    /// <summary>Finds the value of a field.</summary>
    /// <param name="message">The message.</param>
    /// <param name="value">The value as it is written; null where the field is surely not set.</param>
    /// <param name="path">C# names of the fields that lead to it, the outermost first.</param>
    /// <returns>False where the source does not say.</returns>
    public static bool TryFind(IOperation message, out IOperation? value, params string[] path) =>
        Find(message, path, 0, out value);

    private static bool Find(IOperation message, string[] path, int at, out IOperation? value)
    {
        value = message.ConstantValue is { HasValue: true, Value: null } ? null : message;
        if (value is null || at == path.Length)
        {
            return true;
        }

        switch (message.Origin())
        {
            case IObjectCreationOperation creation when creation.Arguments.Length == 0:
                value = null;
                return creation.Initializer is null
                    || (IsSeen(creation.Initializer, path[at], out var set) && Within(set, path, at, out value));
            case IWithOperation copy when IsSeen(copy.Initializer, path[at], out var changed):
                return changed is null
                    ? Find(copy.Operand, path, at, out value)
                    : Find(changed, path, at + 1, out value);
            case IPropertyReferenceOperation { Instance: { } owner } part:
                return Find(owner, [part.Property.Name, .. path.Skip(at)], 0, out value);
            case IInvocationOperation { TargetMethod: { Name: "ForImage", IsStatic: true } method } call
                when ContractTypes.IsOurs(method):
                return OfForImage(call, path, at, out value);
            case var other when other.ConstantValue is { HasValue: true, Value: null }:
                value = null;
                return true;
            default:
                value = null;
                return false;
        }
    }

    private static bool Within(IOperation? set, string[] path, int at, out IOperation? value)
    {
        value = null;
        return set is null || Find(set, path, at + 1, out value);
    }

    /// <summary>The assignment of a name; false for a nested initialiser, which adds to what nobody sees.</summary>
    private static bool IsSeen(IObjectOrCollectionInitializerOperation initializer, string name, out IOperation? value)
    {
        value = null;
        foreach (var each in initializer.Initializers)
        {
            switch (each)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment
                    when target.Property.Name == name:
                    value = assignment.Value;
                    return true;
                case IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation member }
                    when member.Property.Name == name:
                    return false;
            }
        }

        return true;
    }

    private static bool OfForImage(IInvocationOperation call, string[] path, int at, out IOperation? value)
    {
        value = null;
        if (call.TargetMethod.ContainingType.Name == "GenerateContentRequest")
        {
            if (path[at] != "GenerationConfig")
            {
                return path[at] != "Contents";
            }

            if (++at == path.Length)
            {
                return false;
            }
        }

        if (path[at] != "ImageConfig")
        {
            return path[at] != "ResponseModalities"; // Which it sets; nothing else.
        }

        if (at + 2 != path.Length)
        {
            return false;
        }

        foreach (var argument in call.Arguments)
        {
            if (string.Equals(argument.Parameter?.Name, path[at + 1], StringComparison.OrdinalIgnoreCase))
            {
                return Find(argument.Value, path, path.Length, out value);
            }
        }

        return true;
    }
}
