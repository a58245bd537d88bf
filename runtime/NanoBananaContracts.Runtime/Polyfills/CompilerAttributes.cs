// What the compiler looks up when a consumer below .NET 7 uses init, required and collection expressions. They are
// public here because emitted records expose init accessors: a netstandard2.0 library compiled against this assembly
// names these types in its metadata, and must find them again when it runs on the .NET 8 or .NET 10 build (which
// forward them, see TypeForwards.cs).
#if NETSTANDARD2_0
using System.ComponentModel;

namespace System.Runtime.CompilerServices
{
    /// <summary>Marks an init accessor for the compiler; of no use in code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static class IsExternalInit;

    /// <summary>Marks required members for the compiler; of no use in code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [AttributeUsage(
        AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property,
        Inherited = false
    )]
    public sealed class RequiredMemberAttribute : Attribute;

    /// <summary>Names a compiler feature that a member needs; of no use in code.</summary>
    /// <param name="featureName">The feature.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
    public sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        /// <summary>Name of the feature "ref structs".</summary>
        public const string RefStructs = nameof(RefStructs);

        /// <summary>Name of the feature "required members".</summary>
        public const string RequiredMembers = nameof(RequiredMembers);

        /// <summary>The feature.</summary>
        public string FeatureName { get; } = featureName;

        /// <summary>True when a compiler that does not know the feature may go on.</summary>
        public bool IsOptional { get; init; }
    }

    /// <summary>Tells the compiler how to build a collection from a collection expression.</summary>
    /// <param name="builderType">Type with the method.</param>
    /// <param name="methodName">Static method that takes a span.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
    public sealed class CollectionBuilderAttribute(Type builderType, string methodName) : Attribute
    {
        /// <summary>Type with the method.</summary>
        public Type BuilderType { get; } = builderType;

        /// <summary>Static method that takes a span.</summary>
        public string MethodName { get; } = methodName;
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class CallerArgumentExpressionAttribute(string parameterName) : Attribute
    {
        public string ParameterName { get; } = parameterName;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>Says that a constructor sets every required member; of no use in code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [AttributeUsage(AttributeTargets.Constructor, Inherited = false)]
    public sealed class SetsRequiredMembersAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
    {
        public bool ReturnValue { get; } = returnValue;
    }

    [AttributeUsage(AttributeTargets.Method, Inherited = false)]
    internal sealed class DoesNotReturnAttribute : Attribute;
}
#endif
