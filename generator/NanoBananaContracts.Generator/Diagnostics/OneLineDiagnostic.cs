using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Diagnostics;

/// <summary>
/// The only place where diagnostics are made: whatever text of a schema or of somebody's code a message quotes, it is one
/// line, since a build takes the next one for a message of its own.
/// </summary>
internal static class OneLineDiagnostic
{
    /// <summary>A diagnostic.</summary>
    /// <param name="rule">Its rule.</param>
    /// <param name="place">Where.</param>
    /// <param name="texts">What its message quotes.</param>
    public static Diagnostic Create(DiagnosticDescriptor rule, Location place, params string[] texts) =>
        Create(rule, place, rule.DefaultSeverity, null, texts);

    /// <summary>A diagnostic that tells its fix what to write.</summary>
    /// <param name="rule">Its rule.</param>
    /// <param name="place">Where.</param>
    /// <param name="properties">For the fix.</param>
    /// <param name="texts">What its message quotes.</param>
    public static Diagnostic Create(
        DiagnosticDescriptor rule,
        Location place,
        ImmutableDictionary<string, string?> properties,
        params string[] texts
    ) => Create(rule, place, rule.DefaultSeverity, properties, texts);

    /// <summary>A diagnostic whose cause stands in another place, where its fix is made.</summary>
    /// <param name="rule">Its rule.</param>
    /// <param name="place">Where.</param>
    /// <param name="causes">The other places.</param>
    /// <param name="texts">What its message quotes.</param>
    public static Diagnostic CreateAt(
        DiagnosticDescriptor rule,
        Location place,
        Location[] causes,
        params string[] texts
    ) => Diagnostic.Create(rule, place, causes, Quoted(texts));

    /// <summary>A diagnostic of another severity than its rule's.</summary>
    /// <param name="rule">Its rule.</param>
    /// <param name="place">Where.</param>
    /// <param name="severity">How much it matters here.</param>
    /// <param name="properties">For the fix.</param>
    /// <param name="texts">What its message quotes.</param>
    public static Diagnostic Create(
        DiagnosticDescriptor rule,
        Location place,
        DiagnosticSeverity severity,
        ImmutableDictionary<string, string?>? properties,
        params string[] texts
    ) => Diagnostic.Create(rule, place, severity, additionalLocations: null, properties, Quoted(texts));

    // An array of this type only, or it would count as one argument.
    private static object[] Quoted(string[] texts) => Array.ConvertAll(texts, text => (object)Wording.Line(text));
}
