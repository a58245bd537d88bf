using NanoBananaContracts.Emulator.Pictures;

namespace NanoBananaContracts.Emulator;

/// <summary>What a request that keeps the contract asks for.</summary>
internal sealed record EmulatedRequest
{
    /// <summary>The model's id as the path names it.</summary>
    public required string Model { get; init; }

    /// <summary>The text of the last turn.</summary>
    public required string Prompt { get; init; }

    /// <summary>The text that the picture is painted from.</summary>
    public required string Subject { get; init; }

    /// <summary>The pictures that are edited; none for a picture painted anew.</summary>
    public required IReadOnlyList<InputPicture> Sources { get; init; }

    /// <summary>The refusal that the prompt asks for; <see langword="null"/> for none.</summary>
    public required EmulatedRefusal? Refusal { get; init; }

    /// <summary>The words that the prompt asks for in the place of a picture; <see langword="null"/> for none.</summary>
    public string? Words { get; init; }

    /// <summary>Whether the reply has text.</summary>
    public required bool WantsText { get; init; }

    /// <summary>Whether the reply has a picture.</summary>
    public required bool WantsImage { get; init; }

    /// <summary>The size of the picture.</summary>
    public required ImageSize Size { get; init; }

    /// <summary>The media type of the picture; <see langword="null"/> for the model's own.</summary>
    public string? MediaType { get; init; }

    /// <summary>The quality of a JPEG, in percent; <see langword="null"/> for the model's own.</summary>
    public int? Quality { get; init; }

    /// <summary>Where the picture is to be written to, in the place of the reply; nothing is written by an emulator.</summary>
    public string? OutputUriPrefix { get; init; }

    /// <summary>The ratio of the picture; <see langword="null"/> lets the model choose.</summary>
    public required AspectRatio? AspectRatio { get; init; }

    /// <summary>The tier that is asked for; <see langword="null"/> for the service's own.</summary>
    public ServiceTier? Tier { get; init; }

    /// <summary>Whether thoughts and a draft are to be shown.</summary>
    public required bool IncludeThoughts { get; init; }

    /// <summary>Whether the model may search the web.</summary>
    public required bool Searches { get; init; }

    /// <summary>How many pictures stand in the request.</summary>
    public required int InputImages { get; init; }
}
