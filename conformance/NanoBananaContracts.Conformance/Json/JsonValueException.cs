using System.Text.Json;

namespace NanoBananaContracts.Conformance.Json;

/// <summary>A value that a file may not hold, in words for its author; the framework adds the path.</summary>
/// <param name="rule">Id of the rule that was broken.</param>
/// <param name="message">What is wrong and what to do about it.</param>
/// <param name="below">Steps of a JSON Pointer from the value that was being read to the one that is wrong; none for itself.</param>
internal sealed class JsonValueException(string rule, string message, params string[] below) : JsonException(message)
{
    /// <summary>The steps to what is wrong, from the value that was being read.</summary>
    public IReadOnlyList<string> Below { get; } = below;

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
