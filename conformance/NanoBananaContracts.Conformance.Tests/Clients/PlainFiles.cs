using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>Saves the final picture under a name whose extension follows its bytes.</summary>
internal static class PlainFiles
{
    public static async Task SaveAsync(
        Defect defect,
        PlainReply reply,
        string path,
        CancellationToken cancellationToken
    )
    {
        PlainPicture picture = reply.Pictures[^1];
        string extension =
            defect == Defect.FixedExtension ? ".png"
            : defect == Defect.TrustsDeclaredType ? ImageFormats.FromMediaType(picture.MediaType).FileExtension()
            : PictureInspector.Inspect(picture.Bytes).Format.FileExtension();
        await File.WriteAllBytesAsync(path + extension, picture.Bytes, cancellationToken);
        picture.FileName = Path.GetFileName(path + extension);
    }
}
