using System.Globalization;
using System.Text;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>One case on a terminal of 80 columns.</summary>
internal sealed class CaseSheet
{
    private const string Indent = "  ";
    private const string Deeper = "    ";
    private const int NameWidth = 14;

    private readonly StringBuilder text = new();

    private CaseSheet() { }

    /// <summary>The text, with a line end behind each line.</summary>
    public static string Of(ConformanceCase one)
    {
        var sheet = new CaseSheet();
        sheet.Lines(one.Id, "");
        // Where nothing is indented, a line of its own could be a heading of ours.
        sheet.Lines(ForeignText.Line(one.Title), "");
        sheet.Head(one);
        sheet.Section("Why");
        sheet.Lines(one.Why, Indent);
        sheet.Section("Asked of the client");
        sheet.Task(one.Task);
        sheet.Section("Played by the service");
        foreach (var (line, indent) in PlayedStubs.Of(one))
        {
            sheet.Lines(line, Indent + indent);
        }

        sheet.Section("Expected of the client");
        sheet.Expectation(one.Expectation);
        sheet.Section("Requirements");
        foreach (var id in one.Requirements)
        {
            sheet.Lines($"{id} {ContractRequirements.All.FirstOrDefault(known => known.Id == id)?.Text}", Indent);
        }

        sheet.Section("Seen");
        foreach (var source in one.Sources)
        {
            sheet.Lines(source.Where, Indent);
            if (source.Note is { } note)
            {
                sheet.Lines(note, Deeper);
            }
        }

        sheet.Section("Run it");
        sheet.Lines($"nanobanana conformance replay {one.Id}", Indent);
        return sheet.text.ToString();
    }

    private void Head(ConformanceCase one)
    {
        var level = one.Level == RequirementLevel.Must ? "MUST" : "SHOULD";
        var scored = one.Scored ? "scored" : "not scored";
        Lines($"{level}, {scored}, since {one.Since}, at most {CaseDuration.Format(one.TimeBudget)}", "");
        if (one.Tags.Count > 0)
        {
            Lines("Tags: " + string.Join(", ", one.Tags), "");
        }
    }

    private void Task(CaseTask task)
    {
        Named("operation", task.Operation.ToString().ToLowerInvariant());
        Named("provider", task.Provider);
        Named("model", task.Model);
        Named("prompt", task.Prompt);
        foreach (var prompt in task.FollowUps)
        {
            Named("then", prompt);
        }

        foreach (var image in task.InputImages)
        {
            var from = image.FileName is { } file ? $", {file}" : "";
            Named(
                "input image",
                string.Create(CultureInfo.InvariantCulture, $"{image.MediaType}, {image.Data.Length} bytes{from}")
            );
        }

        Named("aspect ratio", task.AspectRatio);
        Named("image size", task.ImageSize);
        Named("modalities", task.Modalities is { } modalities ? $"[{string.Join(", ", modalities)}]" : null);
        Named("google search", task.GoogleSearch ? "yes" : null);
        Named("save as", task.SaveAs);
        Named("key", task.HasKey ? null : "none is given");
        Named("deadline", task.Deadline is { } deadline ? CaseDuration.Format(deadline) : null);
        Named("retries", task.Retries?.ToString(CultureInfo.InvariantCulture));
    }

    private void Expectation(CaseExpectation wanted)
    {
        Lines(OutcomeText(wanted.Outcome), Indent);
        foreach (var accepted in wanted.AlsoAccept)
        {
            Lines($"or {OutcomeText(accepted.Outcome)}", Indent);
            Lines(accepted.Reason, Deeper);
        }

        Named("retryable", wanted.Retryable is { } retryable ? (retryable ? "yes" : "no") : null);
        Named("requests", Count(wanted.Attempts));
        Named("takes", wanted.Elapsed is { } elapsed ? Range(elapsed) : null);
        Named("retry waits", wanted.RetryDelay is { } delay ? Range(delay) : null);
        foreach (var request in wanted.Requests)
        {
            Named(request.Count is { } count ? $"{Count(count)} of them" : "each of them", request.Why);
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

    private void Section(string title)
    {
        text.Append('\n');
        Lines(title, "");
    }

    /// <summary>A name and what it is; nothing where there is nothing to say.</summary>
    private void Named(string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        var label = Indent + name.PadRight(NameWidth);
        foreach (var line in TerminalText.Lines(value, new string(' ', label.Length)))
        {
            text.Append(string.Concat(label, line.AsSpan(Math.Min(label.Length, line.Length))).TrimEnd()).Append('\n');
            label = new string(' ', label.Length);
        }
    }

    private void Lines(string text, string indent)
    {
        foreach (var line in TerminalText.Lines(text, indent))
        {
            this.text.Append(line).Append('\n');
        }
    }
}
