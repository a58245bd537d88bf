namespace NanoBananaContracts.Batch;

/// <summary>A line that was found sound, with what each of its pictures may cost.</summary>
/// <param name="Line">The line.</param>
/// <param name="MostMicroUsd">The most that one picture may cost, in millionths of a US dollar.</param>
public sealed record QueuedLine(BatchLine Line, long MostMicroUsd);
