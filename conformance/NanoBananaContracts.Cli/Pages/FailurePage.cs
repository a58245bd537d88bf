namespace NanoBananaContracts.Cli.Pages;

/// <summary>What <c>docs/failures.md</c> says of one kind of failure, as Markdown of one line each.</summary>
/// <param name="Kind">The name of the <see cref="FailureKind"/>.</param>
/// <param name="Anchor">The anchor of its row, as the page has it.</param>
/// <param name="Symptom">What is seen.</param>
/// <param name="Cause">Why it comes about.</param>
/// <param name="Cure">What to do.</param>
/// <param name="Source">Where it was seen or is documented.</param>
internal sealed record FailurePage(
    string Kind,
    string Anchor,
    string Symptom,
    string Cause,
    string Cure,
    string Source
);
