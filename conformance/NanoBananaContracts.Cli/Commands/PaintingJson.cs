using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>What the commands that paint say to scripts: one object a line, with its <c>type</c>; every key is always there.</summary>
internal static class PaintingJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What is about to be sent, and its price.</summary>
    public static string Plan(PaintingService service, int calls, PicturePrice price, Budget budget) =>
        Line(
            new JsonObject
            {
                ["type"] = "plan",
                ["provider"] = service.Target.Provider.Id,
                ["model"] = service.Client.Model,
                ["isEmulated"] = service.IsEmulated,
                ["pictures"] = calls,
                ["usdPerPicture"] = price.Usd,
                ["mostUsd"] = calls * price.MostUsd,
                ["limitUsd"] = budget.LimitUsd,
            }
        );

    /// <summary>A picture that was made and saved.</summary>
    public static string Picture(PaintingService service, PaintedPicture picture, int number) =>
        Line(
            new JsonObject
            {
                ["type"] = "picture",
                ["number"] = number,
                ["path"] = picture.FullPath,
                ["mediaType"] = picture.Format.MediaType(),
                ["width"] = picture.Width,
                ["height"] = picture.Height,
                ["bytes"] = picture.Length,
                ["text"] = picture.Text is { } text ? service.Scrub(text) : null,
                ["costUsd"] = picture.CostUsd,
                ["isEmulated"] = service.IsEmulated,
                ["seconds"] = Math.Round(picture.Elapsed.TotalSeconds, 3),
                ["requestId"] = picture.RequestId,
            }
        );

    /// <summary>A call that gave no picture.</summary>
    public static string Failure(PaintingService service, NanoBananaException failure, int number) =>
        Line(
            new JsonObject
            {
                ["type"] = "failure",
                ["number"] = number,
                ["kind"] = failure.Kind.ToString(),
                ["whatHappened"] = service.Scrub(failure.WhatHappened),
                ["cure"] = service.Scrub(failure.Cure),
                ["status"] = failure.StatusCode,
                ["providerMessage"] = failure.ProviderMessage is { } said ? service.Scrub(said) : null,
                ["retry"] = failure.RetryAdvice.ToString(),
                ["attempts"] = failure.Attempts,
                ["mayBeBilled"] = !service.IsEmulated && failure.MayBeBilled,
                ["requestId"] = failure.RequestId,
            }
        );

    private static string Line(JsonObject line) => line.ToJsonString(Options);
}
