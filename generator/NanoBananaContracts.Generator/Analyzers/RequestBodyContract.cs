using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// The default contract as a hand-written body is held to it: what a body has is looked up in the schema file, and nothing
/// else of it is read. Not <see cref="SchemaReader"/>, which makes a model of the whole and judges it: to get that compiled
/// costs a build more than the other rules together. It knows the keywords of our own file only; a test holds what is read
/// here to that model.
/// </summary>
internal sealed class RequestBodyContract
{
    /// <summary>What a body is.</summary>
    public const string Request = "GenerateContentRequest";

    private static readonly Lazy<RequestBodyContract> Loaded = new(Load);

    private readonly Dictionary<string, BodyMessage> messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BodyEnum> enums = new(StringComparer.Ordinal);

    private RequestBodyContract(JsonNode definitions)
    {
        foreach (var definition in definitions.Members)
        {
            if (definition.Value.Find("enum") is { } values)
            {
                enums.Add(definition.Name, new BodyEnum(definition.Name, definition.Value, values.Value));
            }
            else
            {
                messages.Add(definition.Name, new BodyMessage(definition.Name, definition.Value, this));
            }
        }
    }

    /// <summary>The contract that is compiled into the analyzer, read when it is first asked for.</summary>
    public static RequestBodyContract Default => Loaded.Value;

    /// <summary>Objects by their key in the schema.</summary>
    public IReadOnlyDictionary<string, BodyMessage> Messages => messages;

    /// <summary>Enums by their key in the schema.</summary>
    public IReadOnlyDictionary<string, BodyEnum> Enums => enums;

    /// <summary>The objects that a request can hold, itself among them.</summary>
    public IReadOnlyCollection<BodyMessage> Sent()
    {
        var sent = new HashSet<BodyMessage>();
        var open = new Stack<BodyMessage>();
        open.Push(messages[Request]);
        while (open.Count > 0)
        {
            var message = open.Pop();
            if (!sent.Add(message))
            {
                continue;
            }

            foreach (var field in message.Fields)
            {
                var type = field.Type;
                while (type.Element is not null)
                {
                    type = type.Element;
                }

                if (type.Message is not null && !field.ReadOnly)
                {
                    open.Push(type.Message);
                }
            }
        }

        return sent;
    }

    /// <summary>The type that a schema says.</summary>
    internal BodyType TypeOf(JsonNode schema)
    {
        if (schema.TextOf("$ref") is { } reference)
        {
            var name = reference.Substring("#/$defs/".Length);
            return enums.TryGetValue(name, out var named)
                ? new BodyType(TypeKind.Enum) { Enum = named }
                : new BodyType(TypeKind.Message) { Message = messages[name] };
        }

        var format = schema.TextOf("format");
        switch (schema.TextOf("type"))
        {
            case "array":
                return new BodyType(TypeKind.List) { Element = TypeOf(schema.Find("items")!.Value) };
            case "object" when schema.Find("additionalProperties")?.Value is { Kind: JsonKind.Object } value:
                return new BodyType(TypeKind.Map) { Element = TypeOf(value) };
            case "object":
                return new BodyType(TypeKind.AnyObject);
            case "boolean":
                return new BodyType(TypeKind.Boolean);
            case "integer":
                return new BodyType(format == "int32" ? TypeKind.Int32 : TypeKind.Int64);
            case "number":
                return new BodyType(format == "float" ? TypeKind.Single : TypeKind.Double);
            case "string":
                return new BodyType(
                    format switch
                    {
                        "int64" => TypeKind.Int64String,
                        "date-time" => TypeKind.Timestamp,
                        "duration" => TypeKind.Duration,
                        _ => schema.Find("contentEncoding") is null ? TypeKind.String : TypeKind.Base64,
                    }
                );
            default:
                return new BodyType(TypeKind.Any);
        }
    }

    private static RequestBodyContract Load()
    {
        const string Name = "generate-content.schema.json";
        var root = JsonParser.Parse(EmbeddedFile.Text(Name), new DiagnosticBag(Name), out _);
        return new RequestBodyContract(root!.Find("$defs")!.Value);
    }
}
