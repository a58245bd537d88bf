namespace NanoBananaContracts.Generator.Diagnostics;

/// <summary>A finding about a file as a whole.</summary>
/// <param name="Id">Rule.</param>
/// <param name="Path">File.</param>
/// <param name="First">First argument of the message.</param>
/// <param name="Second">Second argument of the message.</param>
internal sealed record FileDiagnostic(string Id, string Path, string First, string Second = "");
