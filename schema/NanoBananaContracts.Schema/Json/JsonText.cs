using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Schema;

/// <summary>Writes JSON values back as text without white space, so that layout never shows in a model.</summary>
internal static class JsonText
{
    /// <summary>A value as JSON without white space; numbers as they were written.</summary>
    /// <param name="node">The value.</param>
    public static string Compact(JsonNode node)
    {
        var builder = new StringBuilder();
        Append(builder, node);
        return builder.ToString();
    }

    /// <summary>A string as a JSON string, in double quotes, for people to read: hidden characters are escaped.</summary>
    /// <param name="value">Any text.</param>
    public static string Quoted(string value)
    {
        var builder = new StringBuilder(value.Length + 2);
        AppendString(builder, value);
        return HiddenCharacters.Escaped(builder.ToString());
    }

    private static void Append(StringBuilder builder, JsonNode node)
    {
        switch (node.Kind)
        {
            case JsonKind.String:
                AppendString(builder, node.Text);
                break;
            case JsonKind.Array:
                builder.Append('[');
                for (var i = 0; i < node.Items.Count; i++)
                {
                    if (i > 0)
                    {
                        builder.Append(',');
                    }

                    Append(builder, node.Items[i]);
                }

                builder.Append(']');
                break;
            case JsonKind.Object:
                builder.Append('{');
                for (var i = 0; i < node.Members.Count; i++)
                {
                    if (i > 0)
                    {
                        builder.Append(',');
                    }

                    AppendString(builder, node.Members[i].Name);
                    builder.Append(':');
                    Append(builder, node.Members[i].Value);
                }

                builder.Append('}');
                break;
            default:
                builder.Append(node.Text);
                break;
        }
    }

    private static void AppendString(StringBuilder builder, string value)
    {
        builder.Append('"');
        foreach (var current in value)
        {
            switch (current)
            {
                case '"':
                    builder.Append("\\\"");
                    break;
                case '\\':
                    builder.Append("\\\\");
                    break;
                case '\n':
                    builder.Append("\\n");
                    break;
                case '\r':
                    builder.Append("\\r");
                    break;
                case '\t':
                    builder.Append("\\t");
                    break;
                case < ' ':
                    builder.Append("\\u").Append(((int)current).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    builder.Append(current);
                    break;
            }
        }

        builder.Append('"');
    }
}
