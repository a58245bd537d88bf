using BenchmarkDotNet.Attributes;
using NanoBananaContracts.Emulator.Pictures;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Emulator.Benchmarks;

/// <summary>One picture of the emulator, drawn and encoded, without its cache; an edit is of a picture of the same size.</summary>
[MemoryDiagnoser]
public class PictureBenchmarks
{
    private PictureOrder? order;

    /// <summary>What is drawn: the three paintings, and an edit.</summary>
    [Params("landscape", "orbit", "silk", "edit")]
    public string Painting { get; set; } = "";

    /// <summary>Width and height in pixels.</summary>
    [Params(1024, 2048, 4096)]
    public int Side { get; set; }

    /// <summary>The format of the file, and of what is edited.</summary>
    [Params(ImageFileFormat.Png, ImageFileFormat.Jpeg)]
    public ImageFileFormat Format { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        // The prompts of the paintings are those whose hash chooses them.
        var prompt = Painting switch
        {
            "landscape" => "A red fox in snow",
            "orbit" => "A grey crane",
            "silk" => "An astronaut reading",
            _ => "Make it blue",
        };
        InputPicture[] sources = [];
        order = new PictureOrder(prompt, sources, Side, Side, Format);
        if (Painting == "edit")
        {
            var source = order with { Prompt = "A red fox in snow" };
            sources = [InputPicture.Read(Base64Data.FromBytes(Make(source).ToArray()), 0, 0)];
            order = order with { Sources = sources };
        }
    }

    [Benchmark]
    public int Draw() => Make(order!).Length;

    private static ReadOnlyMemory<byte> Make(PictureOrder picture)
    {
        using var studio = new PictureStudio(easels: 1, cacheBytes: 1);
        // Nobody else draws in it, so there is nothing to wait for.
        var made = studio.MakeAsync(picture, CancellationToken.None);
        return made.IsCompleted
            ? made.Result
            : throw new InvalidOperationException("A picture was waited for, and the time would count.");
    }
}
