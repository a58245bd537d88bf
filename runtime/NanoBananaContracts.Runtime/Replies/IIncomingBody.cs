namespace NanoBananaContracts;

/// <summary>A body that is still coming, and what was said of it before: all that reading a reply needs of its transport.</summary>
internal interface IIncomingBody : IDisposable
{
    /// <summary>The HTTP status.</summary>
    int StatusCode { get; }

    /// <summary>The declared media type; <see langword="null"/> where there is none.</summary>
    string? ContentType { get; }

    /// <summary>How long the body will be, in bytes; <see langword="null"/> where it is not known.</summary>
    long? ContentLength { get; }

    /// <summary>The plain bytes. Read it asynchronously.</summary>
    Stream Body { get; }
}
