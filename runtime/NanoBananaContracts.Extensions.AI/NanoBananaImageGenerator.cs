using Microsoft.Extensions.AI;

namespace NanoBananaContracts.Extensions.AI;

/// <summary>
/// <see cref="IImageGenerator"/> over <see cref="NanoBananaClient"/>: generates from a prompt, and edits images that
/// are given. An option that has no place in the contract is an error before anything is sent, never left out.
/// </summary>
public sealed class NanoBananaImageGenerator : IImageGenerator
{
    private readonly NanoBananaClient client;
    private readonly ImageGeneratorMetadata metadata;

    /// <summary>Makes one.</summary>
    /// <param name="client">The client that sends; it stays its owner's to dispose.</param>
    public NanoBananaImageGenerator(NanoBananaClient client)
    {
        this.client = client ?? throw new ArgumentNullException(nameof(client));
        metadata = new ImageGeneratorMetadata(client.Provider.Id, client.BaseAddress, client.Model);
    }

    /// <summary>Generates or edits.</summary>
    /// <param name="request">The prompt, and the images to edit if there are any.</param>
    /// <param name="options">
    /// <c>ModelId</c>; <c>ImageSize</c>, of which the nearest shape and size the model makes are asked for; a
    /// <see cref="GenerateContentRequest"/> from <c>RawRepresentationFactory</c> to begin with. <c>Count</c> above 1,
    /// <c>MediaType</c>, <c>StreamingCount</c>, a <c>ResponseFormat</c> other than data, and additional properties have
    /// no place in the contract.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The images, then the words if there are any; the <see cref="NanoBananaReply"/> as raw representation.</returns>
    /// <exception cref="NanoBananaException">Every failure of <see cref="NanoBananaClient.GenerateContentAsync"/>.</exception>
    public async Task<ImageGenerationResponse> GenerateAsync(
        ImageGenerationRequest request,
        ImageGenerationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        var sent = ImageRequest.Create(request, options, client.Provider, client.Model, this);
        var reply = await client.GenerateContentAsync(sent, cancellationToken).ConfigureAwait(false);
        var images = reply.Images.Count > 0 ? reply.Images : [reply.FinalImage];
        List<AIContent> contents = [.. images.Select(image => new DataContent(image.ToArray(), image.MediaType))];
        if (reply.Text is { } text)
        {
            contents.Add(new TextContent(text));
        }

        return new ImageGenerationResponse(contents)
        {
            RawRepresentation = reply,
            Usage = Usage(reply.Response.UsageMetadata),
        };
    }

    /// <summary>The client, this generator, or its metadata.</summary>
    /// <param name="serviceType">What is wanted.</param>
    /// <param name="serviceKey">Must be <see langword="null"/>: there are no keyed services.</param>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        if (serviceType is null)
        {
            throw new ArgumentNullException(nameof(serviceType));
        }

        return serviceKey is not null ? null
            : serviceType == typeof(ImageGeneratorMetadata) ? metadata
            : serviceType == typeof(NanoBananaClient) ? client
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>Nothing to dispose: the client is its owner's.</summary>
    public void Dispose() { }

    private static UsageDetails? Usage(UsageMetadata? usage) =>
        usage is null
            ? null
            : new UsageDetails
            {
                InputTokenCount = usage.PromptTokenCount,
                OutputTokenCount = usage.CandidatesTokenCount,
                ReasoningTokenCount = usage.ThoughtsTokenCount,
                CachedInputTokenCount = usage.CachedContentTokenCount,
                TotalTokenCount = usage.TotalTokenCount,
            };
}
