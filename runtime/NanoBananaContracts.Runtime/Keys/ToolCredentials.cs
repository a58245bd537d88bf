using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>Keys of other services that a request hands to the model's tools: a service that quotes what it was sent, quotes them too.</summary>
internal static class ToolCredentials
{
    private static readonly string[] Names = ["key", "token", "secret", "password", "credential"];

    /// <summary>Them; empty where the request has no such tool.</summary>
    internal static IEnumerable<ApiKey> Of(GenerateContentRequest? request) =>
        (request?.Tools ?? default)
            .SelectMany(tool => new RawJson?[] { tool.ExaAiSearch, tool.ParallelAiSearch, tool.Retrieval })
            .Where(value => value is { IsAbsent: false })
            .SelectMany(value => In(value!.Value.ToElement(), isNamed: false))
            .Distinct(StringComparer.Ordinal)
            .Select(ApiKey.FromConfiguration)
            .OfType<ApiKey>();

    private static IEnumerable<string> In(JsonElement value, bool isNamed) =>
        value.ValueKind switch
        {
            JsonValueKind.String when isNamed => [value.GetString()!],
            JsonValueKind.Object => value.EnumerateObject().SelectMany(member => In(member.Value, IsName(member.Name))),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(item => In(item, isNamed)),
            _ => [],
        };

    private static bool IsName(string name) =>
        Names.Any(part => name.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);
}
