using System.Text.Json;

namespace NanoBananaContracts.Conformance.Cases;

/// <summary>What the contract asks of a client, as the suite was built with it.</summary>
internal static class ContractRequirements
{
    private const string Resource = "NanoBananaContracts.Conformance.requirements.json";

    /// <summary>The requirements, in their order.</summary>
    public static IReadOnlyList<Requirement> All { get; } = Read();

    private static Requirement[] Read()
    {
        using var stream = typeof(ContractRequirements).Assembly.GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize<Document>(stream, JsonSerializerOptions.Web)!.Requirements;
    }

    private sealed record Document(Requirement[] Requirements);
}
