using System;
using System.Globalization;

namespace NanoBananaContracts.Schema;

/// <summary>Values of keywords: each of the kind its keyword takes, or reported.</summary>
internal sealed partial class SchemaNodeReader
{
    private bool ReadConstraint(SchemaNode node, JsonMember member)
    {
        var bounds = node.Constraints;
        switch (member.Name)
        {
            case "minimum":
                node.Constraints = bounds with { Minimum = Number(member) };
                return true;
            case "maximum":
                node.Constraints = bounds with { Maximum = Number(member) };
                return true;
            case "exclusiveMinimum":
                node.Constraints = bounds with { ExclusiveMinimum = Number(member) };
                return true;
            case "exclusiveMaximum":
                node.Constraints = bounds with { ExclusiveMaximum = Number(member) };
                return true;
            case "minLength":
                node.Constraints = bounds with { MinLength = Count(member) };
                return true;
            case "maxLength":
                node.Constraints = bounds with { MaxLength = Count(member) };
                return true;
            case "minItems":
                node.Constraints = bounds with { MinItems = Count(member) };
                return true;
            case "maxItems":
                node.Constraints = bounds with { MaxItems = Count(member) };
                return true;
            case "pattern":
                if (String(member) is { } pattern)
                {
                    node.Constraints = bounds with { Pattern = Sound(pattern) };
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>The pattern, or null where it cannot be taken (reported).</summary>
    private string? Sound(JsonNode pattern)
    {
        if (EcmaPattern.Problem(pattern.Text) is not { } problem)
        {
            return pattern.Text;
        }

        var verdict = problem.Cure is null ? "does not compile" : "is outside the subset";
        diagnostics.Report(
            SchemaRules.BadPattern,
            pattern.Mark,
            $"The pattern {Wording.Shown(pattern.Text)} {verdict}: {problem.What}.",
            problem.Cure
        );
        return null;
    }

    private JsonNode? String(JsonMember member) => Kind(member, JsonKind.String, "a string");

    private JsonNode? Array(JsonMember member) => Kind(member, JsonKind.Array, "a list");

    private JsonNode? Object(JsonMember member) => Kind(member, JsonKind.Object, "an object");

    private bool? Boolean(JsonMember member) => Kind(member, JsonKind.Boolean, "true or false")?.IsTrue;

    /// <summary>A list of strings; null when it is not a list or an item is not a string.</summary>
    private JsonNode? Strings(JsonMember member)
    {
        if (Kind(member, JsonKind.Array, "a list of strings") is not { } list)
        {
            return null;
        }

        foreach (var item in list.Items)
        {
            if (item.Kind != JsonKind.String)
            {
                Wrong(member.Name, item, "a list of strings");
                return null;
            }
        }

        return list;
    }

    private double? Number(JsonMember member)
    {
        if (Kind(member, JsonKind.Number, "a number") is not { } number)
        {
            return null;
        }

        if (
            double.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && !double.IsInfinity(value)
        )
        {
            return value;
        }

        diagnostics.Report(
            SchemaRules.BadBound,
            number.Mark,
            $"{Wording.Shown(number.Text)} is larger than any number can be.",
            "Use a number of double precision."
        );
        return null;
    }

    private int? Count(JsonMember member)
    {
        if (Kind(member, JsonKind.Number, "a whole number") is not { } number)
        {
            return null;
        }

        if (int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        diagnostics.Report(
            SchemaRules.BadBound,
            number.Mark,
            $"'{member.Name}' cannot be {Wording.Shown(number.Text)}.",
            FormattableString.Invariant($"Use a whole number from 0 to {int.MaxValue}.")
        );
        return null;
    }

    /// <summary>A list of deprecated values, or an object that says of each what to use instead.</summary>
    private JsonNode? ReadEnumDeprecated(JsonMember member)
    {
        return member.Value.Kind == JsonKind.Object ? StringMap(member) : Array(member);
    }

    /// <summary>An object of strings; null when it is not one.</summary>
    private JsonNode? StringMap(JsonMember member)
    {
        if (Kind(member, JsonKind.Object, "an object of strings") is not { } map)
        {
            return null;
        }

        foreach (var entry in map.Members)
        {
            if (entry.Value.Kind != JsonKind.String)
            {
                Wrong(member.Name, entry.Value, "an object of strings");
                return null;
            }
        }

        return map;
    }

    /// <summary><c>{ "spelling": { "canonical text": "its text", ... }, ... }</c>.</summary>
    private JsonNode? ReadSpellings(JsonMember member)
    {
        if (Object(member) is not { } spellings)
        {
            return null;
        }

        foreach (var spelling in spellings.Members)
        {
            if (spelling.Value.Kind != JsonKind.Object)
            {
                Wrong(member.Name, spelling.Value, "for each spelling an object of texts by value");
                return null;
            }

            foreach (var text in spelling.Value.Members)
            {
                if (text.Value.Kind != JsonKind.String)
                {
                    Wrong(member.Name, text.Value, "for each spelling an object of texts by value");
                    return null;
                }
            }
        }

        return spellings;
    }

    private JsonNode? Kind(JsonMember member, JsonKind kind, string needed)
    {
        if (member.Value.Kind == kind)
        {
            return member.Value;
        }

        Wrong(member.Name, member.Value, needed);
        return null;
    }

    private void Wrong(string keyword, JsonNode found, string needed) =>
        diagnostics.Report(
            SchemaRules.WrongKeywordValue,
            found.Mark,
            $"{found.Describe()} stands where '{keyword}' takes {needed}.",
            $"Give '{keyword}' {needed}."
        );
}
