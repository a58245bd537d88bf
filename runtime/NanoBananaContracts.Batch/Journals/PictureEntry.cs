namespace NanoBananaContracts.Batch;

/// <summary>What a journal keeps of a picture.</summary>
public sealed record PictureEntry
{
    /// <summary>The name in the store, with the extension of its bytes.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of its bytes, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Its width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Its height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The media type by its bytes, such as <c>image/jpeg</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>What the call cost, in millionths of a US dollar: as the reply says, else what was reserved.</summary>
    public required long CostMicroUsd { get; init; }

    /// <summary>The tokens of the prompt, where the reply says.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>The tokens of the reply, thoughts included, where it says.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>The id under which the provider can find the call.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the call took.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>
    /// Whether the picture was found whole after its worker had died, before the journal knew of it: what it cost is then what
    /// was reserved.
    /// </summary>
    public bool Adopted { get; init; }
}
