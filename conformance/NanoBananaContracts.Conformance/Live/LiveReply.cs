namespace NanoBananaContracts.Conformance.Live;

/// <summary>What came back of one call.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The declared type, without parameters; empty where none was declared.</param>
/// <param name="Body">The whole body, after decompression.</param>
/// <param name="Elapsed">From sending to the last byte.</param>
internal sealed record LiveReply(int Status, string ContentType, ReadOnlyMemory<byte> Body, TimeSpan Elapsed);
