namespace Studio;

/// <summary>All that is kept of a turn, a file each.</summary>
internal sealed record TurnFiles(Turn Turn, IReadOnlyDictionary<string, byte[]> Files)
{
    public long Bytes => Files.Values.Sum(bytes => (long)bytes.Length);
}
