using Microsoft.Extensions.AI;

namespace NanoBananaContracts.Extensions.AI;

/// <summary>
/// <see cref="IImageGenerator"/> over <see cref="NanoBananaClient"/>: generates from a prompt, and edits images that
/// are given. An option that the service has no choice of is left out, as other generators do; the images say of
/// themselves what they are.
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

    /// <summary>
    /// The most that one request for several images may cost, in USD by the provider's price list; <see langword="null"/> for
    /// no limit. Default: 1. One image is one call, and is made whatever it costs. An attempt that
    /// <see cref="CallOptions.MaxBilledAttempts"/> lets be billed once more is not counted.
    /// </summary>
    public decimal? MaxCostUsd { get; init; } = 1;

    /// <summary>Generates or edits.</summary>
    /// <param name="request">The prompt, and the images to edit if there are any.</param>
    /// <param name="options">
    /// <c>ModelId</c>; <c>ImageSize</c>, for which the nearest shape the model makes is asked for, and of it the smallest size
    /// that is not smaller, if there is one (else <see cref="FailureKind.InvalidImageSize"/>); <c>Count</c>, by as many calls, within <see cref="MaxCostUsd"/>; a
    /// <see cref="GenerateContentRequest"/> from <c>RawRepresentationFactory</c> to begin with. The service has no choice of
    /// <c>MediaType</c>, <c>StreamingCount</c> and <c>ResponseFormat</c>: images come as data, of the type they say.
    /// </param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>
    /// The images, then the words if there are any. The <see cref="NanoBananaReply"/> is the raw representation; a list of
    /// them where there were several calls. Where a call behind the first fails, the images before it are paid for: they are
    /// returned, with the failure as an <see cref="ErrorContent"/> behind them.
    /// </returns>
    /// <exception cref="NanoBananaException">
    /// Every failure of <see cref="NanoBananaClient.GenerateContentAsync"/>; <see cref="FailureKind.InvalidRequest"/> before
    /// anything is sent, where <c>Count</c> images cost more than <see cref="MaxCostUsd"/>, or nobody knows what they cost.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
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
        var count = options?.Count ?? 1;
        if (CostProblem(sent, count) is { } tooMuch)
        {
            throw tooMuch;
        }

        var replies = new List<NanoBananaReply>();
        ErrorContent? error = null;
        while (replies.Count < count && error is null)
        {
            try
            {
                replies.Add(await client.GenerateContentAsync(sent, cancellationToken).ConfigureAwait(false));
            }
            catch (NanoBananaException exception) when (replies.Count > 0)
            {
                error = new ErrorContent(exception.Message) { ErrorCode = exception.Kind.ToString() };
            }
        }

        return Response(replies, error);
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

    private static ImageGenerationResponse Response(List<NanoBananaReply> replies, ErrorContent? error)
    {
        var contents = new List<AIContent>();
        UsageDetails? usage = null;
        foreach (var reply in replies)
        {
            var images = reply.Images.Count > 0 ? reply.Images : [reply.FinalImage];
            contents.AddRange(images.Select(image => new DataContent(image.ToArray(), image.MediaType)));
            if (Usage(reply.Response.UsageMetadata) is { } more)
            {
                usage ??= new UsageDetails();
                usage.Add(more);
            }
        }

        contents.AddRange(replies.Select(reply => reply.Text).OfType<string>().Select(text => new TextContent(text)));
        if (error is not null)
        {
            contents.Add(error);
        }

        return new ImageGenerationResponse(contents)
        {
            RawRepresentation = replies.Count == 1 ? replies[0] : replies,
            Usage = usage,
        };
    }

    private NanoBananaException? CostProblem(GenerateContentRequest sent, int count)
    {
        if (count < 1)
        {
            return new(
                FailureKind.InvalidRequest,
                $"Count is {count}; nothing was sent.",
                "Ask for at least one image."
            );
        }

        if (count == 1 || MaxCostUsd is not { } limit)
        {
            return null;
        }

        if (Price(sent) is not { } price)
        {
            return new(
                FailureKind.InvalidRequest,
                $"{count} images are {count} calls, and what one of {sent.Model ?? client.Model} costs at this size and tier is not known; nothing was sent.",
                "Ask for one image, or set MaxCostUsd to null."
            );
        }

        return count * price <= limit
            ? null
            : new(
                FailureKind.InvalidRequest,
                FormattableString.Invariant(
                    $"{count} images cost USD {count * price:0.000}, and MaxCostUsd is {limit:0.000}; nothing was sent."
                ),
                "Ask for fewer images, or raise MaxCostUsd."
            );
    }

    /// <summary>The most that one image can cost, at its tier; <see langword="null"/> where it is not known.</summary>
    private decimal? Price(GenerateContentRequest sent)
    {
        if (client.Provider.FindModel(sent.Model ?? client.Model) is not { } model)
        {
            return null;
        }

        // Of two sizes, nobody knows which one counts.
        var config = sent.GenerationConfig;
        var (common, format) = (config?.ImageConfig?.ImageSize, config?.ResponseFormat?.Image?.ImageSize);
        var first = (common ?? format ?? model.DefaultSize) is { } usual ? model.PricePerImageUsd(usual) : null;
        var second = format is { } other ? model.PricePerImageUsd(other) : first;
        return first is { } one && second is { } two
            ? Math.Max(one, two) * client.Provider.TierPriceFactor(sent.ServiceTier ?? ServiceTier.Standard)
            : null;
    }

    private static UsageDetails? Usage(UsageMetadata? usage) =>
        usage is null
            ? null
            : new UsageDetails
            {
                InputTokenCount = usage.PromptTokenCount,
                OutputTokenCount = usage.CandidatesTokenCount,
                TotalTokenCount = usage.TotalTokenCount,
#if NET10_0_OR_GREATER
                ReasoningTokenCount = usage.ThoughtsTokenCount,
                CachedInputTokenCount = usage.CachedContentTokenCount,
            };
#else
                AdditionalCounts = Counts(usage),
            };

    /// <summary>What the version of the abstractions that is asked for there has no properties for, under their names.</summary>
    private static AdditionalPropertiesDictionary<long> Counts(UsageMetadata usage)
    {
        var counts = new AdditionalPropertiesDictionary<long>();
        if (usage.ThoughtsTokenCount is { } thoughts)
        {
            counts["ReasoningTokenCount"] = thoughts;
        }

        if (usage.CachedContentTokenCount is { } cached)
        {
            counts["CachedInputTokenCount"] = cached;
        }

        return counts;
    }
#endif
}
