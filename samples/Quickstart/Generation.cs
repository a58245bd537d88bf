using System.Globalization;
using NanoBananaContracts;
using NanoBananaContracts.Emulator;

namespace Quickstart;

/// <summary>One picture: the request of the article, sent, decoded, described and saved.</summary>
internal sealed class Generation(TextWriter output)
{
    public required bool IsLive { get; init; }

    public required string Prompt { get; init; }

    public required string AspectRatio { get; init; }

    public required string ImageSize { get; init; }

    public required string? Model { get; init; }

    public required string Provider { get; init; }

    public required string Path { get; init; }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var provider =
            ProviderInfo.Find(Provider)
            ?? throw new NanoBananaException(
                FailureKind.InvalidRequest,
                $"There is no provider '{Provider}'.",
                $"Use {string.Join(" or ", ProviderInfo.All.Select(known => known.Id))}."
            );
        if (IsLive)
        {
            await GenerateAsync(new NanoBananaOptions { Provider = provider, Model = Model }, cancellationToken);
            return 0;
        }

        var emulation = new EmulatorOptions { Provider = provider };
        await using var emulator = await EmulatorServer.StartAsync(emulation, cancellationToken);
        var options = new NanoBananaOptions
        {
            Provider = provider,
            Model = Model,
            BaseAddress = emulator.BaseAddress,
            ApiKey = "any-key-will-do",
        };
        await GenerateAsync(options, cancellationToken);
        await output.WriteLineAsync($"This was the emulator of {provider.Name}; --live calls the real service.");
        return 0;
    }

    private async Task GenerateAsync(NanoBananaOptions options, CancellationToken cancellationToken)
    {
        using var client = new NanoBananaClient(options);
        var request = GenerateContentRequest.ForImage(Prompt, Ratio(), Size()) with
        {
            Tools = [new Tool { GoogleSearch = new GoogleSearch() }],
        };

        var reply = await client.GenerateContentAsync(request, cancellationToken);

        var picture = reply.FinalImage;
        var saved = await picture.SaveAsync(Path, cancellationToken);
        await output.WriteLineAsync($"text   {reply.Text}");
        await WriteAsync($"time   {reply.Elapsed.TotalSeconds:0.0} s");
        await WriteAsync($"size   {picture.Width} x {picture.Height}, {picture.MediaType}, {picture.Length:N0} bytes");
        await output.WriteLineAsync($"price  {Price(reply)}");
        await output.WriteLineAsync($"saved  {saved}");
    }

    // A value that nobody documented goes on as it is: the client says what is allowed for this provider and model.
    private AspectRatio Ratio() =>
        NanoBananaContracts.AspectRatio.TryParse(AspectRatio, out var ratio)
            ? ratio
            : NanoBananaContracts.AspectRatio.Undocumented(AspectRatio);

    private ImageSize Size() =>
        NanoBananaContracts.ImageSize.TryParse(ImageSize, out var size)
            ? size
            : NanoBananaContracts.ImageSize.Undocumented(ImageSize);

    private string Price(NanoBananaReply reply)
    {
        var price = reply.PriceUsd is { } usd
            ? string.Create(CultureInfo.InvariantCulture, $"USD {usd:0.000}")
            : "not known for this model and size";
        return IsLive ? price : $"{price} at the real service; nothing here";
    }

    private Task WriteAsync(System.FormattableString text) =>
        output.WriteLineAsync(text.ToString(CultureInfo.InvariantCulture));
}
