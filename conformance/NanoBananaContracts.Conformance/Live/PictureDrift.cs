using System.Globalization;
using NanoBananaContracts.Emulator;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Conformance.Live;

/// <summary>Holds the picture of a reply to what was asked for and to what is documented.</summary>
internal static class PictureDrift
{
    // Recorded pictures differ from the table by a few pixels in a thousand (js-genai#1682); a wrong size by half.
    private const double Tolerance = 0.03;

    /// <summary>Checks the pictures of all responses of one call.</summary>
    public static void Judge(
        LivePlan plan,
        LiveCall call,
        IReadOnlyList<GenerateContentResponse> responses,
        Action<DriftRule, string, string> complain
    )
    {
        var parts = responses
            .SelectMany(response => response.Candidates)
            .SelectMany(candidate => candidate.Content?.Parts ?? default)
            .Where(part => part.InlineData is not null)
            .ToArray();
        var final = parts.LastOrDefault(part => part.Thought != true) ?? parts.LastOrDefault();
        if (final?.InlineData is not { } blob)
        {
            complain(DriftRule.NoPicture, "candidates[0].content.parts", "The reply holds no picture.");
            return;
        }

        var path = "candidates[0].content.parts.inlineData";
        if (Inspect(blob) is not { } picture)
        {
            complain(DriftRule.Base64, $"{path}.data", "The picture is no Base64.");
            return;
        }

        if (!picture.IsWhole)
        {
            complain(DriftRule.BrokenPicture, $"{path}.data", picture.Detail ?? "The picture is not whole.");
        }

        JudgeFormat(plan, blob, picture, path, complain);
        JudgePixels(plan, call, picture, path, complain);
        JudgeTokens(plan, call, responses[^1], complain);
        if (SigningModels.Has(plan.Model) && final.ThoughtSignature is null)
        {
            complain(DriftRule.Signature, "candidates[0].content.parts.thoughtSignature", "The picture has none.");
        }
    }

    private static PictureInspection? Inspect(Blob blob)
    {
        try
        {
            return blob.Data is { } data ? PictureInspector.Inspect(data) : null;
        }
        catch (Base64FormatException)
        {
            return null;
        }
    }

    private static void JudgeFormat(
        LivePlan plan,
        Blob blob,
        PictureInspection picture,
        string path,
        Action<DriftRule, string, string> complain
    )
    {
        var byBytes = picture.Format.MediaType();
        // Where none is declared, that is a finding of its own.
        if (blob.MimeType is not null && !string.Equals(blob.MimeType, byBytes, StringComparison.OrdinalIgnoreCase))
        {
            complain(
                DriftRule.MediaType,
                $"{path}.mimeType",
                $"'{blob.MimeType}' is declared, and the bytes are {byBytes}."
            );
        }

        var seen = plan.Provider.FindModel(plan.Model)?.OutputMediaTypes ?? [];
        if (seen.Count > 0 && !seen.Contains(byBytes, StringComparer.Ordinal))
        {
            complain(DriftRule.Format, path, $"{string.Join(" or ", seen)} was seen before, and {byBytes} came.");
        }
    }

    private static void JudgePixels(
        LivePlan plan,
        LiveCall call,
        PictureInspection picture,
        string path,
        Action<DriftRule, string, string> complain
    )
    {
        var (width, height) = PixelTable.Find(plan.Model, call.AspectRatio, call.Size ?? ImageSize.Size1K);
        if (Differs(picture.Width, width) || Differs(picture.Height, height))
        {
            complain(
                DriftRule.Pixels,
                path,
                $"{width} x {height} pixels are documented for {call.AspectRatio?.Value} at {call.Size?.Value ?? "no size"}, and {picture.Width} x {picture.Height} came."
            );
        }
    }

    private static bool Differs(int actual, int documented) => Math.Abs(actual - documented) > documented * Tolerance;

    private static void JudgeTokens(
        LivePlan plan,
        LiveCall call,
        GenerateContentResponse last,
        Action<DriftRule, string, string> complain
    )
    {
        var size = call.Size ?? ImageSize.Size1K;
        var documented = plan.Provider.FindModel(plan.Model)?.TokensPerImage(size);
        var counted = last
            .UsageMetadata?.CandidatesTokensDetails.Where(detail => detail.Modality == TokenModality.Image)
            .Sum(detail => detail.TokenCount);
        if (documented is { } promised && counted is > 0 && counted % promised != 0)
        {
            complain(
                DriftRule.Tokens,
                "usageMetadata.candidatesTokensDetails",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{promised} tokens a picture are documented for {size.Value}, and {counted} were counted."
                )
            );
        }
    }
}
