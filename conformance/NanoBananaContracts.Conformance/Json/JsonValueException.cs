using System.Text.Json;

namespace NanoBananaContracts.Conformance.Json;

/// <summary>A value that a file may not hold, in words for its author; the framework adds the path.</summary>
/// <param name="rule">Id of the rule that was broken.</param>
/// <param name="message">What is wrong and what to do about it.</param>
internal sealed class JsonValueException(string rule, string message) : JsonException(message)
{
    /// <summary>Id of the rule that was broken.</summary>
    public string Rule { get; } = rule;

    /// <summary>What a value is, as it is told to the author of the file.</summary>
    public static string Describe(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a string",
            JsonValueKind.Number => $"the number {value.GetRawText()}",
            _ => value.GetRawText(),
        };
}
