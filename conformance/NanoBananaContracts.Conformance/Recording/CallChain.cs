namespace NanoBananaContracts.Conformance.Recording;

/// <summary>
/// Calls that only together say what a client did: a call and its repetitions after a failure, and the turns of a
/// conversation. They become one case, whose service answers them one after the other.
/// </summary>
/// <param name="Calls">The calls, in order; at least one.</param>
internal sealed record CallChain(IReadOnlyList<CaseDraft> Calls)
{
    /// <summary>Puts calls together. Chains stand in the order of their first calls.</summary>
    public static IReadOnlyList<CallChain> Of(IEnumerable<CaseDraft> calls)
    {
        var chains = new List<List<CaseDraft>>();
        foreach (var call in calls)
        {
            // The latest first: two equal calls side by side belong to whoever spoke last.
            if (chains.FindLast(chain => call.Repeats(chain[^1]) || call.Follows(chain[^1])) is { } found)
            {
                found.Add(call);
            }
            else
            {
                chains.Add([call]);
            }
        }

        return [.. chains.Select(chain => new CallChain(chain))];
    }

    /// <summary>The call that began it.</summary>
    public CaseDraft First => Calls[0];

    /// <summary>The call whose reply the client ended with.</summary>
    public CaseDraft Last => Calls[^1];

    /// <summary>The prompts of the turns behind the first.</summary>
    public IReadOnlyList<string> FollowUps =>
        [.. Calls.Zip(Calls.Skip(1)).Where(pair => pair.Second.Follows(pair.First)).Select(pair => pair.Second.Prompt)];

    /// <summary>The family the case belongs to, by what it is about.</summary>
    public string Family => Calls.Count > 1 ? "behaviour" : First.Family;
}
