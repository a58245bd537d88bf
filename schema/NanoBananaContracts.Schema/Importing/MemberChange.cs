namespace NanoBananaContracts.Schema;

/// <summary>What is to be changed about the members of one object.</summary>
internal sealed class MemberChange
{
    /// <summary>Members to take out.</summary>
    public HashSet<JsonMember> Removed { get; } = [];

    /// <summary>Members to put others in the place of.</summary>
    public Dictionary<JsonMember, IReadOnlyList<KeyValuePair<string, NewJson>>> Replaced { get; } = [];

    /// <summary>Members to add at the end.</summary>
    public List<KeyValuePair<string, NewJson>> Added { get; } = [];

    /// <summary>True when there is nothing to do.</summary>
    public bool IsEmpty => Removed.Count == 0 && Replaced.Count == 0 && Added.Count == 0;

    /// <summary>Adds a member at the end.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Add(string name, NewJson value) => Added.Add(new KeyValuePair<string, NewJson>(name, value));
}
