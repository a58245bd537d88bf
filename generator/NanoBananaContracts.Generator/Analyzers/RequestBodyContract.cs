using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>The default contract, by name, as a hand-written body is held to it.</summary>
internal sealed class RequestBodyContract
{
    private static readonly Lazy<RequestBodyContract> Loaded = new(Load);

    private RequestBodyContract(SchemaModel model)
    {
        Messages = model.Messages.ToDictionary(message => message.Name, StringComparer.Ordinal);
        Enums = model.Enums.ToDictionary(each => each.Name, StringComparer.Ordinal);
    }

    /// <summary>The contract that is compiled into the analyzer, read when it is first asked for.</summary>
    public static RequestBodyContract Default => Loaded.Value;

    /// <summary>Objects by C# name.</summary>
    public IReadOnlyDictionary<string, MessageDefinition> Messages { get; }

    /// <summary>Enums by C# name.</summary>
    public IReadOnlyDictionary<string, EnumDefinition> Enums { get; }

    /// <summary>Whether a name means a field. Requests may use snake_case, as proto3 JSON allows.</summary>
    public static bool Is(PropertyDefinition property, string name) =>
        property.JsonName == name
        || (
            name.Contains("_")
            && string.Equals(property.JsonName, name.Replace("_", ""), StringComparison.OrdinalIgnoreCase)
        );

    private static RequestBodyContract Load()
    {
        const string Name = "generate-content.schema.json";
        return new RequestBodyContract(SchemaReader.Read(Name, EmbeddedFile.Text(Name)).Model);
    }
}
