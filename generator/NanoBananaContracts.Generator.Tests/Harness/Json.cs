using System.Text.Json;

namespace NanoBananaContracts.Generator.Tests.Harness;

/// <summary>JSON texts compared as values.</summary>
internal static class Json
{
    public static void ShouldBeJson(this string actual, string expected, string? because = null) =>
        Same(actual, expected).ShouldBeTrue($"{because}\nexpected {expected}\nactual   {actual}");

    public static bool Same(string left, string right)
    {
        using var first = JsonDocument.Parse(left, new JsonDocumentOptions { MaxDepth = 512 });
        using var second = JsonDocument.Parse(right, new JsonDocumentOptions { MaxDepth = 512 });
        return JsonElement.DeepEquals(first.RootElement, second.RootElement);
    }
}
