using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Live;

/// <summary>An emulated service that has drifted: its replies are held, changed, and sent on.</summary>
internal sealed class DriftedService(Func<HttpContext, Task> inner, IReadOnlyCollection<Drift> drifts)
{
    /// <summary>Starts an emulator that has drifted; one that has not, where no way is named.</summary>
    public static Task<EmulatorServer> StartAsync(EmulatorOptions options, params IReadOnlyCollection<Drift> drifts) =>
        EmulatorServer.StartAsync(
            options,
            inner => drifts.Count == 0 ? inner : new DriftedService(inner, drifts).AnswerAsync,
            TestContext.Current.CancellationToken
        );

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        if (
            Has(Drift.UnknownModelAccepted)
            && context.Request.Path.Value?.Contains("no-such-model", StringComparison.Ordinal) == true
        )
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"candidates":[]}""", context.RequestAborted);
            return;
        }

        if (Has(Drift.SizeIgnored))
        {
            await ForgetSizeAsync(context.Request);
        }

        var wire = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var held = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(held));
        await inner(context);
        await context.Response.CompleteAsync();
        context.Features.Set(wire);

        if (Has(Drift.KeyStatus) && context.Response.StatusCode is 401 or 400 && IsAboutTheKey(held))
        {
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
        }

        var isStream = context.Response.ContentType == "text/event-stream";
        var text = Encoding.UTF8.GetString(held.GetBuffer(), 0, (int)held.Length);
        text = isStream ? ChangeEvents(text) : Change(text);
        if (Has(Drift.ContentType) && !isStream)
        {
            context.Response.ContentType = "text/plain";
        }

        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static bool IsAboutTheKey(MemoryStream body) =>
        Encoding
            .UTF8.GetString(body.GetBuffer(), 0, (int)body.Length)
            .Contains("key", StringComparison.OrdinalIgnoreCase);

    private string ChangeEvents(string events)
    {
        var changed = events
            .Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(text => $"data: {Change(text["data: ".Length..])}\r\n\r\n");
        return string.Concat(changed) + (Has(Drift.StreamEndMark) ? "data: [DONE]\r\n\r\n" : "");
    }

    private string Change(string text)
    {
        var reply = JsonNode.Parse(text)!;
        if (reply["error"] is JsonObject error)
        {
            if (Has(Drift.ErrorMessageNotText))
            {
                error["message"] = new JsonObject { ["text"] = error["message"]!.DeepClone() };
            }

            return reply.ToJsonString();
        }

        ChangeReply(reply.AsObject());
        return reply.ToJsonString();
    }

    private void ChangeReply(JsonObject reply)
    {
        foreach (var candidate in reply["candidates"]!.AsArray())
        {
            ChangeCandidate(candidate!.AsObject());
        }

        var usage = reply["usageMetadata"]!;
        if (Has(Drift.UnknownField))
        {
            reply["billingAccount"] = new JsonObject { ["tier"] = 2 };
        }

        if (Has(Drift.UnknownModality))
        {
            usage["promptTokensDetails"]![0]!["modality"] = "SMELL";
        }

        if (Has(Drift.CountsAsText))
        {
            usage["totalTokenCount"] = new JsonObject { ["value"] = 1 };
        }
    }

    private void ChangeCandidate(JsonObject candidate)
    {
        foreach (var part in Pictures(candidate))
        {
            ChangePicture(part);
        }

        if (Has(Drift.UnknownNestedField))
        {
            candidate["mood"] = "cheerful";
        }

        if (Has(Drift.UnknownFinishReason) && candidate.ContainsKey("finishReason"))
        {
            candidate["finishReason"] = "TIRED";
        }

        if (Has(Drift.PartsNotAList))
        {
            candidate["content"]!["parts"] = candidate["content"]!["parts"]![0]!.DeepClone();
        }
    }

    private static IEnumerable<JsonObject> Pictures(JsonObject candidate) =>
        candidate["content"]!["parts"]!.AsArray().OfType<JsonObject>().Where(part => part.ContainsKey("inlineData"));

    private void ChangePicture(JsonObject part)
    {
        var data = part["inlineData"]!.AsObject();
        if (Has(Drift.MediaTypeLies))
        {
            data["mimeType"] = (string?)data["mimeType"] == "image/png" ? "image/webp" : "image/png";
        }

        if (Has(Drift.MissingMediaType))
        {
            data.Remove("mimeType");
        }

        if (Has(Drift.PictureCut))
        {
            var text = (string)data["data"]!;
            data["data"] = text[..(text.Length / 2 / 4 * 4)];
        }

        if (Has(Drift.NoSignature))
        {
            part.Remove("thoughtSignature");
        }
    }

    private bool Has(Drift drift) => drifts.Contains(drift);

    /// <summary>Takes ratio and size out of the request before the service sees it.</summary>
    private static async Task ForgetSizeAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (text.Contains("\"IMAGE\"", StringComparison.Ordinal))
        {
            var body = JsonNode.Parse(text)!;
            body["generationConfig"]!.AsObject().Remove("imageConfig");
            text = body.ToJsonString();
        }

        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(text));
    }
}
