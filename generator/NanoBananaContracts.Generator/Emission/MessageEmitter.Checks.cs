using System.Globalization;
using System.Linq;
using NanoBananaContracts.Generator.Units;
using NanoBananaContracts.Schema;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <content>Checks of single values.</content>
internal sealed partial class MessageEmitter
{
    private void EmitCheck(TypeReference type, string value, string wire, Place place, int level)
    {
        var bounds = place.Bounds ?? Constraints.None;
        switch (type.Kind)
        {
            case TypeKind.Message:
                if (wire == "\"\"")
                {
                    writer.Line($"{value}.Validate(validator);");
                }
                else
                {
                    writer
                        .Line($"validator.Enter({wire});")
                        .Line($"{value}.Validate(validator);")
                        .Line("validator.Leave();");
                }

                break;
            case TypeKind.Enum:
                EmitDocumented(type, value, wire, place);
                break;
            case TypeKind.List or TypeKind.Map:
                EmitCheckItems(type, value, wire, place, level);
                break;
            case TypeKind.Base64:
                writer.Line($"validator.Base64({wire}, {value});");
                EmitLength($"{wire}, {value}.EncodedLength", bounds);
                break;
            case TypeKind.String:
                EmitText(value, wire, bounds);
                break;
            case TypeKind.Timestamp or TypeKind.Duration:
                EmitText(value + ".ToString()", wire, bounds);
                break;
            case TypeKind.Int32 or TypeKind.Int64 or TypeKind.Int64String or TypeKind.Single or TypeKind.Double:
                EmitRange(value, wire, bounds);
                break;
            default:
                break;
        }
    }

    private void EmitDocumented(TypeReference type, string value, string wire, Place place)
    {
        var open = types.Of(type);
        var narrowed = unit.NarrowedEnums.FirstOrDefault(narrowed => narrowed.Name == type.Name);
        if (place.Allowed.IsEmpty || narrowed is null)
        {
            writer.Line($"validator.Documented({wire}, {value}, {value}.IsDocumented, {open}.DocumentedTexts);");
            return;
        }

        // Whichever says it in fewer words: the values that are allowed, or the documented ones that are not.
        var allowed = narrowed.Members.Where(member => place.Allowed.Contains(member.Text)).ToArray();
        var excluded = narrowed.Members.Where(member => !place.Allowed.Contains(member.Text)).ToArray();
        string Kinds(EnumMember[] members) =>
            string.Join(" or ", members.Select(member => $"{open}.Known.{CSharpText.Identifier(member.Name)}"));
        var test =
            allowed.Length == 0 ? "false"
            : excluded.Length == 0 ? $"{value}.IsDocumented"
            : allowed.Length <= excluded.Length ? $"{value}.Kind is {Kinds(allowed)}"
            : $"{value}.IsDocumented && {value}.Kind is not ({Kinds(excluded)})";
        var texts = CSharpText.Literal(string.Join(", ", allowed.Select(member => member.Text)));
        writer.Line($"validator.Documented({wire}, {value}, {test}, {texts});");
    }

    private void EmitCheckItems(TypeReference type, string value, string wire, Place place, int level)
    {
        var bounds = place.Bounds ?? Constraints.None;
        if (bounds.MinItems is not null || bounds.MaxItems is not null)
        {
            writer.Line($"validator.Count({wire}, {value}.Count, {Count(bounds.MinItems)}, {Count(bounds.MaxItems)});");
        }

        var element = type.Element!;
        // A list says what its items may be in one place: on the property, or on its items.
        var inner = new Place(type.ElementConstraints, place.Allowed, place.Suffix);
        if (!NeedsCheck(element, inner))
        {
            return;
        }

        if (wire != "\"\"")
        {
            writer.Line($"validator.Enter({wire});");
        }

        var suffix = place.Suffix + (level == 0 ? "" : "of" + Number(level));
        if (type.Kind == TypeKind.List)
        {
            writer.Open($"for (var i{suffix} = 0; i{suffix} < {value}.Count; i{suffix}++)");
            writer.Line($"validator.Enter(i{suffix});");
            EmitCheck(element, $"{value}[i{suffix}]", "\"\"", inner, level + 1);
        }
        else
        {
            writer.Open($"foreach (var entry{suffix} in {value})");
            writer.Line($"validator.Enter(entry{suffix}.Key);");
            EmitCheck(element, $"entry{suffix}.Value", "\"\"", inner, level + 1);
        }

        writer.Line("validator.Leave();").Close().Line();
        if (wire != "\"\"")
        {
            writer.Line("validator.Leave();");
        }
    }

    private void EmitText(string value, string wire, Constraints bounds)
    {
        EmitLength($"{wire}, {value}", bounds);
        if (bounds.Pattern is { } pattern)
        {
            var index = patterns.IndexOf(pattern);
            if (index < 0)
            {
                index = patterns.Count;
                patterns.Add(pattern);
            }

            writer.Line($"contractPatterns.Match{Number(index)}(validator, {wire}, {value});");
        }
    }

