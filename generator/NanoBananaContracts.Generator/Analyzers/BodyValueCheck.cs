using System.Globalization;
using System.Text.RegularExpressions;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>Holds the single values of a body to what their fields take.</summary>
internal sealed class BodyValueCheck(List<TextMistake> found, BodyTarget target)
{
    // Marks of templates: what stands there is put in at run time.
    private static readonly char[] PlaceHolders = [LiteralText.Hole, '{', '}', '<', '>', '[', ']', '$', '%', '@', '#'];

    /// <summary>Whether a value, or a part of it, is not known here.</summary>
    public static bool IsOpen(JsonNode node) =>
        node.Kind == JsonKind.String && node.Text.IndexOf(LiteralText.Hole) >= 0;

    /// <summary>Adds a mistake at a value or a name: at what stands between the quotes, unless the quotes are wrong too.</summary>
    /// <param name="node">The value, or the name.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="instead">JSON in its place.</param>
    public void Add(JsonNode node, string message, string? instead = null)
    {
        var (start, end) = (node.Start, node.End);
        if (node.Kind is JsonKind.Object or JsonKind.Array)
        {
            end = start + 1;
        }
        else if (
            node.Kind == JsonKind.String
            && end - start > 2
            && (instead is null || instead.StartsWith("\"", StringComparison.Ordinal))
        )
        {
            (start, end) = (start + 1, end - 1);
            instead = instead?.Substring(1, instead.Length - 2);
        }

        found.Add(new TextMistake(start, end, message, instead));
    }

    /// <summary>A value of an enum.</summary>
    public void Enum(JsonNode node, BodyEnum definition, BodyField property, string path, string field)
    {
        var texts = Taken(definition, property, field);
        if (node.Kind != JsonKind.String)
        {
            var same = node.Kind == JsonKind.Number && texts.Contains(node.Text) ? JsonText.Quoted(node.Text) : null;
            Add(node, $"{path} must be a string", same);
            return;
        }

        if (IsTemplate(node.Text) || texts.Contains(node.Text, Comparer(definition)))
        {
            return;
        }

        // Another spelling of a value that is taken: good unless this place, or this provider, is known to have its own.
        var meant = definition.Values.FirstOrDefault(value =>
            value.Text == node.Text || value.Spellings.Any(spelling => spelling.Text == node.Text)
        );
        if (meant is not null && !IsKnown(meant))
        {
            Add(
                node,
                $"{Wording.Shown(node.Text)} at {path} is not known to {target.Provider!.Name}, only to {string.Join(", ", meant.Providers)}"
            );
            return;
        }

        var spelled = meant is null ? null : Spelled(meant, property);
        if (
            spelled is not null
            && texts.Contains(spelled)
            && (
                string.Equals(spelled, node.Text, StringComparison.OrdinalIgnoreCase)
                || (property.Spelling is null && target.Provider is null)
            )
        )
        {
            return;
        }

        var nearest =
            spelled is not null && texts.Contains(spelled)
                ? spelled
                : new Suggestion().Closest(node.Text.Trim(), texts);
        Add(
            node,
            $"{Wording.Shown(node.Text)} is not a value of {path}{Whose(field)}, which takes {(texts.Count == 0 ? "none" : string.Join(", ", texts))}",
            nearest is null ? null : JsonText.Quoted(nearest)
        );
    }

    /// <summary>How many items an array may have.</summary>
    public void Count(JsonNode node, BodyField bounds, string path)
    {
        // A hole can stand for several, with their commas.
        if (node.Items.Any(IsOpen))
        {
            return;
        }

        if (node.Items.Count < bounds.MinItems)
        {
            Add(node, $"{path} needs at least {Text(bounds.MinItems.Value)} {Items(bounds.MinItems.Value)}");
        }
        else if (node.Items.Count > bounds.MaxItems)
        {
            Add(node, $"{path} takes at most {Text(bounds.MaxItems.Value)} {Items(bounds.MaxItems.Value)}");
        }
    }

