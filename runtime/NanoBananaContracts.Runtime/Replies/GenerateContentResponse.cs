namespace NanoBananaContracts;

/// <content>Streamed replies.</content>
public sealed partial record GenerateContentResponse
{
    /// <summary>
    /// Puts the pieces of a streamed reply together to the reply it would have been whole: parts in order and
    /// verbatim, of everything else the last word.
    /// </summary>
    /// <param name="pieces">The pieces in the order they came.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static GenerateContentResponse Assemble(IEnumerable<GenerateContentResponse> pieces)
    {
        if (pieces is null)
        {
            throw new ArgumentNullException(nameof(pieces));
        }

        var assembler = new PieceAssembler();
        foreach (var piece in pieces)
        {
            assembler.Add(piece);
        }

        return assembler.Assemble() ?? throw new ArgumentException("There are no pieces.", nameof(pieces));
    }
}
