using System.Globalization;
using NanoBananaContracts.Conformance.Contract;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Schema;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Conformance.Live;

/// <summary>Holds the replies of a live run to the contract, by our reader and by the schema, and notes what differs.</summary>
internal sealed class DriftJudge
{
    private const string Root = "GenerateContentResponse";

    private readonly LivePlan plan;
    private readonly SecretScrubber secrets;
    private readonly SchemaPlaces places;
    private readonly List<DriftFinding> findings = [];

    public DriftJudge(LivePlan plan, SecretScrubber secrets)
    {
        (this.plan, this.secrets) = (plan, secrets);
        var reading = SchemaReader.Read(DefaultSchema.FileName, DefaultSchema.Text);
        places = new SchemaPlaces(
            reading.Model ?? throw new InvalidOperationException("The schema of this build does not read.")
        );
    }

    /// <summary>Everything found so far, in order.</summary>
    public IReadOnlyList<DriftFinding> Findings => findings;

    /// <summary>Judges a reply.</summary>
    public void Judge(LiveCall call, LiveReply reply)
    {
        if (!call.ExpectedStatuses.Contains(reply.Status))
        {
            var promised = string.Join(" or ", call.ExpectedStatuses.Select(status => Text($"{status}")));
            Add(DriftRule.Status, call, "", $"{promised} was promised, and {reply.Status} came{Hint(reply)}.");
        }

        if (reply.Status >= 400)
        {
            ErrorShape.Judge(reply, (rule, path, message) => Add(rule, call, path, message));
            return;
        }

        if (call.IsErrorPath)
        {
            // The status says it all: what the service makes of a call it should refuse is not in the contract.
            return;
        }

        if (Responses(call, reply) is { } responses)
        {
            JudgeResponses(call, responses);
        }
    }

    /// <summary>Notes that a call got no answer.</summary>
    public void NoAnswer(LiveCall call, string reason) => Add(DriftRule.NoAnswer, call, "", reason);

    /// <summary>Notes that the run ended while a call was under way.</summary>
    public void CutOff(LiveCall call, string reason)
    {
        var billed =
            call.MaxCostUsd > 0
                ? Text($"It may be billed: USD {call.MaxCostUsd:0.0000} at most.")
                : "It is not billed.";
        Add(
            DriftRule.CutOff,
            call,
            "",
            $"The run ended while the call was under way ({reason.TrimEnd('.')}). {billed}"
        );
    }

    /// <summary>Words from elsewhere, without the key.</summary>
    public string Scrub(string text) => secrets.Scrub(text);

    /// <summary>The responses a body holds, each checked on its own; null where it cannot be read.</summary>
    private List<GenerateContentResponse>? Responses(LiveCall call, LiveReply reply)
    {
        var promised = call.IsStream ? "text/event-stream" : "application/json";
        if (!string.Equals(reply.ContentType, promised, StringComparison.OrdinalIgnoreCase))
        {
            Add(
                call.IsStream ? DriftRule.Stream : DriftRule.NotJson,
                call,
                "",
                $"{promised} was promised, and '{reply.ContentType}' came."
            );
        }

        var texts = call.IsStream
            ? EventTexts.Read(reply.Body, message => Add(DriftRule.Stream, call, "", message))
            : [reply.Body];
        var responses = new List<GenerateContentResponse>();
        foreach (var text in texts)
        {
            try
            {
                var response = GenerateContentResponse.Parse(text);
                responses.Add(response);
                JudgeAgainstContract(call, response, text);
            }
            catch (ContractFormatException exception)
            {
                Add(call.IsStream ? DriftRule.Stream : DriftRule.NotJson, call, "", exception.Message);
            }
        }

        return responses.Count > 0 ? responses : null;
    }

