using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Texts of JSON literals that the schema reader has already found to be well-formed.</summary>
internal static class JsonLiteral
{
    /// <summary>The text by which an enum knows the value of a literal.</summary>
    public static string EnumText(string json) =>
        json.Length >= 2 && json[0] == '"' ? Text(json)
        : long.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
        : json;

    /// <summary>The text a JSON string literal stands for.</summary>
    public static string Text(string json)
    {
        var text = new StringBuilder(json.Length);
        for (var i = 1; i < json.Length - 1; i++)
        {
            if (json[i] != '\\')
            {
                text.Append(json[i]);
                continue;
            }

            i++;
            switch (json[i])
            {
                case 'n':
                    text.Append('\n');
                    break;
                case 'r':
                    text.Append('\r');
                    break;
                case 't':
                    text.Append('\t');
                    break;
                case 'b':
                    text.Append('\b');
                    break;
                case 'f':
                    text.Append('\f');
                    break;
                case 'u':
                    text.Append(
                        (char)int.Parse(json.Substring(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                    );
                    i += 4;
                    break;
                default:
                    text.Append(json[i]);
                    break;
            }
        }

        return text.ToString();
    }
}
