using System.Globalization;
using System.Text;
using NanoBananaContracts.Generator.Emission;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Responses;

/// <summary>A record with what its schema says beside its members.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Members">What is in it.</param>
/// <param name="Parameters">How many of them are parameters of its constructor.</param>
internal sealed record ResponseShape(
    string Name,
    string? Description,
    IReadOnlyList<ResponseShapeMember> Members,
    int Parameters
);

/// <summary>A member with what its schema says beside its value.</summary>
/// <param name="Member">The member.</param>
/// <param name="Description">What it is.</param>
/// <param name="Inner">The type it is of.</param>
internal sealed record ResponseShapeMember(ResponseMember Member, string? Description, ResponseInner Inner);

/// <summary>The enum or record that a value, or each of its items, is.</summary>
/// <param name="Name">Its name; null for the types of C#.</param>
/// <param name="Description">What an enum is.</param>
/// <param name="Record">What is in a record.</param>
internal sealed record ResponseInner(string? Name, string? Description, ResponseShape? Record)
{
    public static ResponseInner None { get; } = new(null, null, null);
}

/// <summary>
/// Writes the JSON Schema of a record. Inner types stand where they are used, since services take references only in part;
/// their <c>title</c> is the C# name, by which an export finds them again.
/// </summary>
internal static class ResponseSchema
{
    /// <summary>The schema, on one line.</summary>
    public static string Of(ResponseShape shape)
    {
        var json = new StringBuilder();
        Record(json, shape, shape.Description, isNullable: false);
        return json.ToString();
    }

    private static void Record(StringBuilder json, ResponseShape shape, string? description, bool isNullable)
    {
        Begin(json, "object", isNullable);
        Text(json, "title", shape.Name);
        Text(json, "description", description);
        json.Append(",\"properties\":{");
        for (var i = 0; i < shape.Members.Count; i++)
        {
            var (member, about, inner) = shape.Members[i];
            json.Append(i == 0 ? "" : ",").Append(Quoted(member.JsonName)).Append(':');
            Value(json, member.Value, about, inner);
        }

        json.Append('}');
        var required = shape.Members.Where(member => !member.Member.Value.IsNullable).ToArray();
        if (required.Length > 0)
        {
            json.Append(",\"required\":[")
                .Append(string.Join(",", required.Select(member => Quoted(member.Member.JsonName))))
                .Append(']');
        }

        json.Append(",\"additionalProperties\":false}");
    }

    private static void Value(StringBuilder json, ResponseValue value, string? description, ResponseInner inner)
    {
        if (value.Kind == ResponseKind.Record)
        {
            Record(json, inner.Record!, description ?? inner.Record!.Description, value.IsNullable);
            return;
        }

        var (type, format) = value.Kind switch
        {
            ResponseKind.Text or ResponseKind.Enum => ("string", null),
            ResponseKind.Boolean => ("boolean", null),
            ResponseKind.Int32 => ("integer", "int32"),
            ResponseKind.Int64 => ("integer", "int64"),
            ResponseKind.Single => ("number", "float"),
            ResponseKind.Double => ("number", "double"),
            ResponseKind.Decimal => ("number", (string?)null),
            _ => ("array", null),
        };
        Begin(json, type, value.IsNullable);
        Text(json, "format", format);
        if (value.Kind == ResponseKind.Enum)
        {
            Text(json, "title", inner.Name);
            description ??= inner.Description;
        }

        Text(json, "description", description);
        if (value.Kind == ResponseKind.Enum)
        {
            var choices = value.Choices.Select(Quoted);
            json.Append(",\"enum\":[")
                .Append(string.Join(",", value.IsNullable ? choices.Concat(["null"]) : choices))
                .Append(']');
        }

        Bounds(json, value);
        if (value.Item is { } item)
        {
            json.Append(",\"items\":");
            Value(json, item, null, inner);
        }

        json.Append('}');
    }

    private static void Bounds(StringBuilder json, ResponseValue value)
    {
        var isText = value.Kind == ResponseKind.Text;
        Number(json, "minimum", value.Bounds.Least);
        Number(json, "maximum", value.Bounds.Most);
        Number(json, isText ? "minLength" : "minItems", value.Bounds.MinCount);
        Number(json, isText ? "maxLength" : "maxItems", value.Bounds.MaxCount);
        Text(json, "pattern", value.Bounds.Pattern);
    }

    private static void Begin(StringBuilder json, string type, bool isNullable) =>
        json.Append(isNullable ? $"{{\"type\":[\"{type}\",\"null\"]" : $"{{\"type\":\"{type}\"");

    private static void Text(StringBuilder json, string keyword, string? text)
    {
        if (text is not null)
        {
            json.Append(",\"").Append(keyword).Append("\":").Append(Quoted(text));
        }
    }

    private static void Number(StringBuilder json, string keyword, double? number)
    {
        if (number is { } value)
        {
            json.Append(",\"").Append(keyword).Append("\":").Append(value.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    private static string Quoted(string text) => "\"" + CSharpText.JsonEscape(text) + "\"";
}
