namespace NanoBananaContracts;

/// <summary>How far the saving of an image has come. Reported after every network buffer (64 KiB).</summary>
/// <param name="Image">
/// Which image of the reply is arriving, counted from 1, drafts included; 0 before the first one begins.
/// </param>
/// <param name="ImageBytes">Bytes of that image decoded so far.</param>
/// <param name="ReplyBytes">Bytes of the reply read so far, after decompression.</param>
/// <param name="ReplyLength">
/// How many bytes the reply will have; <see langword="null"/> where the service does not say (chunked or compressed).
/// </param>
public readonly record struct ImageProgress(int Image, long ImageBytes, long ReplyBytes, long? ReplyLength)
{
    /// <summary>The part of the reply that has been read, from 0 to 1; <see langword="null"/> where it is not known.</summary>
    public double? Fraction => ReplyLength is > 0 ? Math.Min(1, (double)ReplyBytes / ReplyLength.Value) : null;
}
