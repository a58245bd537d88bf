using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Cases as JSON for scripts, and the JSON that a case was read from.</summary>
internal static class CaseJson
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Indented, with a line end behind it.</summary>
    // What is hidden can only stand in a string, where its escape means the same.
    public static string Write(JsonNode node) => ForeignText.Lines(node.ToJsonString(Layout)) + "\n";

    /// <summary>A file of a case, which the catalogue has read strictly before.</summary>
    /// <param name="one">The case.</param>
    /// <param name="file">Its name in the folder of the case.</param>
    public static JsonNode Read(ConformanceCase one, string file) =>
        JsonNode.Parse(File.ReadAllBytes(Path.Combine(one.Folder, file)))
        ?? throw new InvalidOperationException($"{one.Id}/{file} is null.");

    /// <summary>All of a case: its three files, and the text of the requirements it covers.</summary>
    public static JsonObject Of(ConformanceCase one) =>
        new()
        {
            ["id"] = one.Id,
            ["case"] = Read(one, "case.json"),
            ["stub"] = Read(one, "stub.json"),
            ["expect"] = Read(one, "expect.json"),
            ["requirements"] = new JsonObject(
                ContractRequirements
                    .All.Where(requirement => one.Requirements.Contains(requirement.Id))
                    .Select(requirement => KeyValuePair.Create(requirement.Id, (JsonNode?)requirement.Text))
            ),
        };
}
