namespace NanoBananaContracts;

/// <summary>A reply that is no failure: what was generated, and what is known of the call.</summary>
public sealed class NanoBananaReply
{
    private readonly CallContext context;
    private readonly JudgedImages judged;
    private readonly ImageParts parts;
    private readonly GeneratedImage?[] images;

    internal NanoBananaReply(
        GenerateContentResponse response,
        int statusCode,
        CallContext context,
        JudgedImages? judged = null
    )
    {
        Response = response;
        StatusCode = statusCode;
        this.context = context;
        this.judged = judged ?? new();
        parts = ImageParts.Of(response);
        images = new GeneratedImage?[parts.Parts.Count];
    }

    /// <summary>
    /// Makes the reply of the pieces that <see cref="NanoBananaClient.StreamGenerateContentAsync"/> returned: the way to
    /// the final image of a streamed reply.
    /// </summary>
    /// <param name="pieces">All the pieces, in the order they came.</param>
    /// <param name="request">
    /// The request they answer, where they are no client's: without it an image is taken to have been asked for. The pieces
    /// of a call know theirs.
    /// </param>
    /// <returns>
    /// The reply they are together. What is known of the call only (time, attempts, price) is in it where all pieces are, as
    /// they came, of one call of a client; a copy of a piece (<c>with</c>), or one read from a text, is not.
    /// </returns>
    /// <exception cref="NanoBananaException">
    /// They are a failure together: no image, a broken one, or, where pieces are missing, a cut reply.
    /// </exception>
    /// <exception cref="ArgumentException">There are none.</exception>
    /// <remarks>
    /// The key of the call is in no failure. Of pieces that are no client's, no key is known that a failure could be freed of:
    /// what is shaped like one reads <c>[API key]</c> in it all the same (<see cref="NanoBananaException"/>); a key of another
    /// shape, which a service put into its words, stays.
    /// </remarks>
    public static NanoBananaReply FromPieces(
        IEnumerable<GenerateContentResponse> pieces,
        GenerateContentRequest? request = null
    )
    {
        if (pieces is null)
        {
            throw new ArgumentNullException(nameof(pieces));
        }

        const int Streamed = 200; // a stream that has begun has no other status
        GenerateContentResponse[] all = [.. pieces];
        var origin = PieceOrigin.Of(all);
        var context = origin?.Context ?? new CallContext { Request = request };
        var status = origin?.StatusCode ?? Streamed;
        var judged = new JudgedImages();
        var classifier = new DocumentClassifier(status, contentType: null, context, judged.Judge);
        foreach (var piece in all)
        {
            classifier.Add(piece);
        }

        var response = classifier.Response ?? throw new ArgumentException("There are no pieces.", nameof(pieces));
        if (classifier.Whole(ReplyForm.EventStream, response) is { } failure)
        {
            throw origin is null ? failure : origin.Told(failure);
        }

        return new NanoBananaReply(response, status, context, judged)
        {
            Elapsed = origin?.Elapsed ?? default,
            Attempts = origin?.Attempts ?? 1,
            RequestId = context.WithoutKey(origin?.RequestId ?? response.ResponseId),
            PriceUsd = ImagePrice.Of(response, context, origin?.Tier),
            CostUsd = ReplyCost.Of(response, context, origin?.Tier),
        };
    }

    /// <summary>The reply as it came, typed; signatures and unknown fields included.</summary>
    public GenerateContentResponse Response { get; }

    /// <summary>
    /// The image that was asked for: the last one that is no draft, else the last one. It is whole.
    /// </summary>
    /// <exception cref="NanoBananaException">There is none; the kind says why (see <see cref="FailureKind"/>).</exception>
    public GeneratedImage FinalImage
    {
        get
        {
            if (parts.Final is not { } final)
            {
                throw new ReplyClassifier(Response, StatusCode, context, ImageJudgement.Judge).NoImageFailure();
            }

            var at = 0;
            while (!ReferenceEquals(parts.Parts[at], final))
            {
                at++;
            }

            return ImageAt(at);
        }
    }

    /// <summary>Whether there is an image to take from <see cref="FinalImage"/>.</summary>
    public bool HasImage => parts.Final is not null;

    /// <summary>The images that are no drafts, in the order they came. Usually one.</summary>
    public IReadOnlyList<GeneratedImage> Images => [.. All.Where(image => !image.IsDraft)];

    /// <summary>The images flagged as thoughts on the way to the result. They may be cut: see <see cref="GeneratedImage.IsWhole"/>.</summary>
    public IReadOnlyList<GeneratedImage> Drafts => [.. All.Where(image => image.IsDraft)];

    /// <summary>The words of the reply, thoughts not counted; <see langword="null"/> when there are none.</summary>
    public string? Text
    {
        get
        {
            if (Response.Candidates.Count == 0 || Response.Candidates[0].Content is not { } content)
            {
                return null;
            }

            string? text = null;
            foreach (var part in content.Parts)
            {
                text = ImageParts.IsDraft(part) || string.IsNullOrEmpty(part.Text) ? text : text + part.Text;
            }

            return text;
        }
    }

    /// <summary>How long the call took, all attempts and waits together.</summary>
    public TimeSpan Elapsed { get; internal init; }

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; internal init; } = 1;

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>The id under which the provider can find the call.</summary>
    public string? RequestId
    {
        get;
        internal init => field = KeyShapes.MaskIfAny(value);
    }

    /// <summary>
    /// What the images of this reply cost in USD by the provider's price list and the tier that served it;
    /// <see langword="null"/> where the model or one of the two is not known. Text, thoughts and grounding are not in it:
    /// see <see cref="CostUsd"/>.
    /// </summary>
    public decimal? PriceUsd { get; internal init; }

    /// <summary>
    /// What the whole reply cost in USD, by its tokens (prompt, images, text and thoughts) and the tier that served it;
    /// <see langword="null"/> where any of that has no known price: pictures in the prompt, what came from a cache, a
    /// search, and every provider that has no prices by token.
    /// </summary>
    public decimal? CostUsd { get; internal init; }

    /// <summary>The model that served the call. Gateways have been seen to serve another than was asked for.</summary>
    public string? ModelVersion => Response.ModelVersion;

    /// <summary>What came, in one line; never data.</summary>
    public override string ToString() =>
        $"{StatusCode}, {Counted.Of(parts.Parts.Count, "image")}, {(Text is null ? "no text" : "text")}, "
        + FormattableString.Invariant($"{Elapsed.TotalSeconds:0.0} s");

    private IEnumerable<GeneratedImage> All => Enumerable.Range(0, images.Length).Select(ImageAt);

    /// <summary>An image is decoded, to be inspected, only when somebody asks for it.</summary>
    private GeneratedImage ImageAt(int index)
    {
        var part = parts.Parts[index];
        return images[index] ??= new GeneratedImage(
            (part.InlineData!.Data ?? default).Unwrapped(),
            judged.Judge(part.InlineData).Inspection,
            part.InlineData.MimeType,
            ImageParts.IsDraft(part)
        );
    }
}
