using System.Collections.Generic;

namespace NanoBananaContracts;

/// <summary>
/// Which of several pictures of a reply is the result. The service flags its drafts with <c>thought: true</c>, some
/// gateways send them unflagged before the result, and some flag even the result; one rule serves all three.
/// </summary>
internal static class FinalImageRule
{
    /// <summary>The last picture that is no draft; where all are drafts, the last of them.</summary>
    /// <param name="drafts">For each picture in the order of the reply, whether it is flagged as a draft.</param>
    /// <returns>The index of the final picture, or -1 where there is none.</returns>
    public static int IndexOfFinal(IReadOnlyList<bool> drafts)
    {
        for (var at = drafts.Count - 1; at >= 0; at--)
        {
            if (!drafts[at])
            {
                return at;
            }
        }

        return drafts.Count - 1;
    }
}
