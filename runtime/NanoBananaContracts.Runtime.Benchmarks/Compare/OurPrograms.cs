namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>What our programs share: the client, and the request as our types write it.</summary>
internal abstract class OurProgram(Uri address) : ISavingProgram
{
    protected NanoBananaClient Client { get; } =
        new(
            new NanoBananaOptions
            {
                Provider = ProviderInfo.WisGate,
                BaseAddress = address,
                ApiKey = "a-key",
            }
        );

    public abstract Task SaveAsync(int pictureLength, string file);

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return ValueTask.CompletedTask;
    }

    protected static GenerateContentRequest Request(int pictureLength, bool chunked = false) =>
        GenerateContentRequest.ForImage(Programs.Prompt, AspectRatio.Ratio16x9, ImageSize.Size2K) with
        {
            Model = Programs.Model(pictureLength) + (chunked ? Programs.Chunked : ""),
        };
}

/// <summary>Ours, from the network straight to the file.</summary>
internal sealed class StreamingProgram(Uri address) : OurProgram(address)
{
    public override Task SaveAsync(int pictureLength, string file) =>
        Client.SaveImageAsync(Request(pictureLength), file);
}

/// <summary>Ours, as a typed reply whose image is then saved; where it is chunked, its length is not known before.</summary>
internal sealed class TypedProgram(Uri address, bool chunked) : OurProgram(address)
{
    public override async Task SaveAsync(int pictureLength, string file)
    {
        var reply = await Client.GenerateContentAsync(Request(pictureLength, chunked));
        await reply.FinalImage.SaveAsync(file);
    }
}
