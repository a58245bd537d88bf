namespace NanoBananaContracts;

/// <summary>
/// Remembers the image judged last: the final image is judged when the reply is classified, and is what the caller
/// asks for next. Decoding it again would cost as much as the first time.
/// </summary>
internal sealed class JudgedImages
{
    private volatile Judged? last;

    internal ImageVerdict Judge(Blob image)
    {
        if (last is { } known && ReferenceEquals(known.Image, image))
        {
            return known.Verdict;
        }

        var verdict = ImageJudgement.Judge(image);
        last = new(image, verdict);
        return verdict;
    }

    private sealed record Judged(Blob Image, ImageVerdict Verdict);
}
