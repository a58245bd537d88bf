using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>One thing that a request asks for and its model does not take.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Value">The value, as it is written.</param>
/// <param name="Place">Where it is reported: the value, or the whole assignment of what may not be set at all.</param>
/// <param name="Cure">For the fix.</param>
/// <param name="Texts">For the message.</param>
internal sealed record Refusal(
    DiagnosticDescriptor Rule,
    IOperation Value,
    SyntaxNode Place,
    ImmutableDictionary<string, string?> Cure,
    string[] Texts
)
{
    private static readonly string[][] Shapes =
    [
        ["GenerationConfig", "ImageConfig", "ImageSize"],
        ["GenerationConfig", "ImageConfig", "AspectRatio"],
        ["GenerationConfig", "ResponseFormat", "Image", "ImageSize"],
        ["GenerationConfig", "ResponseFormat", "Image", "AspectRatio"],
    ];

    private static readonly ImmutableDictionary<string, string?> NoCure = ImmutableDictionary<string, string?>.Empty;

    /// <summary>All that a model, of whichever provider may be meant, does not take of a request.</summary>
    public static IReadOnlyList<Refusal> Of(IOperation request, NamedModel model, ContractTypes types)
    {
        var found = new List<Refusal>();
        foreach (var path in Shapes)
        {
            if (WrittenMessage.TryFind(request, out var value, path) && value is not null)
            {
                AddShape(found, value, path[path.Length - 1], model, types);
            }
        }

        foreach (var name in model.Meant[0].Model.RefusedParameters)
        {
            if (
                model.Meant.All(each => each.Model.RefusedParameters.Contains(name))
                && WrittenMessage.TryFind(request, out var value, "GenerationConfig", Pascal(name))
                && value is not null
            )
            {
                var takers = Takers(model, name, one => !one.RefusedParameters.Contains(name));
                found.Add(
                    new(
                        CodeRules.ModelRefusesParameter,
                        value,
                        Assignment(value) ?? value.Syntax,
                        Assignment(value) is null ? NoCure : NoCure.Add(FixProperties.Remove, name),
                        [
                            name + " is set",
                            model.Meant[0].Model.Id,
                            model.Meant[0].Provider.Name,
                            $"Leave {name} out.{takers}",
                        ]
                    )
                );
            }
        }

        if (
            WrittenMessage.TryFind(request, out var level, "GenerationConfig", "ThinkingConfig", "ThinkingLevel")
            && level is not null
        )
        {
            AddThinking(found, level, model, types);
        }

        return found;
    }

    private static void AddShape(
        List<Refusal> found,
        IOperation value,
        string field,
        NamedModel model,
        ContractTypes types
    )
    {
        var isSize = field == "ImageSize";
        IReadOnlyList<string>? Made(ModelFact fact) => isSize ? fact.Sizes : fact.AspectRatios;
        bool Makes(ModelFact one, DocumentedValue value) => Made(one)?.Intersect(value.Texts).Any() != false;
        if (
            types.Value(value) is not { } asked
            || IsUnspecified(asked)
            || model.Meant.Any(each => Makes(each.Model, asked))
        )
        {
            return;
        }

        var (provider, fact) = model.Meant[0];
        var documented = types.Values(value.Origin().Type!);
        var made = Made(fact)!
            .Select(text => documented.FirstOrDefault(each => each.Texts.Contains(text)))
            .OfType<DocumentedValue>()
            .ToList();
        var json = isSize ? "imageSize" : "aspectRatio";
        var use =
            made.Count == 0
                ? $"Leave {json} out: the model has one only."
                : $"Use {Choice(made.Select(each => each.Texts[0]))}.";
        var cure =
            Nearest(asked, made, documented, isSize) is { } nearest ? NoCure.Add(FixProperties.Member, nearest.Member)
            : Assignment(value) is not null ? NoCure.Add(FixProperties.Remove, json)
            : NoCure;
        found.Add(
            new(
                CodeRules.ModelRefusesShape,
                value,
                made.Count == 0 ? Assignment(value) ?? value.Syntax : value.Syntax,
                cure,
                [
                    json,
                    asked.Texts[0],
                    fact.Id,
                    provider.Name,
                    use + Takers(model, $"\"{asked.Texts[0]}\"", one => Makes(one, asked)),
                ]
            )
        );
    }

    private static void AddThinking(List<Refusal> found, IOperation value, NamedModel model, ContractTypes types)
    {
        if (
            types.Value(value) is not { } asked
            || IsUnspecified(asked)
            || model.Meant.Any(each => each.Model.ThinkingLevels?.Intersect(asked.Texts).Any() != false)
        )
        {
            return;
        }

        var (provider, fact) = model.Meant[0];
        var documented = types.Values(value.Origin().Type!);
        var taken = documented.Where(each => fact.ThinkingLevels!.Intersect(each.Texts).Any()).ToList();
        var cure = Nearest(asked, taken, documented, isOrdered: true) is { } nearest
            ? NoCure.Add(FixProperties.Member, nearest.Member)
            : NoCure;
        found.Add(
            new(
                CodeRules.ModelRefusesParameter,
                value,
                value.Syntax,
                cure,
                [
                    $"thinkingLevel is \"{asked.Texts[0]}\"",
                    fact.Id,
                    provider.Name,
                    $"Use {Choice(fact.ThinkingLevels!)}, or leave it out.",
                ]
            )
        );
    }

    /// <summary>Of sizes and levels the next in order, the larger of two; of ratios the one of the nearest shape.</summary>
    private static DocumentedValue? Nearest(
        DocumentedValue asked,
        IReadOnlyList<DocumentedValue> taken,
        IReadOnlyList<DocumentedValue> documented,
        bool isOrdered
    )
    {
        double Place(DocumentedValue value) =>
            isOrdered ? documented.TakeWhile(each => each != value).Count() : Shape(value.Texts[0]);
        var at = Place(documented.First(each => each.Member == asked.Member));
        return taken.OrderBy(each => Math.Abs(Place(each) - at)).ThenByDescending(Place).FirstOrDefault();
    }

    private static double Shape(string ratio)
    {
        var sides = ratio.Split(':');
        return
            sides.Length == 2
            && double.TryParse(sides[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && double.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            ? Math.Log(width / height)
            : double.MaxValue;
    }

    /// <summary>Which models of the provider take it, as the client's own message says.</summary>
    private static string Takers(NamedModel model, string what, Func<ModelFact, bool> takes)
    {
        var provider = model.Meant[0].Provider;
        var takers = provider
            .Models.Where(each => each.Retired is null && takes(each))
            .Select(each => each.Id)
            .ToList();
        return takers.Count == 0
            ? $" No current model of {provider.Name} takes {what}."
            : $" Models of {provider.Name} that take {what}: {string.Join(", ", takers)}.";
    }

    private static string Choice(IEnumerable<string> values)
    {
        var quoted = values.Select(value => $"\"{value}\"").ToArray();
        return quoted.Length < 2
            ? string.Concat(quoted)
            : string.Join(", ", quoted.Take(quoted.Length - 1)) + " or " + quoted[quoted.Length - 1];
    }

    /// <summary>The assignment within an initialiser, which can be taken out; null for an argument.</summary>
    private static SyntaxNode? Assignment(IOperation value)
    {
        var parent = value.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent is ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation } assignment
            ? assignment.Syntax
            : null;
    }

    private static bool IsUnspecified(DocumentedValue value) =>
        value.Texts[0].EndsWith("_UNSPECIFIED", StringComparison.Ordinal);

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
