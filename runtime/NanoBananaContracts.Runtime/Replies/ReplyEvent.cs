namespace NanoBananaContracts;

/// <summary>What the incremental reader has come to.</summary>
internal enum ReplyEvent
{
    /// <summary>Everything fed is read: feed more, or say that there is no more.</summary>
    NeedInput,

    /// <summary>A picture begins; <see cref="ReplyStreamReader.PictureCount"/> has counted it.</summary>
    PictureStart,

    /// <summary>Bytes of the picture are in the output buffer.</summary>
    PictureBytes,

    /// <summary>The picture's text has ended, well or not: see <see cref="ReplyStreamReader.PictureText"/>.</summary>
    PictureEnd,

    /// <summary>There is nothing more to read; <see cref="ReplyStreamReader.End"/> says why.</summary>
    Ended,
}

/// <summary>Why the incremental reader has ended.</summary>
internal enum ReplyEnd
{
    /// <summary>It has not.</summary>
    NotYet,

    /// <summary>The document is complete.</summary>
    Complete,

    /// <summary>The bytes ended before the document did.</summary>
    Truncated,

    /// <summary>The bytes are not JSON.</summary>
    Malformed,

    /// <summary>There were no bytes but white space.</summary>
    Empty,

    /// <summary>The reply without its pictures is larger than any reply should be.</summary>
    TooLarge,
}
