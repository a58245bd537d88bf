using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Players.Matching;

/// <summary>
/// The part of JSON Schema 2020-12 that <c>matchesJsonSchema</c> operands may use. NJsonSchema stops at draft 4, and
/// WireMock's default is 2020-12, so the keywords both agree on are evaluated here and every other one is refused by
/// name; <c>format</c> and <c>contentEncoding</c> among them, because WireMock accepts but never asserts them.
/// </summary>
internal sealed class PortableSchema
{
    private readonly JsonElement _root;
    private readonly Dictionary<string, JavaRegex> _patterns;

    private PortableSchema(JsonElement root, Dictionary<string, JavaRegex> patterns)
    {
        _root = root;
        _patterns = patterns;
    }

    /// <summary>Reads a schema; null, with reports, when it is broken or leaves the subset.</summary>
    public static PortableSchema? Read(JsonAt at)
    {
        var problems = new List<JsonProblem>();
        var patterns = new Dictionary<string, JavaRegex>(StringComparer.Ordinal);
        Check(new JsonAt(at.Element, at.Pointer, problems), at.Element, patterns);
        foreach (var problem in problems)
            at.Problems.Add(problem);
        return problems.Count == 0 ? new PortableSchema(at.Element, patterns) : null;
    }

    public bool IsValid(JsonElement value) => IsValid(_root, value, 0);

    private static void Check(JsonAt schema, JsonElement root, Dictionary<string, JavaRegex> patterns)
    {
        if (schema.Kind is JsonValueKind.True or JsonValueKind.False)
            return;
        if (schema.Kind != JsonValueKind.Object)
        {
            schema.Report(LintRules.SchemaOperand, "A schema is an object, true or false.");
            return;
        }

        foreach (var property in schema.Element.EnumerateObject())
        {
            var at = schema.Child(property.Name, property.Value);
            switch (property.Name)
            {
                case "$schema" or "$comment" or "title" or "description" or "enum" or "const" or "required":
                case "type":
                    CheckType(property.Name, at);
                    break;
                case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "minLength" or "maxLength":
                case "minItems" or "maxItems" or "minProperties" or "maxProperties" or "minContains" or "maxContains":
                    if (at.Kind != JsonValueKind.Number)
                        at.Report(LintRules.SchemaOperand, $"\"{property.Name}\" must be a number.");
                    break;
                case "uniqueItems":
                    if (at.Kind is not (JsonValueKind.True or JsonValueKind.False))
                        at.Report(LintRules.SchemaOperand, "\"uniqueItems\" must be true or false.");
                    break;
                case "pattern":
                    CheckPattern(at, patterns);
                    break;
                case "items"
                or "contains"
                or "additionalProperties"
                or "propertyNames"
                or "not"
                or "if"
                or "then"
                or "else":
                    Check(at, root, patterns);
                    break;
                case "properties" or "$defs":
                    foreach (var child in at.AsObject()?.Properties() ?? [])
                        Check(child, root, patterns);
                    break;
                case "prefixItems" or "allOf" or "anyOf" or "oneOf":
                    foreach (var child in at.AsArray())
                        Check(child, root, patterns);
                    break;
                case "$ref":
                    if (at.AsText() is { } reference && Resolve(root, reference) is null)
                        at.Report(
                            LintRules.SchemaOperand,
                            $"\"{reference}\" leads nowhere; only \"#/...\" of this schema is followed."
                        );
                    break;
                case "format" or "contentEncoding" or "contentMediaType":
                    at.Report(
                        LintRules.SchemaOperand,
                        $"WireMock does not assert \"{property.Name}\"; use \"pattern\", or decode in an expectation of the case."
                    );
                    break;
                default:
                    at.Report(
                        LintRules.SchemaOperand,
                        $"The keyword \"{property.Name}\" is unknown or not in the subset both players evaluate alike."
                    );
                    break;
            }
        }
    }

    private static void CheckType(string keyword, JsonAt at)
    {
        if (keyword == "type")
        {
            var names =
                at.Kind == JsonValueKind.Array ? at.AsTexts()
                : at.AsText() is { } one ? [one]
                : [];
            foreach (var name in names)
            {
                if (name is not ("object" or "array" or "string" or "number" or "integer" or "boolean" or "null"))
                    at.Report(LintRules.SchemaOperand, $"\"{name}\" is not a type of JSON Schema.");
            }
        }
        else if (keyword == "required")
        {
            at.AsTexts();
        }
        else if (keyword == "enum")
        {
            at.AsArray();
        }
    }

    private static void CheckPattern(JsonAt at, Dictionary<string, JavaRegex> patterns)
    {
        if (at.AsText() is not { } pattern)
            return;
        if (JavaRegex.TryCreate(pattern, out var regex, out var problem))
            patterns[pattern] = regex;
        else
            at.Report(LintRules.SchemaOperand, $"The pattern cannot be played: {problem}.");
    }

    private static JsonElement? Resolve(JsonElement root, string reference)
    {
        if (!reference.StartsWith('#'))
            return null;
        var current = root;
        foreach (var token in reference[1..].Split('/').Skip(1))
        {
            var name = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(name, out current))
                return null;
        }

