namespace NanoBananaContracts;

/// <summary>The containers of a reply that are open, and where each stands on the way to the pictures.</summary>
internal sealed class ReplyNesting
{
    /// <summary>How deep containers may be nested.</summary>
    public const int MaxDepth = 64;

    private readonly ReplyPlace[] places = new ReplyPlace[MaxDepth];
    private readonly bool[] objects = new bool[MaxDepth];
    private int depth;

    /// <summary>Whether none is open.</summary>
    public bool IsAtRoot => depth == 0;

    /// <summary>Whether no more may be opened.</summary>
    public bool IsFull => depth == MaxDepth;

    /// <summary>Whether the innermost one is an object.</summary>
    public bool InObject => depth > 0 && objects[depth - 1];

    /// <summary>Where the innermost one stands.</summary>
    public ReplyPlace Place => depth == 0 ? ReplyPlace.Elsewhere : places[depth - 1];

    /// <summary>Opens one.</summary>
    /// <param name="isObject">Whether it is an object, and no array.</param>
    /// <param name="name">The property it is the value of, where it stands in an object.</param>
    public void Open(bool isObject, ReadOnlySpan<byte> name)
    {
        places[depth] =
            depth == 0 ? ReplyPlaces.Root(isObject)
            : InObject ? ReplyPlaces.Property(Place, name, isObject)
            : ReplyPlaces.Element(Place, isObject);
        objects[depth] = isObject;
        depth++;
    }

    /// <summary>Forgets all that are open.</summary>
    public void Reset() => depth = 0;

    /// <summary>Closes the innermost one.</summary>
    public void Close() => depth--;
}