    private void EmitLength(string arguments, Constraints bounds)
    {
        if (bounds.MinLength is not null || bounds.MaxLength is not null)
        {
            writer.Line($"validator.Length({arguments}, {Count(bounds.MinLength)}, {Count(bounds.MaxLength)});");
        }
    }

    private void EmitRange(string value, string wire, Constraints bounds)
    {
        var least = Tighter(bounds.Minimum, bounds.ExclusiveMinimum, lower: true, out var leastExcluded);
        var most = Tighter(bounds.Maximum, bounds.ExclusiveMaximum, lower: false, out var mostExcluded);
        if (double.IsInfinity(least) && double.IsInfinity(most))
        {
            return;
        }

        var excluded =
            (leastExcluded ? ", minimumExcluded: true" : "") + (mostExcluded ? ", maximumExcluded: true" : "");
        writer.Line(
            $"validator.Range({wire}, {value}, {CSharpText.Number(least)}, {CSharpText.Number(most)}{excluded});"
        );
    }

    private static double Tighter(double? inclusive, double? exclusive, bool lower, out bool excluded)
    {
        var none = lower ? double.NegativeInfinity : double.PositiveInfinity;
        var included = inclusive ?? none;
        var outside = exclusive ?? none;
        excluded = exclusive is not null && (lower ? outside >= included : outside <= included);
        return excluded ? outside : included;
    }

    /// <summary>
    /// Expressions compiled once, and only when a value of theirs is validated. The method beside each keeps its type
    /// out of the validator's own: compiling that would load the assembly of regular expressions for every message.
    /// </summary>
    private void EmitPatterns()
    {
        if (patterns.Count == 0)
        {
            return;
        }

        writer.Open("private static class contractPatterns");
        for (var i = 0; i < patterns.Count; i++)
        {
            writer.Line(
                $"internal static readonly {Regex} Pattern{Number(i)} = new({CSharpText.Literal(EcmaPattern.ToNet(patterns[i]))}, NbcSys::Text.RegularExpressions.RegexOptions.CultureInvariant, NbcSys::TimeSpan.FromSeconds(1));"
            );
            writer.Line(
                $"internal static void Match{Number(i)}({Validator} validator, string property, string value) => validator.Matches(property, value, Pattern{Number(i)}, {CSharpText.Literal(patterns[i])});"
            );
        }

        writer.Close();
    }

    private string IsConst(TypeReference type, string value, string json)
    {
        var isText = json.Length >= 2 && json[0] == '"';
        switch (type.Kind)
        {
            case TypeKind.Boolean when json is "true" or "false":
                return $"{value} == {json}";
            // Not as a double, which tells large integers apart only roughly.
            case TypeKind.Int32
            or TypeKind.Int64
            or TypeKind.Int64String
                when long.TryParse(
                    json.Trim('"'),
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var whole
                ):
                return $"{value} == {whole.ToString(CultureInfo.InvariantCulture)}L";
            case TypeKind.Int32
            or TypeKind.Int64
            or TypeKind.Int64String
            or TypeKind.Single
            or TypeKind.Double
                when double.TryParse(json.Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                return $"{value} == {CSharpText.Number(number)}";
            case TypeKind.Enum when isText:
                return $"{value} == {types.Of(type)}.Undocumented({Text(json)})";
            case TypeKind.Enum
                when long.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var known):
                return $"{value} == {types.Of(type)}.Undocumented({known.ToString(CultureInfo.InvariantCulture)})";
            case TypeKind.String when isText:
                return $"string.Equals({value}, {Text(json)}, NbcSys::StringComparison.Ordinal)";
            case TypeKind.Timestamp or TypeKind.Duration when isText:
                return $"string.Equals({value}.ToString(), {Text(json)}, NbcSys::StringComparison.Ordinal)";
            case TypeKind.Any or TypeKind.AnyObject:
                return $"{value} == {RawJson}.Parse({CSharpText.Literal(json)})";
            default:
                // Bytes, messages: compared as the JSON they are written as.
                return $"{Validator}.IsJson({CSharpText.Literal(json)}, {JsonOf(type, value)})";
        }
    }

    private static string JsonOf(TypeReference type, string value) =>
        type.Kind switch
        {
            TypeKind.Message => $"{value}.ToJson()",
            TypeKind.Base64 =>
                $"\"\\\"\" + NbcSys::Text.Encoding.UTF8.GetString({value}.EncodedText.ToArray()) + \"\\\"\"",
            _ => "\"\"",
        };

    private static string Text(string json) => CSharpText.Literal(JsonLiteral.Text(json));

    private static string Count(int? count) => count is { } number ? Number(number) : "-1";
}
