using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Importing;

/// <summary>Imports of Google's own documents, which are older than the contract and have mistakes of their own.</summary>
public sealed class RealImportTests
{
    [Fact]
    public void The_discovery_document_of_March_2026_marks_what_came_later_and_reports_its_own_mistakes()
    {
        var result = Contract.GoodImport(TestData.Text("schema/discovery-20260325.json"), Contract.Text);

        result.Revision.ShouldBe("20260325");
        result
            .Changes.Where(change => change.Kind == SchemaImportChangeKind.Vanished)
            .Select(change => change.Path)
            .ShouldBe(
                [
                    "GenerationConfig.responseFormat",
                    "GenerationConfig.audioTranscriptionConfig",
                    "GenerationConfig.translationConfig",
                    "Part.mediaProcessing",
                    "ComputerUse.enablePromptInjectionDetection",
                    "ComputerUse.disabledSafetyPolicies",
                    "ToolCall.toolName",
                    "UsageMetadata.serviceTier",
                    "RetrievedContext.pageNumber",
                    "RetrievedContext.mediaId",
                    "HarmCategory: HARM_CATEGORY_JAILBREAK",
                    "ComputerUseEnvironment: ENVIRONMENT_MOBILE",
                    "ComputerUseEnvironment: ENVIRONMENT_DESKTOP",
                    "ResponseFormatConfig",
                    "TextResponseFormat",
                    "AudioResponseFormat",
                    "ImageResponseFormat",
                    "AudioTranscriptionConfig",
                    "LanguageAuto",
                    "LanguageHints",
                    "TranslationConfig",
                    "MediaProcessing",
                    "TextResponseMimeType",
                    "AudioResponseMimeType",
                    "ImageResponseMimeType",
                    "ResponseDelivery",
                    "AudioTranscriptionMode",
                    "ComputerUseSafetyPolicy",
                ],
                ignoreOrder: true
            );
        result
            .Changes.Where(change => change.Kind != SchemaImportChangeKind.Vanished)
            .Select(change => change.ToString())
            .ShouldBe(
                [
                    "= GoogleAiGenerativelanguageV1betaGroundingSupport (GoogleAiGenerativelanguageV1alphaGroundingSupport in the source)",
                    "= GoogleAiGenerativelanguageV1betaSegment (GoogleAiGenerativelanguageV1alphaSegment in the source)",
                ],
                ignoreOrder: true
            );

        // A field that clashes with its own underscored twin, and a reference to a message that is not there.
        result
            .Diagnostics.Select(finding => finding.Id)
            .ShouldBe([SchemaImportRules.SourceNameClash.Id, SchemaImportRules.DanglingSourceReference.Id]);
        result.Diagnostics[0].Message.ShouldContain("GenerationConfig._responseJsonSchema");
        result.Diagnostics[1].Message.ShouldContain("Part.mediaResolution");
        result.Diagnostics.ShouldAllBe(finding => finding.Line > 1 && finding.Path == "source.json");
    }

    [Fact]
    public void The_OpenAPI_document_of_December_2025_is_matched_by_place_where_names_differ()
    {
        var result = Contract.GoodImport(TestData.Text("schema/openapi-20251218.json"), Contract.Text);

        result.Revision.ShouldBe("20251218");
        result
            .Changes.Where(change => change.Kind == SchemaImportChangeKind.Matched)
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("= V1mainMediaResolution (MediaResolution in the source)");
        result.Changes.ShouldContain(change => change.Path == "ServiceTier");
        result.Changes.ShouldContain(change => change.Path == "FinishReason: MALFORMED_RESPONSE");
        result.Changes.ShouldNotContain(change => change.Kind == SchemaImportChangeKind.Added);
    }
}
