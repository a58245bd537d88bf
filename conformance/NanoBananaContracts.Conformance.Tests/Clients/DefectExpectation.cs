using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>What a defect must turn red, as <c>defects.json</c> states it.</summary>
public sealed record DefectExpectation
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Whether further cases turn red: the defect spoils so much that a list of all would say nothing.</summary>
    public bool More { get; init; }

    /// <summary>Cases that may go either way: they last exactly as long as the client waits.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    /// <summary>Checks that do not hold, by case. Without <see cref="More"/> these are all of them.</summary>
    [JsonRequired]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Red { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    public static IReadOnlyDictionary<Defect, DefectExpectation> Load()
    {
        var path = Repository.Path("conformance/NanoBananaContracts.Conformance.Tests/Clients/defects.json");
        return JsonSerializer.Deserialize<Dictionary<Defect, DefectExpectation>>(File.ReadAllText(path), Strict)!;
    }
}
