using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Players.InProcess.Admin;

/// <summary>An answer of the admin API.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON body; null for none.</param>
internal sealed record AdminReply(int Status, JsonNode? Body = null)
{
    public static readonly AdminReply Ok = new(200);
    public static readonly AdminReply NotFound = new(404);

    /// <summary>What WireMock answers where there is nothing to say, but JSON to say it in.</summary>
    public static AdminReply Empty => new(200, new JsonObject());

    public static AdminReply Error(int status, int code, string title) =>
        new(status, Errors(new JsonObject { ["code"] = code, ["title"] = title }));

    /// <summary>What WireMock answers to a text it cannot read: each place with what is wrong there.</summary>
    public static AdminReply Unreadable(IEnumerable<JsonProblem> problems) =>
        new(
            422,
            Errors(
                problems
                    .Select(problem =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["code"] = 10,
                                ["source"] = new JsonObject { ["pointer"] = problem.Pointer },
                                ["title"] = "Error parsing JSON",
                                ["detail"] = $"{problem.Rule}: {problem.Message}",
                            }
                    )
                    .ToArray()
            )
        );

    private static JsonObject Errors(params JsonNode[] errors) => new() { ["errors"] = new JsonArray(errors) };
}
