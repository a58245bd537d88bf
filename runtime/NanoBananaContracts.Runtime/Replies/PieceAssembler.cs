namespace NanoBananaContracts;

/// <summary>
/// Puts the pieces of a streamed reply together to the reply it would have been whole: parts in order and verbatim,
/// so that it can be sent back as history; of everything else the last word.
/// </summary>
internal sealed class PieceAssembler
{
    private GenerateContentResponse? assembled;

    // Made with the second piece: most replies are one, and a first call would compile for nothing what these need.
    private SortedDictionary<int, Candidate>? candidates;
    private Dictionary<int, List<Part>>? parts;

    /// <summary>Whether some piece said why generation ended.</summary>
    internal bool HasFinished { get; private set; }

    /// <summary>How many pieces were added.</summary>
    internal int Count { get; private set; }

    internal void Add(GenerateContentResponse piece)
    {
        Count++;
        foreach (var candidate in piece.Candidates)
        {
            HasFinished |= candidate.FinishReason is not null;
        }

        if (assembled is null)
        {
            assembled = piece;
            return;
        }

        if (Count == 2)
        {
            AddCandidates(assembled);
        }

        AddCandidates(piece);
        assembled = assembled with
        {
            PromptFeedback = piece.PromptFeedback ?? assembled.PromptFeedback,
            UsageMetadata = piece.UsageMetadata ?? assembled.UsageMetadata,
            ModelVersion = piece.ModelVersion ?? assembled.ModelVersion,
            ModelStatus = piece.ModelStatus ?? assembled.ModelStatus,
            ResponseId = piece.ResponseId ?? assembled.ResponseId,
            CreateTime = piece.CreateTime ?? assembled.CreateTime,
        };
    }

    /// <summary>The whole; <see langword="null"/> when there was no piece.</summary>
    internal GenerateContentResponse? Assemble() => Count > 1 ? Together() : assembled;

    private GenerateContentResponse Together() =>
        assembled! with
        {
            Candidates = [.. candidates!.Select(pair => WithParts(pair.Value, parts![pair.Key]))],
        };

    private static Candidate WithParts(Candidate candidate, List<Part> parts) =>
        candidate.Content is { } content ? candidate with { Content = content with { Parts = [.. parts] } } : candidate;

    private void AddCandidates(GenerateContentResponse piece)
    {
        candidates ??= [];
        parts ??= [];
        foreach (var candidate in piece.Candidates)
        {
            Add(candidate, candidates, parts);
        }
    }

    private static void Add(
        Candidate piece,
        SortedDictionary<int, Candidate> candidates,
        Dictionary<int, List<Part>> parts
    )
    {
        var index = piece.Index ?? 0;
        if (!candidates.TryGetValue(index, out var before))
        {
            parts[index] = [];
        }

        if (piece.Content is { } content)
        {
            parts[index].AddRange(content.Parts);
        }

        candidates[index] = before is null
            ? piece
            : piece with
            {
                Content = piece.Content is null
                    ? before.Content
                    : piece.Content with
                    {
                        Role = piece.Content.Role ?? before.Content?.Role,
                    },
                FinishReason = piece.FinishReason ?? before.FinishReason,
                FinishMessage = piece.FinishMessage ?? before.FinishMessage,
                SafetyRatings = piece.SafetyRatings.IsAbsent ? before.SafetyRatings : piece.SafetyRatings,
                CitationMetadata = piece.CitationMetadata ?? before.CitationMetadata,
                GroundingMetadata = piece.GroundingMetadata ?? before.GroundingMetadata,
                UrlContextMetadata = piece.UrlContextMetadata ?? before.UrlContextMetadata,
            };
    }
}
