using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Players.Reading;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary>Reads <c>expect.json</c>.</summary>
internal static partial class ExpectationReader
{
    private const int ShortestReason = 10;

    private static readonly string[] Kinds = ["picture", "text", "failure"];

    public static CaseExpectation? Read(JsonAt root, CaseOperation? operation)
    {
        if (root.AsObject() is not { } reader)
            return null;
        reader.Allow("$schema");
        var outcome = reader.Required("outcome") is { } at ? ReadOutcome(at, operation) : null;
        var accepted = ReadAccepted(reader.Optional("alsoAccept"), outcome, operation);
        var retryable = reader.Optional("retryable")?.AsBoolean();
        if (retryable is not null && outcome is not (FailureOutcome or null))
            reader.Optional("retryable")!.Value.Report(LintRules.OutcomeFacts, "Only a failure can be worth retrying.");
        var attempts = reader.Required("attempts") is { } range ? ReadAttempts(range) : null;
        var requests = ReadRequests(reader.Optional("requests"));
        if (attempts is { Maximum: 0 } && requests.Any(request => request.Count is null or { Maximum: > 0 }))
            reader
                .Optional("requests")!
                .Value.Report(LintRules.Attempts, "No request may be sent, so none can look like anything.");
        var expectation = new CaseExpectation
        {
            Outcome = outcome ?? new TextOutcome(null),
            AlsoAccept = accepted,
            Retryable = retryable,
            Attempts = attempts ?? new AttemptRange(1, 1),
            Elapsed = ReadTimes(reader.Optional("elapsed")),
            RetryDelay = ReadTimes(reader.Optional("retryDelay")),
            Requests = requests,
        };
        if (reader.Optional("retryDelay") is { } delay && attempts is { Maximum: <= 1 })
            delay.Report(LintRules.Attempts, "With one attempt there is no retry to wait for.");
        reader.Finish();
        return outcome is null || attempts is null ? null : expectation;
    }

    private static CaseOutcome? ReadOutcome(JsonAt at, CaseOperation? operation)
    {
        if (at.AsObject() is not { } reader)
            return null;
        var found = Kinds.Where(reader.Has).ToArray();
        foreach (var kind in Kinds)
            reader.Allow(kind);
        reader.Finish();
        if (found.Length != 1)
        {
            at.Report(LintRules.OutcomeFacts, $"An outcome is exactly one of {string.Join(", ", Kinds)}.");
            return null;
        }

        var facts = reader.Required(found[0])!.Value;
        return found[0] switch
        {
            "picture" => ReadPicture(facts, operation),
            "text" => ReadText(facts),
            _ => ReadFailure(facts),
        };
    }

    private static PictureOutcome? ReadPicture(JsonAt at, CaseOperation? operation)
    {
        if (at.AsObject() is not { } reader)
            return null;
        var mediaType = reader.RequiredText("mediaType");
        if (mediaType.Length > 0 && mediaType is not ("image/png" or "image/jpeg" or "image/webp"))
            reader
                .Optional("mediaType")!
                .Value.Report(
                    LintRules.ValueNotAllowed,
                    $"\"{mediaType}\" is no picture of this service; use image/png, image/jpeg or image/webp."
                );
        var picture = new PictureOutcome
        {
            MediaType = mediaType,
            Width = reader.Required("width")?.AsInteger(1) ?? 0,
            Height = reader.Required("height")?.AsInteger(1) ?? 0,
            Sha256 = reader.OptionalText("sha256"),
            Count = reader.Optional("count")?.AsInteger(1),
            Text = reader.OptionalText("text"),
            FileName = reader.OptionalText("fileName"),
        };
        if (picture.Sha256 is { } hash && !Hash().IsMatch(hash))
            reader
                .Optional("sha256")!
                .Value.Report(LintRules.ValueNotAllowed, "A SHA-256 is 64 lower-case hexadecimal digits.");
        if (picture.FileName is not null && operation is not (CaseOperation.Save or null))
            reader
                .Optional("fileName")!
                .Value.Report(LintRules.OutcomeFacts, "Only the operation \"save\" writes a file.");
        reader.Finish();
        return picture;
    }

