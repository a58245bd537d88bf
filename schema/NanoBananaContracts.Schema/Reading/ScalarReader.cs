namespace NanoBananaContracts.Schema;

/// <summary>Types without parts: text, numbers, times, bytes, by type, format and encoding.</summary>
internal sealed class ScalarReader(ReadingContext context)
{
    /// <summary>The kind of a type; any value where nothing says which.</summary>
    /// <param name="node">Its schema.</param>
    public TypeKind Read(SchemaNode node)
    {
        if (node.IsAny || node.TypeUnreadable)
        {
            return TypeKind.Any;
        }

        switch (node.Type)
        {
            case "string":
                return StringKind(node);
            case "integer":
                return FormatOf(node, "integer") == "int32" ? TypeKind.Int32 : TypeKind.Int64;
            case "number":
                return FormatOf(node, "number") == "float" ? TypeKind.Single : TypeKind.Double;
            case "boolean":
                return TypeKind.Boolean;
            default:
                return node.Const is { } value ? KindOfConst(value)
                    : node.Enum is not null ? KindOfValues(node.Choices)
                    : TypeKind.Any;
        }
    }

    private static TypeKind KindOfConst(JsonNode value) =>
        value.Kind switch
        {
            JsonKind.String => TypeKind.String,
            JsonKind.Boolean => TypeKind.Boolean,
            JsonKind.Number => ValueReader.IsInt64(value.Text) ? TypeKind.Int64 : TypeKind.Double,
            _ => TypeKind.Any,
        };

    /// <summary>The kind of values that are no C# enum: the one of all of them, else any.</summary>
    private static TypeKind KindOfValues(IReadOnlyList<JsonNode> values) =>
        values.All(value => value.Kind == JsonKind.Number) ? TypeKind.Double
        : values.All(value => value.Kind == JsonKind.Boolean) ? TypeKind.Boolean
        : TypeKind.Any;

    private TypeKind StringKind(SchemaNode node)
    {
        var encoded = false;
        if (node.ContentEncoding is { } encoding)
        {
            encoded = encoding.Text == "base64";
            if (!encoded)
            {
                context.Report(
                    SchemaRules.UnknownFormat,
                    encoding.Mark,
                    $"{Wording.Shown(encoding.Text)} is not an encoding of the subset.",
                    "Write \"base64\", the only one."
                );
            }
        }

        var kind = FormatOf(node, "string") switch
        {
            "byte" => TypeKind.Base64,
            "date-time" or "google-datetime" => TypeKind.Timestamp,
            "duration" or "google-duration" => TypeKind.Duration,
            "int64" => TypeKind.Int64String,
            _ => encoded ? TypeKind.Base64 : TypeKind.String,
        };
        if (encoded && kind != TypeKind.Base64)
        {
            context.Report(
                SchemaRules.UnknownFormat,
                node.Format!.Mark,
                $"The format {Wording.Shown(node.Format.Text)} does not go with \"contentEncoding\": \"base64\".",
                "Keep one of the two."
            );
        }

        return kind;
    }

    /// <summary>The format, or null where there is none or it does not go with the type (reported).</summary>
    private string? FormatOf(SchemaNode node, string type)
    {
        if (node.Format is not { } format)
        {
            return null;
        }

        var formats = SchemaTypes.Formats(type);
        if (Array.IndexOf(formats, format.Text) >= 0)
        {
            return format.Text;
        }

        var others = new List<string>();
        foreach (var other in SchemaTypes.Names)
        {
            if (other != type && Array.IndexOf(SchemaTypes.Formats(other), format.Text) >= 0)
            {
                others.Add($"\"type\": \"{other}\"");
            }
        }

        context.Report(
            SchemaRules.UnknownFormat,
            format.Mark,
            $"{Wording.Shown(format.Text)} is not a format of the type {type}.",
            others.Count > 0
                ? $"It goes with {string.Join(" and ", others)}; the type {type} takes {string.Join(", ", formats)}."
                : context.Suggestion.DidYouMean(format.Text, formats)
                    ?? $"Remove it, or use one of {string.Join(", ", formats)}."
        );
        return null;
    }
}
