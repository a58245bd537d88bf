using System.Text.Json;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>A diagnosis as one JSON object on one line, for scripts. Every key is always there.</summary>
internal static class DiagnosisJson
{
    internal static string Write(string file, ReplyDiagnosis diagnosis) =>
        JsonLine.Of(json =>
        {
            json.WriteString("file", file);
            WriteFailure(json, diagnosis.Outcome);
            WritePictures(json, diagnosis);
            WriteUnknown(json, diagnosis);
            json.WritePropertyName("roundTrip");
            if (diagnosis.RoundTrip is { } survives)
            {
                json.WriteBooleanValue(survives);
            }
            else
            {
                json.WriteNullValue();
            }
        });

    private static void WriteFailure(Utf8JsonWriter json, ReplyOutcome outcome)
    {
        var failure = outcome.Failure;
        json.WriteString("failure", failure?.Kind.ToString());
        json.WriteString("form", outcome.Form.ToString());
        json.WriteNumber("status", outcome.StatusCode);
        json.WriteString("whatHappened", failure?.WhatHappened);
        json.WriteString("cure", failure?.Cure);
        json.WriteString("providerCode", failure?.ProviderCode);
        json.WriteString("providerStatus", failure?.ProviderStatus);
        json.WriteString("providerMessage", failure?.ProviderMessage);
        json.WriteString("retry", failure?.RetryAdvice.ToString());
        json.WritePropertyName("retryAfterSeconds");
        if (failure?.RetryAfter is { } wait)
        {
            json.WriteNumberValue(wait.TotalSeconds);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteString("requestId", failure?.RequestId);
        json.WriteString("help", failure?.HelpLink);
    }

    private static void WritePictures(Utf8JsonWriter json, ReplyDiagnosis diagnosis)
    {
        json.WriteStartArray("pictures");
        foreach (var picture in diagnosis.Pictures)
        {
            var found = picture.Inspection;
            json.WriteStartObject();
            json.WriteString("format", found.Format.ToString());
            json.WriteString("mediaType", found.Format.MediaType());
            json.WriteString("declaredMediaType", picture.DeclaredMediaType);
            json.WriteNumber("width", found.Width);
            json.WriteNumber("height", found.Height);
            json.WriteNumber("bytes", found.Length);
            json.WriteBoolean("whole", found.IsWhole);
            json.WriteString("defect", found.Detail);
            json.WriteBoolean("draft", picture.IsDraft);
            json.WriteBoolean("final", picture.IsFinal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUnknown(Utf8JsonWriter json, ReplyDiagnosis diagnosis)
    {
        json.WriteStartArray("unknown");
        foreach (var unknown in diagnosis.Unknown)
        {
            json.WriteStartObject();
            json.WriteString("path", unknown.Path);
            json.WriteString("rule", unknown.Rule.ToString());
            json.WriteString("value", unknown.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
