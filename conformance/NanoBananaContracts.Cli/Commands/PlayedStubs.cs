using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>What the service of a case does, in lines for people: read from <c>stub.json</c> as its author wrote it.</summary>
internal static class PlayedStubs
{
    private const int ShownLines = 60;
    private const string Inner = "  ";

    private static readonly string[] Addresses = ["urlPath", "url", "urlPathTemplate", "urlPathPattern", "urlPattern"];
    private static readonly string[] States = ["scenarioName", "requiredScenarioState", "newScenarioState"];
    private static readonly string[] Bodies = ["jsonBody", "body", "base64Body", "bodyFileName"];

    /// <summary>The lines, each with its indentation.</summary>
    public static IEnumerable<(string Line, string Indent)> Of(ConformanceCase one)
    {
        var root = CaseJson.Read(one, "stub.json");
        IEnumerable<JsonNode?> mappings = root["mappings"] as JsonArray ?? [root.DeepClone()];
        return mappings.OfType<JsonObject>().SelectMany(mapping => Mapping(mapping, one));
    }

    private static IEnumerable<(string, string)> Mapping(JsonObject mapping, ConformanceCase one)
    {
        var request = mapping["request"] as JsonObject ?? [];
        var address = string.Join(' ', Addresses.Select(key => request[key]).OfType<JsonNode>().Select(Said));
        yield return ($"{Said(request["method"])} {address}{State(mapping)}", "");
        foreach (var line in Rest(request, [.. Addresses, "method"]))
        {
            yield return (line, Inner);
        }

        // What stands beside request, response and state (a priority, a name) is the stub's own; metadata is for its authors.
        foreach (var line in Rest(mapping, [.. States, "request", "response", "metadata"]))
        {
            yield return (line, Inner);
        }

        var response = mapping["response"] as JsonObject ?? [];
        yield return (
            response["fault"] is { } fault ? $"-> {Said(fault)}" : $"-> {Said(response["status"]) ?? "200"}",
            ""
        );
        foreach (var (name, value) in response["headers"] as JsonObject ?? [])
        {
            yield return ($"{name}: {Said(value)}", Inner);
        }

        foreach (var line in Rest(response, [.. Bodies, "fault", "status", "headers"]))
        {
            yield return (line, Inner);
        }

        foreach (var line in Body(response, one))
        {
            yield return (line, Inner);
        }
    }

    private static string State(JsonObject mapping) =>
        (Said(mapping["requiredScenarioState"]), Said(mapping["newScenarioState"])) switch
        {
            ({ } only, { } next) => $" (in state {only}; then {next})",
            ({ } only, null) => $" (in state {only})",
            (null, { } next) => $" (then state {next})",
            _ => "",
        };

    private static IEnumerable<string> Body(JsonObject response, ConformanceCase one)
    {
        if (Said(response["bodyFileName"]) is { } file)
        {
            var size = new FileInfo(Path.Combine(one.Folder, "__files", file)).Length;
            return [string.Create(CultureInfo.InvariantCulture, $"({size} bytes of __files/{file})")];
        }

        var text = response["jsonBody"] is { } json
            ? CaseJson.Write(json).TrimEnd('\n')
            : Said(response["body"]) ?? Said(response["base64Body"]);
        if (text is null)
        {
            return response["fault"] is null ? ["(no body)"] : [];
        }

        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines.Length <= ShownLines
            ? lines
            : lines
                .Take(ShownLines)
                .Append(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"... ({lines.Length - ShownLines} more lines; --json shows all)"
                    )
                );
    }

    private static IEnumerable<string> Rest(JsonObject node, string[] told) =>
        node.Where(pair => !told.Contains(pair.Key)).Select(pair => $"{pair.Key}: {Said(pair.Value)}");

    /// <summary>A text without quotation marks, anything else as compact JSON.</summary>
    private static string? Said(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : node?.ToJsonString();
}