    private void JudgeAgainstContract(LiveCall call, GenerateContentResponse response, ReadOnlyMemory<byte> text)
    {
        var validator = new ContractValidator(ContractDirection.Response)
        {
            ReportAllUnknownFields = true,
            CheckBase64 = true,
        };
        response.Validate(validator);
        foreach (var violation in validator.Violations)
        {
            var rule = RuleOf(violation.Rule);
            var ofEnum = violation.Rule == ViolationRule.UndocumentedValue;
            var value = violation.Value is { } shown ? $" (came: {shown})" : "";
            Add(rule, call, violation.Path, violation.Message + value, places.Line(Root, violation.Path, ofEnum));
        }

        // Our reader and the schema are two readings of one contract: what one accepts, the other must.
        var complaints = SchemaJudge.Complaints(text);
        if (complaints.Count > 0 != validator.Violations.Count > 0)
        {
            var message =
                complaints.Count > 0
                    ? $"The schema refuses what our reader accepts: {complaints[0]}."
                    : $"Our reader refuses what the schema accepts: {validator.Violations[0]}.";
            Add(DriftRule.Disagreement, call, "", message);
        }
    }

    private static DriftRule RuleOf(ViolationRule rule) =>
        rule switch
        {
            ViolationRule.UnknownField => DriftRule.UnknownField,
            ViolationRule.UndocumentedValue => DriftRule.UnknownValue,
            ViolationRule.Required => DriftRule.Missing,
            ViolationRule.WrongType => DriftRule.WrongType,
            ViolationRule.Malformed => DriftRule.Base64,
            _ => DriftRule.Bounds,
        };

    private void JudgeResponses(LiveCall call, IReadOnlyList<GenerateContentResponse> responses)
    {
        var last = responses[^1];
        var first = last.Candidates.Count > 0 ? last.Candidates[0] : null;
        var reason = first?.FinishReason;
        if (reason != FinishReason.Stop)
        {
            Add(
                DriftRule.FinishReason,
                call,
                "candidates[0].finishReason",
                $"STOP was expected, and '{reason?.Value ?? "nothing"}' came{(first?.FinishMessage is { } words ? ": " + words : ".")}",
                places.Line(Root, "candidates[0].finishReason")
            );
        }

        if (last.ModelVersion is { } version && version != plan.Model)
        {
            Add(DriftRule.ModelVersion, call, "modelVersion", $"{plan.Model} was asked, and {version} answered.");
        }

        JudgeModalities(call, responses);
        if (call.WantsImage)
        {
            PictureDrift.Judge(plan, call, responses, (rule, path, message) => Add(rule, call, path, message));
        }
    }

    private void JudgeModalities(LiveCall call, IReadOnlyList<GenerateContentResponse> responses)
    {
        var parts = responses
            .SelectMany(response => response.Candidates)
            .SelectMany(candidate => candidate.Content?.Parts ?? default)
            .Where(part => part.Thought != true)
            .ToArray();
        var hasText = parts.Any(part => !string.IsNullOrWhiteSpace(part.Text));
        var hasImage = parts.Any(part => part.InlineData is not null);
        if (call.WantsText && !hasText)
        {
            Add(DriftRule.Modality, call, "candidates[0].content.parts", "TEXT was asked for, and none came.");
        }

        if (hasText && !call.WantsText)
        {
            Add(DriftRule.Modality, call, "candidates[0].content.parts", "Text came that was not asked for.");
        }

        if (hasImage && !call.WantsImage)
        {
            Add(DriftRule.Modality, call, "candidates[0].content.parts", "A picture came that was not asked for.");
        }
    }

    /// <summary>What an unexpected error says of itself.</summary>
    private static string Hint(LiveReply reply) =>
        reply.Status >= 400 && ErrorShape.MessageOf(reply) is { Length: > 0 } message ? $" ({message})" : "";

    private void Add(DriftRule rule, LiveCall call, string path, string message, int? line = null) =>
        findings.Add(new DriftFinding(rule, call.Id, secrets.Scrub(path), secrets.Scrub(message), line));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
