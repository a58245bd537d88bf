namespace NanoBananaContracts.Conformance.Recording;

/// <summary>What is kept of a body that went past: everything but its long strings.</summary>
/// <param name="Skeleton">The body, each long string replaced by a placeholder.</param>
/// <param name="Elided">The long strings, by placeholder.</param>
/// <param name="Length">The bytes of the true body.</param>
/// <param name="Overflowed">Whether the body held more than may be kept even without its long strings.</param>
internal sealed record CapturedBody(
    byte[] Skeleton,
    IReadOnlyDictionary<string, ElidedString> Elided,
    long Length,
    bool Overflowed
);

/// <summary>A long string of a body: what is known of it without keeping it.</summary>
/// <param name="Characters">Its bytes in the body, without the quotes.</param>
/// <param name="IsBase64">Whether it is Base64 from end to end.</param>
/// <param name="DecodedLength">The bytes it stands for; 0 where it is no Base64.</param>
/// <param name="Sha256">Of the bytes it stands for, in lower-case hexadecimal; <see langword="null"/> where it is no Base64.</param>
/// <param name="Picture">What the bytes say they are; <see langword="null"/> where it is no Base64.</param>
internal sealed record ElidedString(
    long Characters,
    bool IsBase64,
    long DecodedLength,
    string? Sha256,
    PictureInspection? Picture
);
