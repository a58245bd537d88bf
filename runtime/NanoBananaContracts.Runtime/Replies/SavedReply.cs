namespace NanoBananaContracts;

/// <summary>
/// A reply whose images went straight to where they were saved: what else it said, and what is known of the call.
/// </summary>
public sealed class SavedReply
{
    internal SavedReply(NanoBananaReply reply, int draftCount)
    {
        Response = WithoutLargeData(reply.Response);
        Text = reply.Text;
        Elapsed = reply.Elapsed;
        Attempts = reply.Attempts;
        StatusCode = reply.StatusCode;
        RequestId = reply.RequestId;
        PriceUsd = reply.PriceUsd;
        CostUsd = reply.CostUsd;
        DraftCount = draftCount;
    }

    /// <summary>
    /// The reply, typed, without the data of its images and without its thought signatures: neither was kept. To edit
    /// an image over several turns use <see cref="NanoBananaClient.GenerateContentAsync"/>, which keeps both.
    /// </summary>
    public GenerateContentResponse Response { get; }

    /// <summary>The words of the reply, thoughts not counted; <see langword="null"/> when there are none.</summary>
    public string? Text { get; }

    /// <summary>How long the call took, all attempts and waits together, to the last byte saved.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>The id under which the provider can find the call.</summary>
    public string? RequestId { get; }

    /// <summary>
    /// What the images of this reply cost in USD by the provider's price list and the tier that served it;
    /// <see langword="null"/> where the model or one of the two is not known. Text, thoughts and grounding are not in it:
    /// see <see cref="CostUsd"/>.
    /// </summary>
    public decimal? PriceUsd { get; }

    /// <summary>
    /// What the whole reply cost in USD, by its tokens (prompt, images, text and thoughts) and the tier that served it;
    /// <see langword="null"/> where any of that has no known price: pictures in the prompt, what came from a cache, a
    /// search, and every provider that has no prices by token.
    /// </summary>
    public decimal? CostUsd { get; }

    /// <summary>The model that served the call. Gateways have been seen to serve another than was asked for.</summary>
    public string? ModelVersion => Response.ModelVersion;

    /// <summary>How many images of the reply were drafts and not saved.</summary>
    public int DraftCount { get; }

    /// <summary>What came, in one line; never data.</summary>
    /// <returns>Such as <c>200, with text, 12.3 s</c>.</returns>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{StatusCode}, {(Text is null ? "no text" : "with text")}, {Elapsed.TotalSeconds:0.0} s"
        );

    private static GenerateContentResponse WithoutLargeData(GenerateContentResponse response) =>
        response.Candidates.IsAbsent
            ? response
            : response with
            {
                Candidates = Array.ConvertAll(response.Candidates.ToArray(), WithoutLargeData),
            };

    private static Candidate WithoutLargeData(Candidate candidate) =>
        candidate.Content is not { Parts.IsAbsent: false } content
            ? candidate
            : candidate with
            {
                Content = content with { Parts = Array.ConvertAll(content.Parts.ToArray(), WithoutLargeData) },
            };

    private static Part WithoutLargeData(Part part) =>
        part with
        {
            ThoughtSignature = null,
            InlineData = part.InlineData is { } blob ? blob with { Data = null } : null,
        };
}
