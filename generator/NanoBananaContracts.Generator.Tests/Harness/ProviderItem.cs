using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NanoBananaContracts.Generator.Tests.Harness;

/// <summary>A <c>ContractProvider</c> item of a project under test.</summary>
internal sealed class ProviderItem(string text) : AdditionalText
{
    private readonly SourceText text = SourceText.From(text);

    public override string Path => "/project/providers/mine.json";

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;
}
