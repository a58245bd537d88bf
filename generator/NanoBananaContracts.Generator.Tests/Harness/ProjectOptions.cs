using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NanoBananaContracts.Generator.Tests.Harness;

/// <summary>Options as the build hands them to the compiler.</summary>
internal sealed class ProjectOptions(string? rootNamespace) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } =
        new Values(rootNamespace is null ? [] : new() { ["build_property.RootNamespace"] = rootNamespace });

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values([]);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile)
    {
        const string Item = "build_metadata.AdditionalFiles.";
        if (textFile is ProviderItem)
        {
            return new Values(new() { [Item + "NanoBananaProvider"] = "true" });
        }

        if (textFile is not SchemaItem { IsContract: true } schema)
        {
            return new Values([]);
        }

        // MSBuild hands metadata that an item does not have as an empty text.
        return new Values(
            new()
            {
                [Item + "NanoBananaContract"] = "true",
                [Item + "ContractNamespace"] = schema.Namespace ?? "",
                [Item + "ContractVisibility"] = schema.Visibility ?? "",
            }
        );
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) =>
            values.TryGetValue(key, out value);
    }
}
