using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>A picture that was made and saved, and how it is told.</summary>
internal sealed record PaintedPicture
{
    /// <summary>The path as the user would write it.</summary>
    public required string Path { get; init; }

    /// <summary>The path in full.</summary>
    public required string FullPath { get; init; }

    /// <summary>The format by the picture's own bytes.</summary>
    public required ImageFileFormat Format { get; init; }

    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>What the model said beside it.</summary>
    public required string? Text { get; init; }

    /// <summary>What the call cost in USD; <see langword="null"/> where that is not known.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>How long the call took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The id under which the provider can find the call.</summary>
    public required string? RequestId { get; init; }

    /// <summary>Path, true pixels, true format, size, cost and time; then the model's words, set in.</summary>
    public IEnumerable<string> ToLines(CommandHost host, PaintingService service)
    {
        var cost = service.IsEmulated ? "nothing billed" : PicturePrice.Dollars(CostUsd);
        yield return TerminalLink.Of(host, ForeignText.Line(Path), FullPath)
            + FormattableString.Invariant(
                $"  {Width} x {Height} {Format.MediaType()}, {ByteCount.Of(Length)}, {cost}, {Elapsed.TotalSeconds:0.0} s"
            );
        if (Text is { } text)
        {
            foreach (var line in service.Lines(text.Trim()))
            {
                yield return line;
            }
        }
    }
}
