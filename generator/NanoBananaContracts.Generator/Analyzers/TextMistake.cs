namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>A mistake in a text: a body, or an address.</summary>
/// <param name="Start">Offset of its first character in the text.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Instead">What to write in its place; null where it is not known.</param>
internal sealed record TextMistake(int Start, int End, string Message, string? Instead = null);
