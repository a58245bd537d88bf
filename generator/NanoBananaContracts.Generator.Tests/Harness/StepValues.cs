using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NanoBananaContracts.Generator.Tests.Harness;

/// <summary>
/// Looks through what the steps of a run hand on. A symbol or a syntax node in there would keep a whole compilation
/// alive between keystrokes, and never be equal to its successor.
/// </summary>
internal static class StepValues
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();

    public static void ShouldHoldNothingOfTheCompiler(GeneratorRunResult result)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (
            var value in result
                .TrackedSteps.Where(step => step.Key.StartsWith("NBC.", StringComparison.Ordinal))
                .SelectMany(step => step.Value)
                .SelectMany(run => run.Outputs)
                .Select(output => output.Value)
        )
        {
            Look(value, value.GetType().Name, seen);
        }
    }

    private static void Look(object? value, string path, HashSet<object> seen)
    {
        if (value is null or SourceText || IsPlain(value.GetType()) || !seen.Add(value))
        {
            return;
        }

        (
            value is ISymbol or SyntaxNode or SyntaxTree or SemanticModel or Compilation or Location or Diagnostic
        ).ShouldBeFalse($"{path} holds a {value.GetType()}.");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Look(item, path + "[]", seen);
            }
        }

        foreach (var field in Fields.GetOrAdd(value.GetType(), FieldsOf))
        {
            Look(field.GetValue(value), $"{path}.{field.Name}", seen);
        }
    }

    /// <summary>Fields of a type and of what it derives from that can hold anything.</summary>
    private static FieldInfo[] FieldsOf(Type? type) =>
        type is null
            ? []
            :
            [
                .. FieldsOf(type.BaseType),
                .. type.GetFields(
                        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                    )
                    .Where(field => !IsPlain(field.FieldType)),
            ];

    private static bool IsPlain(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string);
}
