using System.Text.Json.Serialization;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary><c>case.json</c>; <see cref="ConformanceCase"/> says what its members mean.</summary>
internal sealed record CaseFile(
    string Id,
    string Title,
    string Why,
    IReadOnlyList<CaseSource> Sources,
    RequirementLevel Level,
    IReadOnlyList<string> Requirements,
    string Since,
    bool Scored,
    TimeSpan TimeBudget,
    CaseTask Task
)
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public ConformanceCase ToCase(StubSet stubs, CaseExpectation expectation, string folder) =>
        new()
        {
            Id = Id,
            Title = Title,
            Why = Why,
            Sources = Sources,
            Level = Level,
            Tags = Tags,
            Requirements = Requirements,
            Since = Since,
            Scored = Scored,
            TimeBudget = TimeBudget,
            Task = Task,
            Stubs = stubs,
            Expectation = expectation,
            Folder = folder,
        };
}
