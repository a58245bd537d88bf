using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Subjects;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>What a report shows of the pictures a client ended with.</summary>
internal static class VerdictPictures
{
    /// <summary>Largest picture that is put into the stream whole, in bytes.</summary>
    private const int LargestThumbnail = 16 * 1024;

    public static IReadOnlyList<VerdictPicture> Of(SubjectReport report) =>
        report is SubjectSuccess success ? [.. success.Pictures.Select(Of)] : [];

    private static VerdictPicture Of(ReportedPicture picture)
    {
        var mediaType = picture.MediaType;
        int? width = null;
        int? height = null;
        string? thumbnail = null;
        if (picture.Bytes is { } bytes)
        {
            var inspection = PictureInspector.Inspect(bytes);
            mediaType = inspection.Format.MediaType();
            width = inspection.Width;
            height = inspection.Height;
            // Only what is a whole picture by its bytes goes into a page that a browser opens.
            if (bytes.Length <= LargestThumbnail && inspection.IsWhole)
            {
                thumbnail = $"data:{mediaType};base64,{Convert.ToBase64String(bytes)}";
            }
        }

        return new VerdictPicture(picture.Sha256, mediaType, width, height, picture.Size, picture.FileName, thumbnail);
    }
}
