using NanoBananaContracts.Conformance.Contract;
using NanoBananaContracts.Schema;
using NanoBananaContracts.Serialization;
using NJsonSchema;

namespace NanoBananaContracts.Conformance.Tests.Contract;

/// <summary>
/// The same question to two parties that share no code: NJsonSchema over the contract spelt out, and the validators we
/// emit.
/// </summary>
internal static class Judge
{
    /// <summary>The contract as our reader understands it.</summary>
    public static SchemaModel Model { get; } = SchemaReader.Read(DefaultSchema.FileName, DefaultSchema.Text).Model;

    /// <summary>The contract as NJsonSchema understands it.</summary>
    public static JsonSchema Schema { get; } =
        JsonSchema.FromJsonAsync(PlainJsonSchema.From(DefaultSchema.Text)).GetAwaiter().GetResult();

    /// <summary>Messages by C# name.</summary>
    public static IReadOnlyDictionary<string, MessageDefinition> Messages { get; } =
        Model.Messages.ToDictionary(message => message.Name);

    /// <summary>Enums by C# name.</summary>
    public static IReadOnlyDictionary<string, EnumDefinition> Enums { get; } =
        Model.Enums.ToDictionary(definition => definition.Name);

    /// <summary>What NJsonSchema finds wrong with a message, one line each.</summary>
    public static IReadOnlyList<string> Theirs(string message, string json) =>
        [.. Schema.Definitions[Messages[message].SchemaName].Validate(json).Select(error => error.ToString())];

    /// <summary>What our validators find wrong with a message, one line each.</summary>
    public static IReadOnlyList<string> Ours(string message, string json)
    {
        var validator = new ContractValidator { CheckBase64 = true };
        Read(message, json).Validate(validator);
        return [.. validator.Violations.Select(violation => $"{violation.Rule}: {violation}")];
    }

    /// <summary>A message read and written by emitted code.</summary>
    public static string Rewritten(string message, string json, string? dialect) =>
        (string)EmittedType(message).GetMethod("ToJson", [typeof(string)])!.Invoke(Read(message, json), [dialect])!;

    private static IContractMessage Read(string message, string json) =>
        (IContractMessage)EmittedType(message).GetMethod("Parse", [typeof(string)])!.Invoke(null, [json])!;

    private static Type EmittedType(string message) =>
        typeof(GenerateContentRequest).Assembly.GetType("NanoBananaContracts." + message, throwOnError: true)!;
}
