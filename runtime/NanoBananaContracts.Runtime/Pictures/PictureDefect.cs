namespace NanoBananaContracts;

/// <summary>What is wrong with the bytes of a picture.</summary>
public enum PictureDefect
{
    /// <summary>Nothing: the picture is recognised and whole.</summary>
    None = 0,

    /// <summary>There are no bytes at all.</summary>
    Empty,

    /// <summary>The bytes are of no picture format this library knows.</summary>
    Unrecognized,

    /// <summary>The picture begins well and ends before it should.</summary>
    Cut,

    /// <summary>The picture contradicts itself: a wrong checksum, an impossible length, a missing part.</summary>
    Damaged,
}