        return current;
    }

    private bool IsValid(JsonElement schema, JsonElement value, int depth)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return schema.ValueKind == JsonValueKind.True;
        // A schema whose $ref leads back to itself without consuming anything would never end.
        if (depth > 500)
            return false;
        bool Valid(JsonElement inner, JsonElement part) => IsValid(inner, part, depth + 1);

        if (
            schema.TryGetProperty("$ref", out var reference)
            && !Valid(Resolve(_root, reference.GetString()!)!.Value, value)
        )
            return false;
        if (schema.TryGetProperty("type", out var type) && !TypeMatches(type, value))
            return false;
        if (schema.TryGetProperty("const", out var constant) && !Same(constant, value))
            return false;
        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(item => Same(item, value)))
            return false;
        if (schema.TryGetProperty("allOf", out var all) && !all.EnumerateArray().All(inner => Valid(inner, value)))
            return false;
        if (schema.TryGetProperty("anyOf", out var any) && !any.EnumerateArray().Any(inner => Valid(inner, value)))
            return false;
        if (
            schema.TryGetProperty("oneOf", out var one)
            && one.EnumerateArray().Count(inner => Valid(inner, value)) != 1
        )
            return false;
        if (schema.TryGetProperty("not", out var not) && Valid(not, value))
            return false;
        if (schema.TryGetProperty("if", out var condition))
        {
            var branch = Valid(condition, value) ? "then" : "else";
            if (schema.TryGetProperty(branch, out var consequence) && !Valid(consequence, value))
                return false;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => ObjectIsValid(schema, value, Valid),
            JsonValueKind.Array => ArrayIsValid(schema, value, Valid),
            JsonValueKind.String => StringIsValid(schema, value.GetString()!),
            JsonValueKind.Number => NumberIsValid(schema, value.GetDouble()),
            _ => true,
        };
    }

    private static bool Same(JsonElement left, JsonElement right) => new JsonEquality(default).AreEqual(left, right);

    private static bool TypeMatches(JsonElement type, JsonElement value) =>
        type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Any(item => TypeMatches(item.GetString()!, value))
            : TypeMatches(type.GetString()!, value);

    private static bool TypeMatches(string type, JsonElement value) =>
        (type, value.ValueKind) switch
        {
            ("object", JsonValueKind.Object) => true,
            ("array", JsonValueKind.Array) => true,
            ("string", JsonValueKind.String) => true,
            ("number", JsonValueKind.Number) => true,
            ("integer", JsonValueKind.Number) => double.IsInteger(value.GetDouble()),
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("null", JsonValueKind.Null) => true,
            _ => false,
        };

    private static bool Within(JsonElement schema, string least, string most, double actual) =>
        (!schema.TryGetProperty(least, out var minimum) || actual >= minimum.GetDouble())
        && (!schema.TryGetProperty(most, out var maximum) || actual <= maximum.GetDouble());

    private static bool NumberIsValid(JsonElement schema, double value) =>
        Within(schema, "minimum", "maximum", value)
        && (!schema.TryGetProperty("exclusiveMinimum", out var above) || value > above.GetDouble())
        && (!schema.TryGetProperty("exclusiveMaximum", out var below) || value < below.GetDouble());

    private bool StringIsValid(JsonElement schema, string value) =>
        Within(schema, "minLength", "maxLength", value.EnumerateRunes().Count())
        && (!schema.TryGetProperty("pattern", out var pattern) || _patterns[pattern.GetString()!].IsFound(value));

    private static bool ArrayIsValid(JsonElement schema, JsonElement value, Func<JsonElement, JsonElement, bool> valid)
    {
        var items = value.EnumerateArray().ToArray();
        if (!Within(schema, "minItems", "maxItems", items.Length))
            return false;
        var prefix = schema.TryGetProperty("prefixItems", out var prefixed) ? prefixed.EnumerateArray().ToArray() : [];
        if (prefix.Zip(items).Any(pair => !valid(pair.First, pair.Second)))
            return false;
        if (schema.TryGetProperty("items", out var rest) && items.Skip(prefix.Length).Any(item => !valid(rest, item)))
            return false;
        if (schema.TryGetProperty("contains", out var contains))
        {
            var count = items.Count(item => valid(contains, item));
            var least = schema.TryGetProperty("minContains", out var minimum) ? minimum.GetDouble() : 1;
            if (count < least || (schema.TryGetProperty("maxContains", out var most) && count > most.GetDouble()))
                return false;
        }

        return !schema.TryGetProperty("uniqueItems", out var unique)
            || unique.ValueKind == JsonValueKind.False
            || !items.Index().Any(left => items.Skip(left.Index + 1).Any(right => Same(left.Item, right)));
    }

    private static bool ObjectIsValid(JsonElement schema, JsonElement value, Func<JsonElement, JsonElement, bool> valid)
    {
        var count = value.EnumerateObject().Select(property => property.Name).Distinct().Count();
        if (!Within(schema, "minProperties", "maxProperties", count))
            return false;
        if (
            schema.TryGetProperty("required", out var required)
            && required.EnumerateArray().Any(name => !value.TryGetProperty(name.GetString()!, out _))
        )
        {
            return false;
        }

        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        foreach (var property in value.EnumerateObject())
        {
            if (
                schema.TryGetProperty("propertyNames", out var names)
                && !valid(names, JsonSerializer.SerializeToElement(property.Name))
            )
            {
                return false;
            }

            if (known.ValueKind == JsonValueKind.Object && known.TryGetProperty(property.Name, out var inner))
            {
                if (!valid(inner, property.Value))
                    return false;
            }
            else if (
                schema.TryGetProperty("additionalProperties", out var additional) && !valid(additional, property.Value)
            )
            {
                return false;
            }
        }

        return true;
    }
}
