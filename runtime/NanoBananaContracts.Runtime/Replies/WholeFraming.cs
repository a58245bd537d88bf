namespace NanoBananaContracts;

/// <summary>A body that is one document from its first byte to its last.</summary>
internal sealed class WholeFraming : IDocumentFraming
{
    private ArraySegment<byte> rest;
    private bool noMore;

    /// <inheritdoc/>
    public ArraySegment<byte> Text { get; private set; }

    /// <inheritdoc/>
    public void Feed(byte[] bytes, int start, int count) => rest = new ArraySegment<byte>(bytes, start, count);

    /// <inheritdoc/>
    public void Complete() => noMore = true;

    /// <inheritdoc/>
    public DocumentStep Next()
    {
        Text = rest;
        rest = default;
        if (Text.Count > 0)
        {
            return DocumentStep.Text;
        }

        var ends = noMore;
        noMore = false;
        return ends ? DocumentStep.End : DocumentStep.NeedInput;
    }
}
