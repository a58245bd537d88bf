namespace NanoBananaContracts.Conformance.Tests.Emulator;

/// <summary>The request this project starts from: prompt, search tool, both modalities, square, 2K.</summary>
internal static class ArticleRequest
{
    public const string Json = """
        {
          "contents": [{
            "parts": [{
              "text": "Da Vinci style anatomical sketch of a dissected Monarch butterfly. Detailed drawings of the head, wings, and legs on textured parchment with notes in English."
            }]
          }],
          "tools": [{"google_search": {}}],
          "generationConfig": {
            "responseModalities": ["TEXT", "IMAGE"],
            "imageConfig": {
              "aspectRatio": "1:1",
              "imageSize": "2K"
            }
          }
        }
        """;
}
