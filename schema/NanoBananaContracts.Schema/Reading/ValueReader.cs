using System.Globalization;

namespace NanoBananaContracts.Schema;

/// <summary>Constants, defaults, and values and spellings of an enum where it is used.</summary>
internal sealed class ValueReader(ReadingContext context)
{
    /// <summary>The spelling that <c>x-spelling</c> names, or null.</summary>
    public string? SpellingOf(SchemaNode node, TypeReference type)
    {
        if (node.Spelling is not { } spelling)
        {
            return null;
        }

        if (context.EnumOf(type) is not { } definition)
        {
            if (type.Innermost.Kind != TypeKind.Any)
            {
                context.Report(
                    SchemaRules.NotAnEnum,
                    node.KeyMark("x-spelling"),
                    "'x-spelling' stands on something that is not an enum."
                );
            }

            return null;
        }

        if (definition.Spellings.Contains(spelling.Text))
        {
            return spelling.Text;
        }

        context.Report(
            SchemaRules.UnknownSpelling,
            spelling.Mark,
            $"'{definition.SchemaName}' has no spelling {Wording.Shown(spelling.Text)}.",
            context.Suggestion.DidYouMean(spelling.Text, definition.Spellings)
        );
        return null;
    }

    /// <summary>Values of an <c>enum</c> beside a reference to an enum: those of the enum that are allowed there.</summary>
    public EquatableArray<string> Narrowed(SchemaNode node, ResolvedType target)
    {
        if (context.EnumOf(target.Type) is not { } definition)
        {
            if (target.Type.Innermost.Kind != TypeKind.Any)
            {
                context.Report(
                    SchemaRules.NotAnEnum,
                    node.KeyMark("enum"),
                    "'enum' beside a reference narrows an enum, and this is not a reference to one."
                );
            }

            return default;
        }

        var known = context.TextsOf(definition);
        var allowed = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in node.Enum!)
        {
            if (item.Kind != (definition.IsInteger ? JsonKind.Number : JsonKind.String) || !known.Contains(item.Text))
            {
                context.Report(
                    SchemaRules.UnknownEnumValue,
                    item.Mark,
                    $"{Wording.Shown(item.Text)} is not a value of '{definition.SchemaName}'.",
                    context.Suggestion.DidYouMean(item.Text, known)
                );
            }
            else if (seen.Add(item.Text))
            {
                allowed.Add(item.Text);
            }
            else
            {
                context.Report(
                    SchemaRules.DuplicateEnumValue,
                    item.Mark,
                    $"The value {Wording.Shown(item.Text)} is listed twice."
                );
            }
        }

        if (node.Enum.Count == 0)
        {
            context.Report(SchemaRules.EmptyEnum, node.KeyMark("enum"), "No value is allowed here.");
        }

        return new EquatableArray<string>(allowed.ToArray());
    }

    /// <summary>The constant as JSON, or null where it does not fit the type (reported).</summary>
    public string? ConstOf(SchemaNode node, ResolvedType type) => FittingValue(node.Const!, "const", type);

    /// <summary>The default as JSON; null where there is none or it does not fit the type (reported).</summary>
    public string? DefaultOf(SchemaNode node, ResolvedType type) =>
        node.Default is null ? null : FittingValue(node.Default, "default", type);

    private string? FittingValue(JsonNode value, string keyword, ResolvedType type)
    {
        if (Fits(value, type.Type, type.AllowedValues))
        {
            return JsonText.Compact(value);
        }

        context.Report(
            SchemaRules.DefaultDoesNotFit,
            value.Mark,
            $"{value.Describe()} of '{keyword}' is not {Wanted(type)}."
        );
        return null;
    }

    private string Wanted(ResolvedType type) =>
        type.Type.Kind == TypeKind.Enum ? $"a value of '{context.EnumOf(type.Type)?.SchemaName}' that is allowed here"
        : type.Type.Kind == TypeKind.Int32 ? "an integer of 32 bits"
        : SchemaShapes.Name(SchemaShapes.Of(type.Type.Kind));

    private bool Fits(JsonNode value, TypeReference type, EquatableArray<string> allowed)
    {
        switch (type.Kind)
        {
            case TypeKind.Boolean:
                return value.Kind == JsonKind.Boolean;
            case TypeKind.Int32:
                return value.Kind == JsonKind.Number
                    && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
            case TypeKind.Int64:
                return value.Kind == JsonKind.Number && IsInt64(value.Text);
            case TypeKind.Int64String:
                return value.Kind == JsonKind.String && IsInt64(value.Text);
            case TypeKind.Single:
            case TypeKind.Double:
                return value.Kind == JsonKind.Number
                    || value.Kind == JsonKind.String && value.Text is "NaN" or "Infinity" or "-Infinity";
            case TypeKind.String:
            case TypeKind.Base64:
            case TypeKind.Timestamp:
            case TypeKind.Duration:
                return value.Kind == JsonKind.String;
            case TypeKind.AnyObject:
            case TypeKind.Message:
            case TypeKind.Map:
                return value.Kind == JsonKind.Object;
            case TypeKind.Enum:
                return context.EnumOf(type) is not { } definition || IsValue(value, definition, allowed);
            case TypeKind.List:
                if (value.Kind != JsonKind.Array)
                {
                    return false;
                }

                foreach (var item in value.Items)
                {
                    if (!Fits(item, type.Element!, allowed))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return true;
        }
    }

    private bool IsValue(JsonNode value, EnumDefinition definition, EquatableArray<string> allowed) =>
        value.Kind == (definition.IsInteger ? JsonKind.Number : JsonKind.String)
        && (allowed.IsEmpty ? context.TextsOf(definition).Contains(value.Text) : allowed.Contains(value.Text));

    /// <summary>True for the digits of an integer of 64 bits.</summary>
    public static bool IsInt64(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
