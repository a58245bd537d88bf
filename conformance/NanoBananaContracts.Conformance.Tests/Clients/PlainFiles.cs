using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>Saves the final picture under a name whose extension follows its bytes.</summary>
internal static class PlainFiles
{
    public static async Task SaveAsync(PlainReply reply, string path, CancellationToken cancellationToken)
    {
        var picture = reply.Pictures[^1];
        var extension = PictureInspector.Inspect(picture.Bytes).Format.FileExtension();
        await File.WriteAllBytesAsync(path + extension, picture.Bytes, cancellationToken);
        picture.FileName = Path.GetFileName(path + extension);
    }
}
