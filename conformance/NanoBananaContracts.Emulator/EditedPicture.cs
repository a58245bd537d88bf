using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace NanoBananaContracts.Emulator;

/// <summary>What a request edits: the picture it brings, or the one that the conversation began with.</summary>
internal static class EditedPicture
{
    /// <summary>
    /// What the shapes of the answer follow from: the picture edited, or the first prompt. The prompt of the last turn
    /// gives the colours, so that an edit shows the same picture in another light.
    /// </summary>
    /// <param name="contents">The conversation, with at least one turn.</param>
    /// <param name="prompt">The prompt of the last turn.</param>
    public static string Composition(IReadOnlyList<Content> contents, string prompt)
    {
        for (var turn = contents.Count - 1; turn >= 0; turn--)
        {
            Blob[] pictures = [.. Pictures(contents[turn])];
            if (contents[turn].Role != Role.Model && pictures.Length > 0)
            {
                return string.Concat(
                    pictures.Select(p => Convert.ToHexString(SHA256.HashData(p.Data!.Value.ToArray())))
                );
            }
        }

        return contents.Count == 1 ? prompt : Text(contents[0]);
    }

    /// <summary>
    /// The ratio of a model that is nearest to the picture edited: where none is asked for, the answer has the shape of
    /// what was brought. <see langword="null"/> where nothing is edited.
    /// </summary>
    /// <param name="contents">The conversation.</param>
    /// <param name="ratios">The ratios the model makes; none for a model nobody knows.</param>
    public static AspectRatio? NearestRatio(IReadOnlyList<Content> contents, IReadOnlyList<AspectRatio> ratios)
    {
        if (contents.SelectMany(Pictures).LastOrDefault() is not { } picture || ratios.Count == 0)
        {
            return null;
        }

        var seen = PictureInspector.Inspect(picture.Data!.Value);
        return seen.IsWhole
            ? ratios.MinBy(ratio => Math.Abs(Math.Log((double)seen.Width / seen.Height / Quotient(ratio))))
            : null;
    }

    /// <summary>The text of a turn.</summary>
    public static string Text(Content content) =>
        string.Join('\n', content.Parts.Select(part => part.Text).Where(text => !string.IsNullOrEmpty(text)));

    private static IEnumerable<Blob> Pictures(Content content) =>
        content
            .Parts.Where(part => part.Thought != true)
            .Select(part => part.InlineData)
            .OfType<Blob>()
            .Where(blob => blob.MimeType?.StartsWith("image/", StringComparison.Ordinal) == true);

    private static double Quotient(AspectRatio ratio)
    {
        string[] sides = ratio.Value.Split(':');
        return double.Parse(sides[0], System.Globalization.CultureInfo.InvariantCulture)
            / double.Parse(sides[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
