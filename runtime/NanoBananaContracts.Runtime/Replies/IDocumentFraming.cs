namespace NanoBananaContracts;

/// <summary>What <see cref="IDocumentFraming.Next"/> has come to.</summary>
internal enum DocumentStep
{
    /// <summary>Everything fed is read.</summary>
    NeedInput,

    /// <summary>Bytes of a document are in <see cref="IDocumentFraming.Text"/>.</summary>
    Text,

    /// <summary>A document has ended, well or not: that is for its reader to say.</summary>
    End,

    /// <summary>What came as text since the last document is none, and ends here: an event without data, or <c>[DONE]</c>.</summary>
    Discard,
}

/// <summary>
/// Takes the JSON documents of a reply out of network buffers where they lie: nothing is copied, so that a document of a
/// hundred megabytes costs no more than one of a hundred bytes. Buffers may end at any byte.
/// </summary>
/// <remarks>
/// Usage: <see cref="Feed"/> a buffer, call <see cref="Next"/> until it answers <see cref="DocumentStep.NeedInput"/>,
/// and so on; <see cref="Complete"/> at the end, and <see cref="Next"/> as before.
/// </remarks>
internal interface IDocumentFraming
{
    /// <summary>Bytes of the current document, in the buffer that was fed.</summary>
    ArraySegment<byte> Text { get; }

    /// <summary>Gives the next bytes; the ones before must be read.</summary>
    void Feed(byte[] bytes, int start, int count);

    /// <summary>Says that there are no more bytes.</summary>
    void Complete();

    /// <summary>Reads on.</summary>
    DocumentStep Next();
}
