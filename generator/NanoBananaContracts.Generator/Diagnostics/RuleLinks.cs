namespace NanoBananaContracts.Generator.Diagnostics;

/// <summary>Where the page of each rule is.</summary>
internal static class RuleLinks
{
    /// <summary>Folder of the pages.</summary>
    public const string Root = "https://github.com/nano-banana-contracts/NanoBananaContracts/blob/main/docs/rules/";
}
