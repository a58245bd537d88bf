using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>Chooses, decodes and checks the pictures of a reply.</summary>
internal static class PlainPictures
{
    public static IReadOnlyList<PlainPicture> Read(Defect defect, IReadOnlyList<JsonObject> parts)
    {
        (JsonObject Part, JsonObject Blob)[] all =
        [
            .. parts
                .Select(p => (Part: p, Blob: PlainAnswer.Get(defect, p, "inlineData") as JsonObject))
                .Where(p => p.Blob is not null)
                .Select(p => (p.Part, p.Blob!)),
        ];
        if (defect == Defect.OnlyPng)
        {
            all = [.. all.Where(p => MimeType(defect, p.Blob) == "image/png")];
        }

        if (defect == Defect.RequiresSignature && all.Any(p => p.Part["thoughtSignature"] is not null))
        {
            all = [.. all.Where(p => p.Part["thoughtSignature"] is not null)];
        }

        (JsonObject Part, JsonObject Blob)[] final = [.. all.Where(p => !PlainAnswer.IsThought(p.Part))];
        if (defect == Defect.IgnoresThoughtFlag || (final.Length == 0 && defect != Defect.DropsFlagged))
        {
            final = all;
        }

        if (defect == Defect.FirstPicture && all.Length > 0)
        {
            final = [all[0]];
        }

        return [.. final.Select(p => Decode(defect, p.Blob))];
    }

    private static string? MimeType(Defect defect, JsonObject blob) =>
        PlainAnswer.Text(PlainAnswer.Get(defect, blob, "mimeType"));

    private static PlainPicture Decode(Defect defect, JsonObject blob)
    {
        string? text = PlainAnswer.Text(blob["data"]);
        if (string.IsNullOrEmpty(text))
        {
            return defect == Defect.TakesAnyBytes
                ? new PlainPicture([], MimeType(defect, blob))
                : throw new ClientFailure(FailureClass.CorruptImage, "The picture has no data.");
        }

        byte[] bytes = Base64(defect, text);
        PictureInspection inspection = PictureInspector.Inspect(bytes);
        if (inspection.Format == ImageFormat.Unknown && defect != Defect.TakesAnyBytes)
        {
            throw new ClientFailure(FailureClass.CorruptImage, "The data is no picture.");
        }

        if (
            !inspection.IsWhole
            && defect is not (Defect.SavesCutPictures or Defect.LenientBase64 or Defect.TakesAnyBytes)
        )
        {
            throw new ClientFailure(FailureClass.CorruptImage, $"The picture is not whole: {inspection.Detail}");
        }

        string? mediaType =
            defect == Defect.TrustsDeclaredType ? MimeType(defect, blob) : inspection.Format.MediaType();
        return new PlainPicture(bytes, mediaType);
    }

    private static byte[] Base64(Defect defect, string text)
    {
        if (defect == Defect.NoLineBreaks && text.Contains('\n', StringComparison.Ordinal))
        {
            throw new ClientFailure(FailureClass.CorruptImage, "The data is not Base64: a line break.");
        }

        if (defect == Defect.LenientBase64)
        {
            return Lenient(text);
        }

        string plain = defect == Defect.StrictAlphabet ? text : text.Replace('-', '+').Replace('_', '/');
        plain = plain.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        if (defect != Defect.RequiresPadding && plain.Length % 4 is 2 or 3 && defect != Defect.RequiresPadding)
        {
            plain = plain.PadRight((plain.Length + 3) / 4 * 4, '=');
        }

        try
        {
            return Convert.FromBase64String(plain);
        }
        catch (FormatException exception)
        {
            throw new ClientFailure(FailureClass.CorruptImage, $"The data is not Base64: {exception.Message}");
        }
    }

    /// <summary>The defect: what is no Base64 is skipped, and what is cut is dropped, as Node's Buffer does it.</summary>
    private static byte[] Lenient(string text)
    {
        var kept = new StringBuilder();
        foreach (char c in text.Replace('-', '+').Replace('_', '/'))
        {
            if (c == '=')
            {
                break;
            }

            if (char.IsAsciiLetterOrDigit(c) || c is '+' or '/')
            {
                kept.Append(c);
            }
        }

        int whole = kept.Length % 4 == 1 ? kept.Length - 1 : kept.Length;
        return Convert.FromBase64String(kept.ToString(0, whole).PadRight((whole + 3) / 4 * 4, '='));
    }
}
