using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Serialization;

/// <summary>What is only ever sent (<c>writeOnly</c>) holds credentials, and violations are logged.</summary>
public class HiddenValueTests
{
    [Theory]
    [InlineData("""[{"exaAiSearch":"own-secret"}]""")]
    [InlineData("""[{"exaAiSearch":["own-secret"]}]""")]
    [InlineData("""[{"exa_ai_search":"own-secret"}]""")]
    [InlineData("""[{"retrieval":"own-secret"}]""")]
    [InlineData("""{"exaAiSearch":{"apiKey":"own-secret"}}""")]
    [InlineData("""[[{"exaAiSearch":{"apiKey":"own-secret"}}]]""")]
    [InlineData("""[{"googleSearch":[{"exaAiSearch":{"apiKey":"own-secret"}}]}]""")]
    public void No_violation_has_a_credential_in_it(string tools)
    {
        var request = GenerateContentRequest.Parse(
            $$"""{"contents":[{"parts":[{"text":"A red fox"}]}],"tools":{{tools}}}"""
        );

        foreach (var direction in new[] { ContractDirection.Either, ContractDirection.Request })
        {
            var validator = new ContractValidator(direction) { ReportAllUnknownFields = true };
            request.Validate(validator);

            validator.Violations.ShouldNotBeEmpty();
            foreach (var violation in validator.Violations)
            {
                $"{violation} {violation.Value} {violation.Allowed}".ShouldNotContain("secret");
            }
        }
    }
}
