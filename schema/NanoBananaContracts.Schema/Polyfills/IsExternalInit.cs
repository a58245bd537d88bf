using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>Lets init-only members compile on netstandard2.0; internal, so that it never meets another copy.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
