using System.Runtime.CompilerServices;

namespace NanoBananaContracts;

/// <summary>
/// The call that a piece of a streamed reply came by: what a reply is told that is made of the pieces afterwards. It is kept
/// beside the pieces, for they are messages of the contract and compared by what they say.
/// </summary>
internal sealed class PieceOrigin
{
    private static readonly ConditionalWeakTable<GenerateContentResponse, PieceOrigin> Known = new();

    internal required CallContext Context { get; init; }

    internal required int StatusCode { get; init; }

    /// <summary>The tier in the reply's header.</summary>
    internal required ServiceTier? Tier { get; init; }

    internal required string? RequestId { get; init; }

    internal required int Attempts { get; init; }

    /// <summary>A failure of the pieces together, with what the call knows and without its key.</summary>
    internal required Func<NanoBananaException, NanoBananaException> Told { get; init; }

    /// <summary>Until the newest piece, or the end.</summary>
    internal TimeSpan Elapsed { get; set; }

    /// <summary>Notes that a piece came by this call.</summary>
    internal void Mark(GenerateContentResponse piece) => Known.Add(piece, this);

    /// <summary>The call that all of them came by; <see langword="null"/> where that is not known, or is more than one.</summary>
    internal static PieceOrigin? Of(IReadOnlyList<GenerateContentResponse> pieces)
    {
        PieceOrigin? common = null;
        foreach (var piece in pieces)
        {
            if (!Known.TryGetValue(piece, out var origin) || (common is not null && common != origin))
            {
                return null;
            }

            common = origin;
        }

        return common;
    }
}
