// A library compiled against the netstandard2.0 build names these types as ours; at run time they are the platform's.
#if !NETSTANDARD2_0
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

[assembly: TypeForwardedTo(typeof(IsExternalInit))]
[assembly: TypeForwardedTo(typeof(RequiredMemberAttribute))]
[assembly: TypeForwardedTo(typeof(CompilerFeatureRequiredAttribute))]
[assembly: TypeForwardedTo(typeof(CollectionBuilderAttribute))]
[assembly: TypeForwardedTo(typeof(SetsRequiredMembersAttribute))]
#endif
