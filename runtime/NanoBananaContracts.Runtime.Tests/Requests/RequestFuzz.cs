using System.Text.Json;
using NanoBananaContracts.Runtime.Tests.Harness;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Requests;

/// <summary>
/// Odd requests: the check finds a failure or none and throws nothing, and what is sent is JSON that reads back as it was.
/// </summary>
public sealed class RequestFuzz
{
    private const int Slice = 5000;

    private const string Everything = """
        {
          "model": "gemini-3-pro-image",
          "contents": [
            { "role": "user", "parts": [{ "text": "A fox" }, { "inlineData": { "mimeType": "image/gif", "data": "R0lGODlhAQABAAAAADs=" } }] },
            { "role": "model", "parts": [{ "text": "x", "thought": true, "thoughtSignature": "c2lnbmVk" }, { "fileData": { "fileUri": "https://host/f", "mimeType": "image/png" } }] },
            { "role": "user", "parts": [{ "functionResponse": { "name": "f", "response": { "a": [1, null, {}] } } }, { "functionCall": { "name": "f", "args": { "b": 1e400 } } }] }
          ],
          "systemInstruction": { "parts": [{ "text": "Paint." }] },
          "generationConfig": {
            "responseModalities": ["TEXT", "IMAGE"], "temperature": 1, "topP": 0.5, "topK": 40, "seed": 7, "candidateCount": 1,
            "maxOutputTokens": 100, "stopSequences": ["x"], "responseMimeType": "text/plain",
            "imageConfig": { "aspectRatio": "16:9", "imageSize": "2K" },
            "responseFormat": { "image": { "aspectRatio": "ASPECT_RATIO_ONE_BY_ONE", "imageSize": "IMAGE_SIZE_ONE_K" } },
            "thinkingConfig": { "includeThoughts": true, "thinkingBudget": 100 },
            "responseSchema": { "type": "OBJECT", "properties": { "a": { "type": "STRING" } } }
          },
          "safetySettings": [{ "category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_NONE" }],
          "tools": [{ "googleSearch": {} }, { "functionDeclarations": [{ "name": "f", "description": "d", "parameters": { "type": "OBJECT" } }] }],
          "toolConfig": { "functionCallingConfig": { "mode": "AUTO" } },
          "cachedContent": "cachedContents/1", "store": true, "x-unknown": [1, "2", { "3": null }]
        }
        """;

    private static readonly string[] Values =
    [
        "null",
        "true",
        "0",
        "-1",
        "2.5",
        "1e400",
        "-0.0",
        "99999999999999999999",
        "\"\"",
        "\"3K\"",
        "\"512\"",
        "\"0.5K\"",
        "\"5:7\"",
        "\"IMAGE\"",
        "\"IMAGE_SIZE_UNSPECIFIED\"",
        "\"model\"",
        "\"image/png\"",
        "\"image/svg+xml\"",
        "\"image/png\\r\\nx: y\"",
        "\"QQ\"",
        "\"not Base64!\"",
        "\"iVBORw0KGgo=\"",
        "\"\\ud83c\"",
        "\"../..\"",
        "[]",
        "{}",
        "[null]",
        "[{}]",
        "{\"parts\":[]}",
        "{\"parts\":[{\"text\":\"\"}]}",
        "{\"text\":\"x\",\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"QQ==\"}}",
    ];

    [Fact]
    public async Task No_request_breaks_the_check()
    {
        var (sent, refused, none) = (0, 0, 0);
        var count = await Fuzz.EachAsync<RequestFuzz>(
            Slice,
            async seed =>
            {
                var choice = new SeededChoice(seed);
                var text = choice.Next(8) == 0 ? Everything : new JsonMutator(choice, Values).Mutate(Everything);
                GenerateContentRequest request;
                try
                {
                    request = GenerateContentRequest.Parse(text);
                }
                catch (ContractFormatException failure)
                {
                    ShouldBeOneLine(failure.Message, seed);
                    none++;
                    return;
                }

                request = Odd(request, choice);
                var provider = choice.Pick(ProviderInfo.All);
                var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
                using var client = TestClient.Create(
                    handler,
                    options =>
                        options with
                        {
                            Provider = provider,
                            Project = provider.Id == "vertex" ? "studio" : null,
                            Model = choice.Next(3) == 0 ? null : choice.Pick(provider.Models).Id,
                            AllowUndocumentedValues = choice.Next(2) == 0,
                        }
                );
                try
                {
                    await client.GenerateContentAsync(request);
                }
                catch (NanoBananaException failure)
                {
                    handler.Sent.ShouldBeEmpty(failure.Message);
                    failure.Attempts.ShouldBe(0);
                    failure.Cure.ShouldNotBeNullOrWhiteSpace();
                    ShouldBeOneLine(failure.Message, seed);
                    refused++;
                    return;
                }

                sent++;
                var body = handler.Sent.ShouldHaveSingleItem().Body;
                using (JsonDocument.Parse(body))
                {
                    // Parsing is the promise.
                }

                var again = GenerateContentRequest.Parse(body).ToJson(provider.Dialect);
                if (body.Contains("\"responseFormat\":[", StringComparison.Ordinal))
                {
                    // Vertex AI's list is kept beside the typed fields, and written behind them: the same text in another order.
                    again.Order().ShouldBe(body.Order(), FormattableString.Invariant($"seed {seed}"));
                }
                else
                {
                    again.ShouldBe(body);
                }
            }
        );
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{count} texts: {none} no request, {refused} refused, {sent} sent"
        );
    }

    // Cheaper than an assertion for each character.
    private static void ShouldBeOneLine(string message, int seed) =>
        message.AsSpan().IndexOfAnyInRange('\0', '\u001f').ShouldBe(-1, $"seed {seed}");

    /// <summary>What a program can make and no JSON can.</summary>
    private static GenerateContentRequest Odd(GenerateContentRequest request, SeededChoice choice)
    {
        var config = request.GenerationConfig ?? new GenerationConfig();
        switch (choice.Next(12))
        {
            case 0:
                var number = choice.Pick([double.NaN, double.PositiveInfinity, double.MaxValue, double.Epsilon, -0.0]);
                return request with { GenerationConfig = config with { Temperature = number } };
            case 1:
                return request with
                {
                    GenerationConfig = config with { ImageConfig = new() { ImageSize = default(ImageSize) } },
                };
            case 2:
                var ratio = AspectRatio.Undocumented(choice.Pick(["\ud83c", "\r\n\e[2J", "\u2028", "a\0b"]));
                return request with { GenerationConfig = config with { ImageConfig = new() { AspectRatio = ratio } } };
            case 3:
                return request with { Contents = default };
            case 4:
                var blob = new Blob { MimeType = choice.Pick(["image/png", "image/png\r\n\e", ""]), Data = default };
                return request with { Contents = [new Content { Parts = [new Part { InlineData = blob }] }] };
            case 5:
                return request with { Model = choice.Pick(["", "models/", "..", "a/b", "\ud83c", "x\r\ny", "a?b#c"]) };
            case 6:
                var words = choice.Pick(["\ud83c", "\ud83c\udf4c", "\0", "\u2028\u202e", "\"\\\u007f"]);
                return request with { Contents = [Content.User(words)] };
            default:
                return request;
        }
    }
}
