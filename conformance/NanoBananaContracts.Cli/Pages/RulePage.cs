namespace NanoBananaContracts.Cli.Pages;

/// <summary>What <c>docs/rules</c> says of one rule.</summary>
/// <param name="Id">The id: <c>NBC0011</c>.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Markdown">The page below its heading.</param>
/// <param name="File">The page's file in <c>docs/rules</c>, with the anchor where it has several rules.</param>
internal sealed record RulePage(string Id, string Title, string Markdown, string File);