    /// <summary>A number, a text, a truth value or an object of any kind.</summary>
    public void Scalar(JsonNode node, TypeKind kind, BodyField bounds, string path)
    {
        switch (kind)
        {
            case TypeKind.Boolean:
                if (node.Kind != JsonKind.Boolean)
                {
                    Add(node, $"{path} must be true or false", node.Text is "true" or "false" ? node.Text : null);
                }

                break;
            case TypeKind.Int32:
            case TypeKind.Int64:
            case TypeKind.Int64String:
            case TypeKind.Single:
            case TypeKind.Double:
                Number(node, kind, bounds, path);
                break;
            case TypeKind.String:
            case TypeKind.Base64:
            case TypeKind.Timestamp:
            case TypeKind.Duration:
                if (node.Kind != JsonKind.String)
                {
                    Add(node, $"{path} must be a string");
                }
                else if (kind == TypeKind.String && !IsTemplate(node.Text))
                {
                    String(node, bounds, path);
                }

                break;
            case TypeKind.AnyObject:
            case TypeKind.Map:
                if (node.Kind != JsonKind.Object)
                {
                    Add(node, $"{path} must be an object");
                }

                break;
        }
    }

    private void Number(JsonNode node, TypeKind kind, BodyField bounds, string path)
    {
        // proto3 JSON takes a number in quotes too.
        if (
            node.Kind is not (JsonKind.Number or JsonKind.String)
            || !double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        )
        {
            if (node.Kind != JsonKind.String || !IsTemplate(node.Text))
            {
                Add(node, $"{path} must be a number");
            }

            return;
        }

        if (kind is not (TypeKind.Single or TypeKind.Double) && number != Math.Floor(number))
        {
            Add(node, $"{path} must be a whole number");
        }
        else if (number < bounds.Minimum)
        {
            Add(node, $"{path} must be at least {Text(bounds.Minimum.Value)}", Written(node, bounds.Minimum.Value));
        }
        else if (number > bounds.Maximum)
        {
            Add(node, $"{path} must be at most {Text(bounds.Maximum.Value)}", Written(node, bounds.Maximum.Value));
        }
        else if (number <= bounds.ExclusiveMinimum)
        {
            Add(node, $"{path} must be more than {Text(bounds.ExclusiveMinimum.Value)}");
        }
        else if (number >= bounds.ExclusiveMaximum)
        {
            Add(node, $"{path} must be less than {Text(bounds.ExclusiveMaximum.Value)}");
        }
    }

    private void String(JsonNode node, BodyField bounds, string path)
    {
        if (bounds.MaxLength is { } longest && node.Text.Length > longest)
        {
            Add(node, $"{path} takes at most {Text(longest)} characters");
        }
        else if (
            bounds.Pattern is { } pattern
            && !Regex.IsMatch(
                node.Text,
                EcmaPattern.ToNet(pattern),
                RegexOptions.ECMAScript | RegexOptions.CultureInvariant
            )
        )
        {
            Add(node, $"{path} must match {pattern}");
        }
    }

    private string Spelled(BodyEnumValue value, BodyField property)
    {
        var name = property.Spelling ?? target.Provider?.Dialect;
        return value.Spellings.FirstOrDefault(spelling => spelling.Spelling == name)?.Text ?? value.Text;
    }

    private bool IsKnown(BodyEnumValue value) =>
        target.Provider is not { } provider || value.Providers.Count == 0 || value.Providers.Contains(provider.Id);

    // What this place, the named provider and the named model take of what the contract knows, as it is written here.
    private List<string> Taken(BodyEnum definition, BodyField property, string field)
    {
        var allowed = property.AllowedValues;
        var ofModel = OfModel(field);
        var taken = new List<string>();
        foreach (var value in definition.Values)
        {
            if ((allowed.Count == 0 || allowed.Contains(value.Text)) && IsKnown(value))
            {
                var text = Spelled(value, property);
                if (ofModel is null || ofModel.Contains(text))
                {
                    taken.Add(text);
                }
            }
        }

        return taken;
    }

    private string Whose(string field) => OfModel(field) is null ? "" : " of " + target.Model!.Id;

    private IReadOnlyList<string>? OfModel(string field) =>
        field switch
        {
            "generationConfig.imageConfig.imageSize" => target.Model?.Sizes,
            "generationConfig.imageConfig.aspectRatio" => target.Model?.AspectRatios,
            "generationConfig.thinkingConfig.thinkingLevel" => target.Model?.ThinkingLevels,
            _ => null,
        };

    // The services' own examples write the types of a schema small, as JSON Schema does.
    private static StringComparer Comparer(BodyEnum definition) =>
        definition.Name == "SchemaType" ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    // {size}, %SIZE%, @size, __SIZE__
    private static bool IsTemplate(string text) =>
        text.IndexOfAny(PlaceHolders) >= 0 || text.IndexOf("__", StringComparison.Ordinal) >= 0;

    private static string Written(JsonNode node, double number) =>
        node.Kind == JsonKind.String ? JsonText.Quoted(Text(number)) : Text(number);

    private static string Items(int count) => count == 1 ? "item" : "items";

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
