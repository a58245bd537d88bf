namespace NanoBananaContracts.Batch;

/// <summary>One line of a list: what to paint, and how often.</summary>
/// <param name="Number">Its place in the file, from 1; blank lines count, so that it is the number an editor shows.</param>
/// <param name="Prompt">What to paint.</param>
public sealed record BatchLine(int Number, string Prompt)
{
    /// <summary>The most pictures that one line asks for.</summary>
    public const int MostPictures = 1000;

    /// <summary>Paths of pictures to work from, as they are written: a relative one begins at the list's own folder.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Width to height, such as <c>16:9</c>; <see langword="null"/> for the model's own.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The size, such as <c>2K</c>; <see langword="null"/> for the model's own.</summary>
    public string? ImageSize { get; init; }

    /// <summary>The model; <see langword="null"/> for the client's own.</summary>
    public string? Model { get; init; }

    /// <summary>How many pictures, each by a call of its own: 1 to <see cref="MostPictures"/>.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The name of its files, without extension; <see langword="null"/> for its number and first words.</summary>
    public string? Name { get; init; }

    /// <summary>Whether both ask for the same pictures under the same names, wherever they stand.</summary>
    /// <param name="other">The other line.</param>
    public bool Equals(BatchLine? other) =>
        other is not null
        && Number == other.Number
        && Prompt == other.Prompt
        && Images.SequenceEqual(other.Images)
        && AspectRatio == other.AspectRatio
        && ImageSize == other.ImageSize
        && Model == other.Model
        && Count == other.Count
        && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Prompt, Images.Count, Count, Name);
}
