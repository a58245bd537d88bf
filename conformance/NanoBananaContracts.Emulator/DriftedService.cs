using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace NanoBananaContracts.Emulator;

/// <summary>An emulated service that has drifted: its replies are held, changed, and sent on.</summary>
internal sealed class DriftedService(EmulatedService inner, IReadOnlyCollection<EmulatorDrift> drifts)
{
    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        if (
            Has(EmulatorDrift.UnknownModelAccepted)
            && context.Request.Path.Value?.Contains("no-such-model", StringComparison.Ordinal) == true
        )
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"candidates":[]}""", context.RequestAborted).ConfigureAwait(false);
            return;
        }

        if (Has(EmulatorDrift.SizeIgnored))
        {
            await ForgetSizeAsync(context.Request).ConfigureAwait(false);
        }

        var wire = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var held = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(held));
        await inner.AnswerAsync(context).ConfigureAwait(false);
        await context.Response.CompleteAsync().ConfigureAwait(false);
        context.Features.Set(wire);

        if (Has(EmulatorDrift.KeyStatus) && context.Response.StatusCode is 401 or 400 && IsAboutTheKey(held))
        {
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
        }

        var isStream = context.Response.ContentType == "text/event-stream";
        var text = Encoding.UTF8.GetString(held.GetBuffer(), 0, (int)held.Length);
        text = isStream ? ChangeEvents(text) : Change(text);
        if (Has(EmulatorDrift.ContentType) && !isStream)
        {
            context.Response.ContentType = "text/plain";
        }

        await context.Response.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
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
        return string.Concat(changed) + (Has(EmulatorDrift.StreamEndMark) ? "data: [DONE]\r\n\r\n" : "");
    }

    private string Change(string text)
    {
        var reply = JsonNode.Parse(text)!;
        if (reply["error"] is JsonObject error)
        {
            if (Has(EmulatorDrift.ErrorMessageNotText))
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
        if (Has(EmulatorDrift.UnknownField))
        {
            reply["billingAccount"] = new JsonObject { ["tier"] = 2 };
        }

        if (Has(EmulatorDrift.UnknownModality))
        {
            usage["promptTokensDetails"]![0]!["modality"] = "SMELL";
        }

        if (Has(EmulatorDrift.CountsAsText))
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

        if (Has(EmulatorDrift.UnknownNestedField))
        {
            candidate["mood"] = "cheerful";
        }

        if (Has(EmulatorDrift.UnknownFinishReason) && candidate.ContainsKey("finishReason"))
        {
            candidate["finishReason"] = "TIRED";
        }

        if (Has(EmulatorDrift.PartsNotAList))
        {
            candidate["content"]!["parts"] = candidate["content"]!["parts"]![0]!.DeepClone();
        }
    }

    private static IEnumerable<JsonObject> Pictures(JsonObject candidate) =>
        candidate["content"]!["parts"]!.AsArray().OfType<JsonObject>().Where(part => part.ContainsKey("inlineData"));

    private void ChangePicture(JsonObject part)
    {
        var data = part["inlineData"]!.AsObject();
        if (Has(EmulatorDrift.MediaTypeLies))
        {
            data["mimeType"] = (string?)data["mimeType"] == "image/png" ? "image/webp" : "image/png";
        }

        if (Has(EmulatorDrift.MissingMediaType))
        {
            data.Remove("mimeType");
        }

        if (Has(EmulatorDrift.PictureCut))
        {
            var text = (string)data["data"]!;
            data["data"] = text[..(text.Length / 2 / 4 * 4)];
        }

        if (Has(EmulatorDrift.NoSignature))
        {
            part.Remove("thoughtSignature");
        }
    }

    private bool Has(EmulatorDrift drift) => drifts.Contains(drift);

    /// <summary>Takes ratio and size out of the request before the service sees it.</summary>
    private static async Task ForgetSizeAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
        if (text.Contains("\"IMAGE\"", StringComparison.Ordinal))
        {
            var body = JsonNode.Parse(text)!;
            body["generationConfig"]!.AsObject().Remove("imageConfig");
            text = body.ToJsonString();
        }

        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(text));
    }
}
