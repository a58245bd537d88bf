namespace NanoBananaContracts.Emulator;

/// <summary>What the emulator answers to a request that keeps the contract: the facts, not yet the bytes.</summary>
internal sealed class EmulatedReply
{
    private const int CharactersPerToken = 4;

    // Of a 1K picture without documented figures (a model that only a gateway has).
    private const int UnknownPictureTokens = 1120;

    // Recorded replies count a thinking phase of this order, whether or not the thoughts are shown.
    private const int ThoughtTokens = 179;

    /// <summary>Works out the reply.</summary>
    public EmulatedReply(EmulatedRequest request, EmulatorOptions options)
    {
        Request = request;
        (Width, Height) = PixelTable.Find(request.Model, request.AspectRatio, request.Size);
        Thinks = SigningModels.Has(request.Model);
        // What the model has been seen to send; the article's gateway shows PNG.
        IsJpeg = request.MediaType is { } asked
            ? asked == "image/jpeg"
            : options.Provider.FindModel(request.Model)?.OutputMediaTypes is ["image/jpeg", ..];
        var dialect = EmulatedDialects.Of(options.Provider);
        IsGateway = dialect == EmulatedDialect.Gateway;
        IsBilledWithoutPicture = options.Provider.BillsRepliesWithoutImage;
        Received = dialect == EmulatedDialect.Vertex ? options.Time.GetUtcNow() : null;
        Tier =
            request.Tier is { } tier
            && (dialect == EmulatedDialect.Google || options.Provider.TierPriceFactor(tier) is not null)
                ? tier
                : ServiceTier.Standard;
        SignatureBytes = Thinks ? options.ThoughtSignatureBytes : 0;
        Text =
            request.Words is { } words ? words
            : request.WantsImage
                ? $"Here is your picture, {Width} x {Height} pixels, painted by the emulator: {Shorten(request.Prompt)}"
            : $"The emulator read this and, as no IMAGE modality was asked for, paints nothing: {Shorten(request.Prompt)}";
        PromptTokens = Math.Max(1, (request.Prompt.Length + CharactersPerToken - 1) / CharactersPerToken);
        ImageTokens = request.WantsImage && request.Refusal is null ? TokensPerImage(request) : 0;
        TextTokens =
            request.WantsText && request.Refusal is null
                ? (Text.Length + CharactersPerToken - 1) / CharactersPerToken
                : 0;
        // A blocked prompt never reaches the model.
        ThoughtsTokens = Thinks && request.Refusal is not { IsOfPrompt: true } ? ThoughtTokens : 0;
    }

    /// <summary>What was asked for.</summary>
    public EmulatedRequest Request { get; }

    /// <summary>Width of the picture in pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the picture in pixels.</summary>
    public int Height { get; }

    /// <summary>Whether the picture is a JPEG; otherwise it is a PNG.</summary>
    public bool IsJpeg { get; }

    /// <summary>Whether the reply comes through a gateway, which writes <c>null</c> where Google leaves a field out.</summary>
    public bool IsGateway { get; }

    /// <summary>Whether a reply without a picture is charged like one with a picture.</summary>
    public bool IsBilledWithoutPicture { get; }

    /// <summary>When the request came, where the service says so: Vertex AI does, and calls the tier a kind of traffic.</summary>
    public DateTimeOffset? Received { get; }

    /// <summary>
    /// The tier that serves the call, which the service tells in the reply and in a header: the one asked for, where the
    /// provider is known to have tiers.
    /// </summary>
    public ServiceTier Tier { get; }

    /// <summary>The media type of the picture.</summary>
    public string MediaType => IsJpeg ? "image/jpeg" : "image/png";

    /// <summary>Whether the model thinks, and so signs its parts.</summary>
    public bool Thinks { get; }

    /// <summary>The length of the signature of the picture; 0 for none.</summary>
    public int SignatureBytes { get; }

    /// <summary>The text of the reply.</summary>
    public string Text { get; }

    /// <summary>Tokens of the prompt.</summary>
    public int PromptTokens { get; }

    /// <summary>Tokens of the picture; 0 without one.</summary>
    public int ImageTokens { get; }

    /// <summary>Tokens of the text; 0 without one.</summary>
    public int TextTokens { get; }

    /// <summary>Tokens of the thoughts.</summary>
    public int ThoughtsTokens { get; }

    /// <summary>Whether thoughts and a draft are shown.</summary>
    public bool ShowsThoughts => Request.IncludeThoughts && Thinks;

    private static int TokensPerImage(EmulatedRequest request) =>
        ProviderInfo.Google.FindModel(request.Model)?.TokensPerImage(request.Size) ?? UnknownPictureTokens;

    private static string Shorten(string prompt)
    {
        const int Longest = 120;
        if (prompt.Length <= Longest)
        {
            return prompt;
        }

        // Never between the halves of a surrogate pair: the reply would not be valid UTF-16.
        var end = char.IsHighSurrogate(prompt[Longest - 1]) ? Longest - 1 : Longest;
        return string.Concat(prompt.AsSpan(0, end), "...");
    }
}
