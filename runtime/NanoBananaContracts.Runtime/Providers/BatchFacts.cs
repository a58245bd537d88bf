using System.Text.Json;

namespace NanoBananaContracts;

/// <summary>A provider's own batch mode (<c>batchGenerateContent</c>): what it costs, and how much it takes.</summary>
public sealed class BatchFacts
{
    internal BatchFacts() { }

    /// <summary>What it costs, as a factor of the standard price: <c>0.5</c> is half.</summary>
    public required decimal PriceFactor { get; init; }

    /// <summary>The largest request that holds its requests itself, in bytes; <see langword="null"/> where it is not known.</summary>
    public long? MaxInlineBytes { get; init; }

    /// <summary>The largest file of requests, in bytes; <see langword="null"/> where it is not known.</summary>
    public long? MaxFileBytes { get; init; }

    /// <summary>The most batches that may wait or run at a time; <see langword="null"/> where it is not known.</summary>
    public int? MostOpen { get; init; }

    /// <summary>After how long a batch that is not done has expired, without results; <see langword="null"/> where it is not known.</summary>
    public TimeSpan? ExpiresAfter { get; init; }

    /// <summary>Reads them; <see langword="null"/> where the file has none.</summary>
    internal static BatchFacts? Read(ref Utf8JsonReader reader, string fact)
    {
        if (!FactReader.Opens(ref reader, fact))
        {
            return null;
        }

        const int MostHours = 24 * 365;
        decimal? factor = null;
        long? inline = null;
        long? file = null;
        long? open = null;
        long? hours = null;
        while (FactReader.Next(ref reader) is { } name)
        {
            switch (name)
            {
                case "priceFactor":
                    factor = FactReader.Amount(ref reader, name);
                    break;
                case "maxInlineBytes":
                    inline = FactReader.Whole(ref reader, name, least: 1);
                    break;
                case "maxFileBytes":
                    file = FactReader.Whole(ref reader, name, least: 1);
                    break;
                case "mostOpen":
                    open = FactReader.Whole(ref reader, name, least: 1, most: int.MaxValue);
                    break;
                case "expiresAfterHours":
                    hours = FactReader.Whole(ref reader, name, least: 1, most: MostHours);
                    break;
                default:
                    FactReader.Skip(ref reader, name);
                    break;
            }
        }

        return new()
        {
            PriceFactor = factor ?? throw FactReader.Missing("batch.priceFactor"),
            MaxInlineBytes = inline,
            MaxFileBytes = file,
            MostOpen = (int?)open,
            ExpiresAfter = hours is { } count ? TimeSpan.FromHours(count) : null,
        };
    }
}
