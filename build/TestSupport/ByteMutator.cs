namespace NanoBananaContracts.TestSupport;

/// <summary>Breaks bytes: flips, cuts, repeats, moves and overwrites, with scraps that mean something in their format.</summary>
internal sealed class ByteMutator(SeededChoice choice, IReadOnlyList<byte[]> scraps)
{
    /// <summary>A broken copy.</summary>
    public byte[] Mutate(byte[] bytes)
    {
        var broken = new List<byte>(bytes);
        for (var i = 1 + choice.Next(4); i > 0; i--)
        {
            Break(broken);
        }

        return [.. broken];
    }

    private void Break(List<byte> bytes)
    {
        var at = choice.Next(bytes.Count + 1);
        var length = Math.Min(choice.Next(24), bytes.Count - at);
        switch (choice.Next(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << choice.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = choice.Pick<byte>([0, 1, 0x7F, 0x80, 0xFF]);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4 when choice.Next(3) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                var moved = bytes.GetRange(at, length);
                bytes.RemoveRange(at, length);
                bytes.InsertRange(choice.Next(bytes.Count + 1), moved);
                break;
            case 6:
                bytes.RemoveRange(at, length);
                bytes.InsertRange(at, choice.Pick(scraps));
                break;
            default:
                bytes.InsertRange(at, choice.Pick(scraps));
                break;
        }
    }
}
