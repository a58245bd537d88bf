using System.Globalization;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>One case on a terminal of 80 columns.</summary>
internal sealed class CaseSheet
{
    private const string Indent = TerminalSheet.Indent;
    private const string Deeper = Indent + Indent;

    private readonly TerminalSheet page = new();

    private CaseSheet() { }

    /// <summary>The text, with a line end behind each line.</summary>
    public static string Of(ConformanceCase one)
    {
        var sheet = new CaseSheet();
        var page = sheet.page;
        page.Lines(one.Id, "");
        // Where nothing is indented, a line of its own could be a heading of ours.
        page.Lines(ForeignText.Line(one.Title), "");
        sheet.Head(one);
        page.Section("Why");
        page.Lines(one.Why, Indent);
        page.Section("Asked of the client");
        sheet.Task(one.Task);
        page.Section("Played by the service");
        foreach (var (line, indent) in PlayedStubs.Of(one))
        {
            page.Lines(line, Indent + indent);
        }

        page.Section("Expected of the client");
        sheet.Expectation(one.Expectation);
        page.Section("Requirements");
        foreach (var id in one.Requirements)
        {
            page.Lines($"{id} {ContractRequirements.All.FirstOrDefault(known => known.Id == id)?.Text}", Indent);
        }

        page.Section("Seen");
        foreach (var source in one.Sources)
        {
            page.Lines(source.Where, Indent);
            if (source.Note is { } note)
            {
                page.Lines(note, Deeper);
            }
        }

        page.Section("Run it");
        page.Lines($"nanobanana conformance replay {one.Id}", Indent);
        return page.ToString();
    }

    private void Head(ConformanceCase one)
    {
        var level = one.Level == RequirementLevel.Must ? "MUST" : "SHOULD";
        var scored = one.Scored ? "scored" : "not scored";
        page.Lines($"{level}, {scored}, since {one.Since}, at most {CaseDuration.Format(one.TimeBudget)}", "");
        if (one.Tags.Count > 0)
        {
            page.Lines("Tags: " + string.Join(", ", one.Tags), "");
        }
    }

    private void Task(CaseTask task)
    {
        page.Named("operation", task.Operation.ToString().ToLowerInvariant());
        page.Named("provider", task.Provider);
        page.Named("model", task.Model);
        page.Named("prompt", task.Prompt);
        foreach (var prompt in task.FollowUps)
        {
            page.Named("then", prompt);
        }

        foreach (var image in task.InputImages)
        {
            var from = image.FileName is { } file ? $", {file}" : "";
            page.Named(
                "input image",
                string.Create(CultureInfo.InvariantCulture, $"{image.MediaType}, {image.Data.Length} bytes{from}")
            );
        }

        page.Named("aspect ratio", task.AspectRatio);
        page.Named("image size", task.ImageSize);
        page.Named("modalities", task.Modalities is { } modalities ? $"[{string.Join(", ", modalities)}]" : null);
        page.Named("google search", task.GoogleSearch ? "yes" : null);
        page.Named("save as", task.SaveAs);
        page.Named("key", task.HasKey ? null : "none is given");
        page.Named("deadline", task.Deadline is { } deadline ? CaseDuration.Format(deadline) : null);
        page.Named("retries", task.Retries?.ToString(CultureInfo.InvariantCulture));
    }

    private void Expectation(CaseExpectation wanted)
    {
        page.Lines(OutcomeText(wanted.Outcome), Indent);
        foreach (var accepted in wanted.AlsoAccept)
        {
            page.Lines($"or {OutcomeText(accepted.Outcome)}", Indent);
            page.Lines(accepted.Reason, Deeper);
        }

        page.Named("retryable", wanted.Retryable is { } retryable ? (retryable ? "yes" : "no") : null);
        page.Named("requests", Count(wanted.Attempts));
        page.Named("takes", wanted.Elapsed is { } elapsed ? Range(elapsed) : null);
        page.Named("retry waits", wanted.RetryDelay is { } delay ? Range(delay) : null);
        foreach (var request in wanted.Requests)
        {
            page.Named(request.Count is { } count ? $"{Count(count)} of them" : "each of them", request.Why);
        }
    }

    private static string OutcomeText(CaseOutcome outcome)
    {
        IEnumerable<string?> facts = outcome switch
        {
            FailureOutcome failure =>
            [
                failure.Kind is { } kind ? $"kind {kind}" : null,
                .. failure.MessageContains.Select(part => $"its message says \"{part}\""),
            ],
            PictureOutcome picture =>
            [
                picture.Count is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count} in all") : null,
                picture.Text is { } text ? $"with the text \"{text}\"" : null,
                picture.FileName is { } file ? $"saved as {file}" : null,
                picture.Sha256 is { } hash ? $"SHA-256 {hash[..12]}..." : null,
            ],
            TextOutcome { Text: { } text } => [$"\"{text}\""],
            _ => [],
        };
        return string.Join(", ", facts.OfType<string>().Prepend(OutcomeJudge.Describe(outcome)));
    }

    private static string Count(AttemptRange range) =>
        range.Minimum == range.Maximum
            ? range.Minimum.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}");

    private static string Range(TimeRange range) =>
        string.Join(
            ", ",
            new[]
            {
                range.Minimum is { } least ? $"at least {CaseDuration.Format(least)}" : null,
                range.Maximum is { } most ? $"at most {CaseDuration.Format(most)}" : null,
            }.OfType<string>()
        );
}
