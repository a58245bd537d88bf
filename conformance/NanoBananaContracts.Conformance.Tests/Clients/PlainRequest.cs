using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>Makes and checks the request of <see cref="PlainClient"/>.</summary>
internal sealed class PlainRequest(Defect defect, CaseTask task)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] Sizes = ["512", "0.5K", "1K", "2K", "4K"];

    private static readonly string[] Ratios =
    [
        "1:1",
        "2:3",
        "3:2",
        "3:4",
        "4:3",
        "4:5",
        "5:4",
        "9:16",
        "16:9",
        "21:9",
        "1:4",
        "4:1",
        "1:8",
        "8:1",
    ];

    public void Check()
    {
        if (defect == Defect.SendsAnythingBlindly)
        {
            return;
        }

        if (task.ImageSize is { } size && !Sizes.Contains(size))
        {
            throw new ClientFailure(
                FailureClass.Configuration,
                $"imageSize '{size}' is none of {string.Join(", ", Sizes)}.",
                false
            );
        }

        if (task.AspectRatio is { } ratio && !Ratios.Contains(ratio))
        {
            throw new ClientFailure(
                FailureClass.Configuration,
                $"aspectRatio '{ratio}' is none of {string.Join(", ", Ratios)}.",
                false
            );
        }
    }

    public JsonObject UserTurn(string prompt, IReadOnlyList<CaseInputImage> images)
    {
        var parts = new JsonArray { new JsonObject { ["text"] = prompt } };
        foreach (var image in defect == Defect.LosesInputImages ? [] : images)
        {
            var blob = new JsonObject
            {
                ["mimeType"] = defect == Defect.EverythingIsPng ? "image/png" : image.MediaType,
                ["data"] = Convert.ToBase64String(image.Data.Span),
            };
            if (defect == Defect.OnePartForAll)
            {
                parts[0]!["inlineData"] = blob;
            }
            else
            {
                parts.Add(new JsonObject { ["inlineData"] = blob });
            }
        }

        return new JsonObject { ["role"] = defect == Defect.WrongRole ? "assistant" : "user", ["parts"] = parts };
    }

    public byte[] Body(JsonArray contents)
    {
        var config = new JsonObject();
        var modalities = task.Modalities;
        if (modalities is not null && defect != Defect.DropsModalities)
        {
            config["responseModalities"] = new JsonArray([.. modalities.Select(m => (JsonNode)m)]);
        }

        var ratio = task.AspectRatio;
        var size = Spelled(task.ImageSize);
        if (defect == Defect.SendsDefaults)
        {
            ratio ??= "1:1";
            size ??= "1K";
            config["candidateCount"] = 1;
        }

        var image = new JsonObject();
        if (ratio is not null)
        {
            (defect == Defect.RatioAtWrongLevel ? config : image)["aspectRatio"] = ratio;
        }

        if (size is not null)
        {
            image["imageSize"] = size;
        }

        if (image.Count > 0)
        {
            config["imageConfig"] = image;
        }

        var body = new JsonObject { ["contents"] = contents.DeepClone() };
        if (task.GoogleSearch)
        {
            body["tools"] = new JsonArray(new JsonObject { ["google_search"] = new JsonObject() });
        }

        if (config.Count > 0)
        {
            body["generationConfig"] = config;
        }

        var text = body.ToJsonString(Json);
        if (defect == Defect.GluesJson)
        {
            text = text.Replace(
                JsonSerializer.Serialize(task.Prompt, Json),
                $"\"{task.Prompt}\"",
                StringComparison.Ordinal
            );
        }

        return defect == Defect.AsciiBody ? Encoding.ASCII.GetBytes(text) : Encoding.UTF8.GetBytes(text);
    }

    private string? Spelled(string? size)
    {
        if (size is null)
        {
            return null;
        }

        if (size is "512" or "0.5K")
        {
            var google = task.Provider == "google" || defect == Defect.GoogleSizesEverywhere;
            return google && defect != Defect.WisGateSizesEverywhere ? "512" : "0.5K";
        }

        return defect == Defect.LowerCaseSizes ? size.ToLowerInvariant() : size;
    }
}
