using NanoBananaContracts.Conformance.Live;
using NanoBananaContracts.Conformance.Recording;

namespace NanoBananaContracts.Conformance.Tests.Live;

public sealed class DocumentationTests
{
    [Fact]
    public void Every_drift_rule_stands_in_its_page_with_its_weight_and_its_cure()
    {
        var lines = Repository
            .Text("docs/live.md")
            .Split('\n')
            .Where(line => line.StartsWith("| NBD", StringComparison.Ordinal));

        lines.ShouldBe(
            DriftRule
                .All.OrderBy(rule => rule.Id, System.StringComparer.Ordinal)
                .Select(rule => $"| {rule.Id} | {Weight(rule.Severity)} | {rule.Title} | {rule.Cure} |")
        );
    }

    [Fact]
    public void Every_sanitizer_stands_in_its_page() =>
        Repository
            .Text("docs/recording.md")
            .Split('\n')
            .Where(line => line.StartsWith("| NBS", StringComparison.Ordinal))
            .ShouldBe(Sanitizers.All.Select(sanitizer => $"| {sanitizer.Id} | {sanitizer.Title} |"));

    private static string Weight(DriftSeverity severity) =>
        severity switch
        {
            DriftSeverity.Error => "error",
            DriftSeverity.Warning => "warn",
            _ => "info",
        };
}
