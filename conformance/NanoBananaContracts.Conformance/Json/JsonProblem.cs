namespace NanoBananaContracts.Conformance.Json;

/// <summary>One thing wrong with one place of a JSON text.</summary>
/// <param name="Rule">Id of the rule that was broken, for example <c>NBL002</c>.</param>
/// <param name="Pointer">JSON Pointer (RFC 6901) of the place; empty for the whole text.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
internal sealed record JsonProblem(string Rule, string Pointer, string Message);
