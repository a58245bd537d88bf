namespace NanoBananaContracts.Conformance.Live;

/// <summary>One thing a service does otherwise than the contract says.</summary>
/// <param name="Rule">What kind of thing.</param>
/// <param name="Call">Id of the call that showed it.</param>
/// <param name="Path">Where in the reply, in wire names; empty for the reply as a whole.</param>
/// <param name="Message">What was promised and what came.</param>
/// <param name="SchemaLine">The line of the schema to change; <see langword="null"/> where the schema does not speak of it.</param>
public sealed record DriftFinding(DriftRule Rule, string Call, string Path, string Message, int? SchemaLine);
