using Microsoft.Playwright;

namespace NanoBananaContracts.Conformance.Tests.Harness;

/// <summary>Pictures of pages for the documents, in <c>docs/images</c>: taken where <c>NANOBANANA_SCREENSHOTS</c> is 1.</summary>
internal static class DocumentedScreen
{
    public static bool AreWanted => Environment.GetEnvironmentVariable("NANOBANANA_SCREENSHOTS") == "1";

    /// <summary>Takes what the window shows, if pictures are wanted.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">Name of the file, without <c>.png</c>.</param>
    public static async Task TakeAsync(IPage page, string name)
    {
        if (AreWanted)
        {
            await page.ScreenshotAsync(
                new PageScreenshotOptions
                {
                    Path = Repository.Path($"docs/images/{name}.png"),
                    Animations = ScreenshotAnimations.Disabled,
                }
            );
        }
    }
}
