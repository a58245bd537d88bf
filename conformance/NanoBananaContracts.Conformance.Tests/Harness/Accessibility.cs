using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace NanoBananaContracts.Conformance.Tests.Harness;

/// <summary>What axe-core has against a page: everything it calls a violation, by rule and element.</summary>
internal static class Accessibility
{
    public static async Task<string[]> ViolationsAsync(IPage page)
    {
        var result = await page.RunAxe();
        return
        [
            .. result.Violations.SelectMany(violation =>
                violation.Nodes.Select(node => $"{violation.Id}: {violation.Help} {node.Html}")
            ),
        ];
    }
}
