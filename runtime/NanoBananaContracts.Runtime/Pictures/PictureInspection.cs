namespace NanoBananaContracts;

/// <summary>What the bytes of a picture say about it, whatever its declared type.</summary>
public sealed record PictureInspection
{
    /// <summary>The format by signature.</summary>
    public ImageFileFormat Format { get; init; }

    /// <summary>Width in pixels from the header; 0 where the header was not reached, not understood, or does not say it (HEIC).</summary>
    public int Width { get; init; }

    /// <summary>Height in pixels from the header; 0 where the header was not reached, not understood, or does not say it (HEIC).</summary>
    public int Height { get; init; }

    /// <summary>How many bytes were seen, including any after the end of the picture.</summary>
    public long Length { get; init; }

    /// <summary>What is wrong, or <see cref="PictureDefect.None"/>.</summary>
    public PictureDefect Defect { get; init; }

    /// <summary>The defect in words: what was found and at which byte; <see langword="null"/> when whole.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether the picture is recognised and complete to its last structural part.</summary>
    public bool IsWhole => Defect == PictureDefect.None;
}
