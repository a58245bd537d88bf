using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NanoBananaContracts.Generator.Diagnostics;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Responses;

/// <summary>Bounds that the attributes of System.ComponentModel.DataAnnotations set, as far as a schema can have them.</summary>
internal sealed class AnnotationReader(string owner, ResponseKind kind, List<ResponseFinding> findings)
{
    private const string Annotations = "System.ComponentModel.DataAnnotations";

    private double? least;
    private double? most;
    private int? minCount;
    private int? maxCount;
    private string? pattern;

    private bool IsCounted => kind is ResponseKind.Text or ResponseKind.List or ResponseKind.Array;

    private bool IsNumber =>
        kind
            is ResponseKind.Int32
                or ResponseKind.Int64
                or ResponseKind.Single
                or ResponseKind.Double
                or ResponseKind.Decimal;

    /// <summary>Whether a member must be there although its type may be null.</summary>
    public bool IsRequired { get; private set; }

    /// <summary>Reads the attributes of a member, and of the parameter it stands for.</summary>
    public ResponseBounds Read(IEnumerable<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == Annotations)
            {
                Read(attribute, attribute.AttributeClass.Name.Replace("Attribute", ""));
            }
        }

        return new ResponseBounds(least, most, minCount, maxCount, pattern);
    }

    private void Read(AttributeData attribute, string name)
    {
        switch (name)
        {
            case "Required":
                IsRequired = true;
                if (kind == ResponseKind.Text && Named(attribute, "AllowEmptyStrings") is not true)
                {
                    minCount = Math.Max(minCount ?? 0, 1);
                }

                break;
            case "StringLength":
                Count(attribute, name, Named(attribute, "MinimumLength"), Argument(attribute, 0));
                break;
            case "MinLength":
                Count(attribute, name, Argument(attribute, 0), null);
                break;
            case "MaxLength":
                Count(attribute, name, null, Argument(attribute, 0));
                break;
            case "Length":
                Count(attribute, name, Argument(attribute, 0), Argument(attribute, 1));
                break;
            case "Range":
                Range(attribute, name);
                break;
            case "RegularExpression":
                Pattern(attribute, name);
                break;
            default:
                // Said of the member for other readers: [Display], [Key], ...
                break;
        }
    }

    private void Count(AttributeData attribute, string name, object? fewest, object? largest)
    {
        if (!IsCounted || (name == "StringLength" && kind != ResponseKind.Text))
        {
            Refuse(attribute, name, kind == ResponseKind.Enum ? "an enum has no length" : "its type has no length");
            return;
        }

        minCount = Greater(minCount, fewest as int?);
        maxCount = Smaller(maxCount, largest as int?);
        if (minCount < 0 || maxCount < 0)
        {
            Refuse(attribute, name, "a length is not negative");
        }
        else if (minCount > maxCount)
        {
            Refuse(attribute, name, "the smallest length is larger than the largest");
        }
    }

    private void Range(AttributeData attribute, string name)
    {
        if (!IsNumber)
        {
            Refuse(attribute, name, "its type is no number");
            return;
        }

        var shift = attribute.ConstructorArguments.Length == 3 ? 1 : 0;
        var low = Number(Argument(attribute, shift));
        var high = Number(Argument(attribute, shift + 1));
        if (low is null or double.NaN || high is null or double.NaN)
        {
            Refuse(attribute, name, "its ends are no numbers");
        }
        else if (Named(attribute, "MinimumIsExclusive") is true || Named(attribute, "MaximumIsExclusive") is true)
        {
            Refuse(attribute, name, "services know no bound that a number must not reach");
        }
        else if (low > high)
        {
            Refuse(attribute, name, "its smallest number is larger than its largest");
        }
        else
        {
            least = double.IsNegativeInfinity(low.Value) ? null : low;
            most = double.IsPositiveInfinity(high.Value) ? null : high;
        }
    }

    private void Pattern(AttributeData attribute, string name)
    {
        if (kind != ResponseKind.Text)
        {
            Refuse(attribute, name, "its type is no text");
            return;
        }

        // The attribute means the whole text, a schema any part of it.
        var whole = $"^(?:{Argument(attribute, 0) as string})$";
        if (EcmaPattern.Problem(whole) is { } problem)
        {
            Refuse(attribute, name, problem.What.TrimEnd('.'));
            return;
        }

        try
        {
            _ = new Regex(EcmaPattern.ToNet(whole), RegexOptions.ECMAScript, TimeSpan.FromSeconds(1));
            pattern = whole;
        }
        catch (ArgumentException exception)
        {
            Refuse(attribute, name, exception.Message.TrimEnd('.'));
        }
    }

    private void Refuse(AttributeData attribute, string name, string why) =>
        findings.Add(
            ResponseFinding.At(
                attribute.ApplicationSyntaxReference is { } syntax
                    ? Location.Create(syntax.SyntaxTree, syntax.Span)
                    : Location.None,
                ResponseRules.BadBound,
                owner,
                name,
                why
            )
        );

    private static int? Greater(int? left, int? right) => left > right ? left : right ?? left;

    private static int? Smaller(int? left, int? right) => left < right ? left : right ?? left;

    private static double? Number(object? value) =>
        value switch
        {
            int number => number,
            double number => number,
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                number,
            _ => null,
        };

    private static object? Argument(AttributeData attribute, int index) =>
        attribute.ConstructorArguments.Length > index ? attribute.ConstructorArguments[index].Value : null;

    private static object? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;
}
