namespace NanoBananaContracts;

/// <summary>
/// Which of several pictures of a reply is the result. The service flags its drafts with <c>thought: true</c>, some
/// gateways send them unflagged before the result, and some flag even the result; one rule serves all three.
/// </summary>
internal static class FinalImageRule
{
    /// <summary>The last picture that is no draft; where all are drafts, the last of them.</summary>
    /// <param name="pictures">The pictures in the order of the reply.</param>
    /// <param name="isDraft">Whether a picture is flagged as a draft.</param>
    /// <returns>The index of the final picture, or -1 where there is none.</returns>
    public static int IndexOfFinal<T>(IReadOnlyList<T> pictures, Func<T, bool> isDraft)
    {
        for (var at = pictures.Count - 1; at >= 0; at--)
        {
            if (!isDraft(pictures[at]))
            {
                return at;
            }
        }

        return pictures.Count - 1;
    }
}
