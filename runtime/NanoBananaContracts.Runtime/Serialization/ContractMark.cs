using System.ComponentModel;

namespace NanoBananaContracts.Serialization;

/// <summary>Where the value of a property begins, for going on after its reading failed half way; for emitted readers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ContractMark
{
    internal ContractMark(int nameStart, int nameLength, int valueStart, int depth)
    {
        NameStart = nameStart;
        NameLength = nameLength;
        ValueStart = valueStart;
        Depth = depth;
    }

    internal int NameStart { get; }

    internal int NameLength { get; }

    internal int ValueStart { get; }

    internal int Depth { get; }
}
