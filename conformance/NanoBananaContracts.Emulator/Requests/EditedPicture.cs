using System.Globalization;
using NanoBananaContracts.Emulator.Pictures;

namespace NanoBananaContracts.Emulator;

/// <summary>What a request edits: the pictures it brings, or the one that the conversation last made.</summary>
internal static class EditedPicture
{
    /// <summary>The pictures of the newest turn that has any; none where nothing is edited.</summary>
    /// <param name="contents">The conversation, whose pictures are whole.</param>
    public static IReadOnlyList<InputPicture> Sources(IReadOnlyList<Content> contents)
    {
        for (var turn = contents.Count - 1; turn >= 0; turn--)
        {
            var parts = contents[turn].Parts;
            InputPicture[] sources =
            [
                .. Enumerable
                    .Range(0, parts.Count)
                    .Where(at => IsPicture(parts[at]))
                    .Select(at => InputPicture.Read(parts[at].InlineData!.Data!.Value, turn, at)),
            ];
            if (sources.Length > 0)
            {
                return sources;
            }
        }

        return [];
    }

    /// <summary>
    /// What the answer is painted from: the prompt of the last turn, for it is what an edit is told; where nothing is
    /// edited, all that was asked for until then.
    /// </summary>
    /// <param name="contents">The conversation, with at least one turn.</param>
    /// <param name="isEdit">Whether the conversation has a picture.</param>
    public static string Prompt(IReadOnlyList<Content> contents, bool isEdit) =>
        isEdit
            ? Text(contents[^1])
            : string.Join('\n', contents.Where(content => content.Role != Role.Model).Select(Text));

    /// <summary>
    /// The ratio of a model that is nearest to the picture edited: where none is asked for, the answer has the shape of
    /// what was brought. <see langword="null"/> where nothing is edited.
    /// </summary>
    /// <param name="sources">The pictures edited.</param>
    /// <param name="ratios">The ratios the model makes; none for a model nobody knows.</param>
    public static AspectRatio? NearestRatio(IReadOnlyList<InputPicture> sources, IReadOnlyList<AspectRatio> ratios) =>
        sources is [.., var last] && ratios.Count > 0
            ? ratios.MinBy(ratio => Math.Abs(Math.Log((double)last.Width / last.Height / Quotient(ratio))))
            : null;

    /// <summary>The text of a turn.</summary>
    public static string Text(Content content) =>
        string.Join('\n', content.Parts.Select(part => part.Text).Where(text => !string.IsNullOrEmpty(text)));

    private static bool IsPicture(Part part) =>
        part.Thought != true && part.InlineData?.MimeType?.StartsWith("image/", StringComparison.Ordinal) == true;

    private static double Quotient(AspectRatio ratio)
    {
        var sides = ratio.Value.Split(':');
        return double.Parse(sides[0], CultureInfo.InvariantCulture)
            / double.Parse(sides[1], CultureInfo.InvariantCulture);
    }
}
