namespace NanoBananaContracts.Batch;

/// <summary>What a list asks for, and what is wrong with it.</summary>
public sealed record BatchCheck
{
    /// <summary>The most mistakes that are kept: a file that is no list has one a line.</summary>
    public const int MostMistakes = 1000;

    /// <summary>Lines that are not blank.</summary>
    public long Lines { get; init; }

    /// <summary>The pictures that its sound lines ask for.</summary>
    public long Pictures { get; init; }

    /// <summary>The most that they may cost together, in millionths of a US dollar, as far as prices are known.</summary>
    public long MostMicroUsd { get; init; }

    /// <summary>The first line whose price nobody knows: without an assumed one, the list cannot be run.</summary>
    public int? UnpricedLine { get; init; }

    /// <summary>The model of <see cref="UnpricedLine"/>, and its size where it has one; <see langword="null"/> where there is none.</summary>
    public string? UnpricedModel { get; init; }

    /// <summary>The mistakes in the order of the list, <see cref="MostMistakes"/> at most.</summary>
    public IReadOnlyList<BatchMistake> Mistakes { get; init; } = [];

    /// <summary>How many mistakes there are.</summary>
    public long MistakeCount { get; init; }

    /// <summary>Whether every line can be run as it is.</summary>
    public bool IsSound => MistakeCount == 0 && UnpricedLine is null;
}
