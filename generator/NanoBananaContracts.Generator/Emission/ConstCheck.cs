using System.Globalization;
using NanoBananaContracts.Generator.Units;
using NanoBananaContracts.Schema;
using static NanoBananaContracts.Generator.Emission.RuntimeNames;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Comparisons with the one value that a schema allows.</summary>
internal static class ConstCheck
{
    /// <summary>An expression that is true when a value equals the only one allowed.</summary>
    /// <param name="types">C# types.</param>
    /// <param name="enums">What is known of enums with such a value.</param>
    /// <param name="type">Type of the value.</param>
    /// <param name="value">Expression that has it.</param>
    /// <param name="json">The one that is allowed.</param>
    public static string Of(
        CSharpTypes types,
        EquatableArray<EnumMembers> enums,
        TypeReference type,
        string value,
        string json
    )
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
                return $"{value} == {types.Of(type)}.{Member(enums, type, JsonLiteral.Text(json), Text(json))}";
            case TypeKind.Enum
                when long.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var known):
                var digits = known.ToString(CultureInfo.InvariantCulture);
                return $"{value} == {types.Of(type)}.{Member(enums, type, digits, digits + "L")}";
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

    /// <summary>The documented value of a text; of one that there is not, the value it makes all the same.</summary>
    private static string Member(EquatableArray<EnumMembers> enums, TypeReference type, string text, string literal) =>
        enums
            .FirstOrDefault(definition => definition.Name == type.Name)
            ?.Members.FirstOrDefault(member => member.Text == text)
            is { } documented
            ? CSharpText.Identifier(documented.Name)
            : $"Undocumented({literal})";

    private static string JsonOf(TypeReference type, string value) =>
        type.Kind switch
        {
            TypeKind.Message => $"{value}.ToJson()",
            TypeKind.Base64 =>
                $"\"\\\"\" + NbcSys::Text.Encoding.UTF8.GetString({value}.EncodedText.ToArray()) + \"\\\"\"",
            _ => "\"\"",
        };

    private static string Text(string json) => CSharpText.Literal(JsonLiteral.Text(json));
}
