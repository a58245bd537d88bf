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
                .Select(p => (Part: p, Blob: PlainAnswer.Get(p, "inlineData") as JsonObject))
                .Where(p => p.Blob is not null)
                .Select(p => (p.Part, p.Blob!)),
        ];
        if (defect == Defect.OnlyPng)
        {
            all = [.. all.Where(p => MimeType(p.Blob) == "image/png")];
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

        return [.. final.Select(p => Decode(p.Blob))];
    }

    private static string? MimeType(JsonObject blob) => PlainAnswer.Text(PlainAnswer.Get(blob, "mimeType"));

    private static PlainPicture Decode(JsonObject blob)
    {
        var text = PlainAnswer.Text(blob["data"]);
        if (string.IsNullOrEmpty(text))
        {
            throw new ClientFailure(FailureClass.CorruptImage, "The picture has no data.");
        }

        var bytes = Base64(text);
        var inspection = PictureInspector.Inspect(bytes);
        if (inspection.Format == ImageFileFormat.Unknown)
        {
            throw new ClientFailure(FailureClass.CorruptImage, "The data is no picture.");
        }

        if (!inspection.IsWhole)
        {
            throw new ClientFailure(FailureClass.CorruptImage, $"The picture is not whole: {inspection.Detail}");
        }

        return new PlainPicture(bytes, inspection.Format.MediaType());
    }

    private static byte[] Base64(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/');
        plain = plain.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        if (plain.Length % 4 is 2 or 3)
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
}
