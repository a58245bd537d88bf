using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NanoBananaContracts.Generator.Tests.Harness;

/// <summary>A <c>ContractSchema</c> item of a project under test.</summary>
internal sealed class SchemaItem(
    string text,
    string path = "/project/test.schema.json",
    string? @namespace = "Test.Contract",
    string? visibility = null,
    bool isContract = true
) : AdditionalText
{
    private readonly SourceText text = SourceText.From(text);

    public override string Path { get; } = path;

    public string? Namespace { get; } = @namespace;

    public string? Visibility { get; } = visibility;

    public bool IsContract { get; } = isContract;

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;

    /// <summary>The same item with another text.</summary>
    public SchemaItem WithText(string other) => new(other, Path, Namespace, Visibility, IsContract);
}
