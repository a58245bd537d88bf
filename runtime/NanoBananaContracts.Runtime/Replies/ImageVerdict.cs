namespace NanoBananaContracts;

/// <summary>What is found when the bytes of an image part are looked at.</summary>
/// <param name="Failure">What is wrong; <see langword="null"/> for a whole image.</param>
/// <param name="Detail">The end of a sentence that begins with "The image": what is wrong and where.</param>
/// <param name="Inspection">What the bytes say, as far as there are any.</param>
/// <param name="IsRewritten">Whether its data came in another form than Base64, and will the next time too.</param>
internal readonly record struct ImageVerdict(
    FailureKind? Failure,
    string Detail,
    PictureInspection Inspection,
    bool IsRewritten = false
)
{
    /// <summary>What happened, for the failure.</summary>
    public string WhatHappened => "The image " + Detail;

    /// <summary>The cure where the one of the kind would not do.</summary>
    public string? Cure =>
        IsRewritten
            ? "Asking again gives the same: what stands between here and the service rewrites the data of images. Call the "
                + "service directly, or correct the gateway."
            : null;

    /// <summary>Whether asking again can help.</summary>
    public RetryAdvice Advice =>
        IsRewritten ? RetryAdvice.Never : FailureFacts.Advice(Failure ?? FailureKind.UnrecognizedImage);
}

/// <summary>
/// Looks at the bytes of one image part. The typed path decodes them; the streaming path decoded them on the way and
/// remembers what it saw.
/// </summary>
internal delegate ImageVerdict ImageJudge(Blob image);
