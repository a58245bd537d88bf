using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Emulator;

/// <summary>One call of an emulator by plain HTTP, as a client that shares no code with it would make it.</summary>
internal sealed record EmulatorCall(int Status, string? ContentType, string Body)
{
    public const string Key = "test-key-0123456789";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(2) };

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public JsonElement Error => Json.GetProperty("error");

    public IReadOnlyList<JsonElement> Parts =>
        [.. Json.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts").EnumerateArray()];

    public JsonElement? Picture =>
        Parts
            .Select(part => part.TryGetProperty("inlineData", out var data) ? data : (JsonElement?)null)
            .LastOrDefault(data => data is not null);

    public byte[] PictureBytes => Picture!.Value.GetProperty("data").GetBytesFromBase64();

    public static Task<EmulatorServer> StartAsync(ProviderInfo? provider = null, int signatureBytes = 64) =>
        EmulatorServer.StartAsync(
            new EmulatorOptions
            {
                Provider = provider ?? ProviderInfo.WisGate,
                ApiKey = Key,
                ThoughtSignatureBytes = signatureBytes,
            },
            TestContext.Current.CancellationToken
        );

    public static async Task<EmulatorCall> SendAsync(
        EmulatorServer server,
        string body,
        string? model = null,
        string method = "generateContent",
        Action<HttpRequestMessage>? change = null
    )
    {
        model ??= server.Options.Provider.DefaultModel;
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(
                server.BaseAddress,
                $"{server.Options.Provider.PathTemplate.Replace("{model}", model, StringComparison.Ordinal)}:{method}"
            )
        )
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-goog-api-key", Key);
        change?.Invoke(request);
        using var reply = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new EmulatorCall(
            (int)reply.StatusCode,
            reply.Content.Headers.ContentType?.ToString(),
            await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    /// <summary>A request for a picture, as JSON.</summary>
    public static string Request(
        string prompt = "A red fox in snow",
        string? size = "0.5K",
        string? ratio = "1:1",
        string modalities = "\"TEXT\",\"IMAGE\""
    )
    {
        var image = new JsonObject();
        if (size is not null)
        {
            image["imageSize"] = size;
        }

        if (ratio is not null)
        {
            image["aspectRatio"] = ratio;
        }

        var request = JsonNode.Parse("""{"contents":[{"parts":[{}]}],"generationConfig":{}}""")!;
        request["generationConfig"]!["responseModalities"] = JsonNode.Parse($"[{modalities}]");
        request["contents"]![0]!["parts"]![0]!["text"] = prompt;
        request["generationConfig"]!["imageConfig"] = image;
        return request.ToJsonString();
    }
}
