namespace NanoBananaContracts.Cli.Pages;

/// <summary>Where a page can be read in a browser.</summary>
internal static class PageAddress
{
    private const string Docs = "https://github.com/nano-banana-contracts/NanoBananaContracts/blob/main/docs/";

    /// <summary>The row of a failure.</summary>
    public static string Of(FailurePage page) => $"{Docs}failures.md#{page.Anchor}";

    /// <summary>The page of a rule.</summary>
    public static string Of(RulePage page) => $"{Docs}rules/{page.File}";
}
