using NanoBananaContracts.Emulator.Pictures;

namespace NanoBananaContracts.Conformance.Tests.Emulator.Pictures;

/// <summary>Pictures as the emulator sends them.</summary>
internal static class PaintedPicture
{
    public static async Task<byte[]> MakeAsync(string prompt, int width, int height, ImageFileFormat format)
    {
        var order = new PictureOrder(prompt, [], width, height, format);
        var file = await PictureStudio.Shared.MakeAsync(order, TestContext.Current.CancellationToken);
        return file.ToArray();
    }
}
