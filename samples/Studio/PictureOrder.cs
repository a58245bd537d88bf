namespace Studio;

/// <summary>What the page asks for. All of it comes from outside, and any of it may be missing.</summary>
public sealed record PictureOrder
{
    /// <summary>Id of the provider.</summary>
    public string? Provider { get; init; }

    /// <summary>Id of the model; null for the provider's default.</summary>
    public string? Model { get; init; }

    /// <summary>What to paint, or what to change.</summary>
    public string? Prompt { get; init; }

    /// <summary>The shape; null lets the model choose.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The size; null takes the model's own.</summary>
    public string? ImageSize { get; init; }

    /// <summary>The turn that is edited; null begins afresh.</summary>
    public string? Parent { get; init; }

    /// <summary>Ids of pictures that were handed in.</summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>Whether drafts and thoughts are to be shown.</summary>
    public bool Drafts { get; init; }

    /// <summary>Id of the documented failure to play instead; everything else is then of no account.</summary>
    public string? Fault { get; init; }
}

/// <summary>An order that is not sent, with the reason.</summary>
internal sealed class RefusedOrderException(string kind, string whatHappened, string cure)
    : Exception($"{whatHappened} {cure}")
{
    public string Kind { get; } = kind;

    public string WhatHappened { get; } = whatHappened;

    public string Cure { get; } = cure;
}
