namespace NanoBananaContracts.Batch;

/// <summary>An item that one worker has under way. It is held until it is settled, failed, returned or interrupted.</summary>
/// <param name="Item">The item.</param>
/// <param name="Line">Its line.</param>
/// <param name="Attempt">Which attempt at it this is, from 1: no two claims of an item have the same.</param>
/// <param name="Tries">How many of its attempts came back as failures that count.</param>
/// <param name="Worker">Who has it.</param>
/// <param name="ReservedMicroUsd">What is set aside for it, in millionths of a US dollar.</param>
public sealed record BatchClaim(
    BatchItem Item,
    BatchLine Line,
    int Attempt,
    int Tries,
    string Worker,
    long ReservedMicroUsd
);
