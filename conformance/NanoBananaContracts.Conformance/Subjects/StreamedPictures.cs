namespace NanoBananaContracts.Conformance.Subjects;

/// <summary>Takes pictures and text out of a reply that was put together from the pieces of a stream.</summary>
internal static class StreamedPictures
{
    public static SubjectSuccess Of(GenerateContentResponse response)
    {
        Part[] parts = [.. response.Candidates.SelectMany(c => c.Content?.Parts ?? default)];
        Part[] pictures = [.. parts.Where(p => p.InlineData?.Data is { IsEmpty: false })];
        // Drafts count only where there is nothing else; the client has already made sure that there is a picture.
        Part[] final = [.. pictures.Where(p => p.Thought != true)];
        return new SubjectSuccess
        {
            Text = string.Concat(parts.Where(p => p.Thought != true).Select(p => p.Text)) is { Length: > 0 } text
                ? text
                : null,
            Pictures = [.. (final.Length > 0 ? final : pictures.TakeLast(1)).Select(Picture)],
        };
    }

    private static ReportedPicture Picture(Part part)
    {
        var bytes = part.InlineData!.Data!.Value.ToArray();
        return ReportedPicture.Of(bytes, PictureInspector.Inspect(bytes).Format.MediaType());
    }
}
