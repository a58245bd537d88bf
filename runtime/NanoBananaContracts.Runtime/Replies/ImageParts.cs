namespace NanoBananaContracts;

/// <summary>Finds the image parts of a reply, and the final one among them.</summary>
internal sealed class ImageParts
{
    /// <summary>
    /// How many images a reply may have, drafts included. Services send ten at most; each costs a file, and the work of
    /// looking at it.
    /// </summary>
    internal const int Most = 100;

    private ImageParts(IReadOnlyList<Part> parts)
    {
        Parts = parts;
        // An empty part beside a full one is a gateway's litter, not the result.
        var full = new List<Part>(parts.Count);
        foreach (var part in parts)
        {
            if (part.InlineData!.Data is { IsEmpty: false })
            {
                full.Add(part);
            }
        }

        var eligible = full.Count > 0 ? full : parts;
        var final = FinalImageRule.IndexOfFinal(eligible, IsDraft);
        Final = final < 0 ? null : eligible[final];
    }

    /// <summary>Every image part of the first candidate that has one, in order.</summary>
    internal IReadOnlyList<Part> Parts { get; }

    /// <summary>The last image that is no draft, else the last; <see langword="null"/> when there is none.</summary>
    internal Part? Final { get; }

    /// <summary>How many are results; at least the final one.</summary>
    internal int Finished => Final is null ? 0 : Math.Max(1, Parts.Count - Drafts);

    /// <summary>How many are drafts.</summary>
    internal int Drafts
    {
        get
        {
            var drafts = 0;
            foreach (var part in Parts)
            {
                drafts += IsDraft(part) ? 1 : 0;
            }

            return drafts;
        }
    }

    internal static ImageParts Of(GenerateContentResponse response)
    {
        foreach (var candidate in response.Candidates)
        {
            var parts = PartsOf(candidate);
            if (parts.Count > 0)
            {
                return new(parts);
            }
        }

        return new([]);
    }

    /// <summary>How many results the candidates have together, those in files too: each one is paid for.</summary>
    internal static int CountFinished(GenerateContentResponse response)
    {
        var count = 0;
        foreach (var candidate in response.Candidates)
        {
            var parts = PartsOf(candidate);
            count += parts.Count == 0 ? 0 : new ImageParts(parts).Finished;
            count += candidate.Content?.Parts.Count(part => part.FileData is not null && !IsDraft(part)) ?? 0;
        }

        return count;
    }

    /// <summary>How many parts of a reply, or of a piece of one, have data: as many as a reader of it finds.</summary>
    internal static int CountData(GenerateContentResponse response)
    {
        var count = 0;
        foreach (var candidate in response.Candidates)
        {
            if (candidate.Content is { } content)
            {
                foreach (var part in content.Parts)
                {
                    count += part.InlineData?.Data is null ? 0 : 1;
                }
            }
        }

        return count;
    }

    internal static bool IsDraft(Part part) => part.Thought == true;

    private static List<Part> PartsOf(Candidate candidate)
    {
        var parts = new List<Part>();
        if (candidate.Content is { } content)
        {
            foreach (var part in content.Parts)
            {
                if (part.InlineData is { } blob && MayBeImage(blob.MimeType))
                {
                    parts.Add(part);
                }
            }
        }

        return parts;
    }

    /// <summary>
    /// A declared type may be missing or wrong, so only what is clearly something else (speech, a document) is left
    /// out.
    /// </summary>
    private static bool MayBeImage(string? mediaType) =>
        string.IsNullOrEmpty(mediaType)
        || mediaType!.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
        || mediaType.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase);
}