    private static TextOutcome? ReadText(JsonAt at)
    {
        if (at.AsObject() is not { } reader)
            return null;
        var outcome = new TextOutcome(reader.OptionalText("text"));
        reader.Finish();
        return outcome;
    }

    private static FailureOutcome? ReadFailure(JsonAt at)
    {
        if (at.AsObject() is not { } reader)
            return null;
        var failureClass = reader.Required("class")?.AsWord(FailureClasses.ByWord);
        var kind = reader.OptionalText("kind");
        if (kind is not null && !Kind().IsMatch(kind))
            reader
                .Optional("kind")!
                .Value.Report(
                    LintRules.ValueNotAllowed,
                    $"\"{kind}\" is no name of a failure kind, such as \"PromptBlocked\"."
                );
        var contains = reader.Optional("messageContains")?.AsTexts() ?? [];
        reader.Finish();
        return failureClass is null
            ? null
            : new FailureOutcome
            {
                Class = failureClass.Value,
                Kind = kind,
                MessageContains = contains,
            };
    }

    private static AcceptedOutcome[] ReadAccepted(JsonAt? at, CaseOutcome? outcome, CaseOperation? operation)
    {
        var accepted = new List<AcceptedOutcome>();
        foreach (var item in at?.AsArray() ?? [])
        {
            if (item.AsObject() is not { } reader)
                continue;
            var other = reader.Required("outcome") is { } facts ? ReadOutcome(facts, operation) : null;
            var reason = reader.OptionalText("reason") ?? "";
            if (reason.Trim().Length < ShortestReason)
                item.Report(
                    LintRules.AlsoAccept,
                    "Say in \"reason\" why this outcome passes although it is not the one wanted."
                );
            if (other is not null && other.Equals(outcome))
                item.Report(LintRules.AlsoAccept, "This is the outcome wanted itself.");
            reader.Finish();
            if (other is not null)
                accepted.Add(new AcceptedOutcome(other, reason));
        }

        return [.. accepted];
    }

    private static AttemptRange? ReadAttempts(JsonAt at)
    {
        if (at.Kind != JsonValueKind.Object)
            return at.AsInteger(0) is { } exactly ? new AttemptRange(exactly, exactly) : null;
        var reader = at.AsObject()!;
        var (minimum, maximum) = (reader.Required("min")?.AsInteger(0), reader.Required("max")?.AsInteger(0));
        reader.Finish();
        if (minimum is null || maximum is null)
            return null;
        if (maximum < minimum)
            at.Report(LintRules.Attempts, $"At most {maximum}, but at least {minimum}, is no number.");
        return new AttemptRange(minimum.Value, maximum.Value);
    }

    private static TimeRange? ReadTimes(JsonAt? at)
    {
        if (at?.AsObject() is not { } reader)
            return null;
        var range = new TimeRange(reader.Optional("min")?.AsDuration(), reader.Optional("max")?.AsDuration());
        reader.Finish();
        if (!reader.Has("min") && !reader.Has("max"))
            at.Value.Report(LintRules.MissingKey, "Give \"min\", \"max\" or both.");
        if (range.Maximum < range.Minimum)
            at.Value.Report(LintRules.ValueNotAllowed, "\"max\" is less than \"min\".");
        return range;
    }

    private static RequestExpectation[] ReadRequests(JsonAt? at)
    {
        var requests = new List<RequestExpectation>();
        foreach (var item in at?.AsArray() ?? [])
        {
            if (item.AsObject() is not { } reader)
                continue;
            var why = reader.RequiredText("why");
            var pattern = reader.Required("request") is { } request ? RequestPatternReader.Read(request) : null;
            var count = reader.Optional("count") is { } range ? ReadAttempts(range) : null;
            reader.Finish();
            if (pattern is not null)
                requests.Add(new RequestExpectation(why, pattern, count));
        }

        return [.. requests];
    }

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Hash();

    [GeneratedRegex(@"\A[A-Z][A-Za-z0-9]+\z")]
    private static partial Regex Kind();
}
