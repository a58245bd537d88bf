using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>Collects what the <c>google.rpc.*</c> details of an error say; details of other types are passed over.</summary>
internal sealed class ErrorDetails
{
    private readonly List<FieldViolation> fields = [];
    private readonly List<QuotaViolation> quotas = [];
    private readonly List<string> links = [];

    internal string? Reason { get; private set; }

    internal string? RequestId { get; private set; }

    internal TimeSpan? RetryDelay { get; private set; }

    internal IReadOnlyList<FieldViolation> FieldViolations => fields;

    internal IReadOnlyList<QuotaViolation> QuotaViolations => quotas;

    internal IReadOnlyList<string> HelpLinks => links;

    internal void Read(JsonElement detail)
    {
        if (detail.ValueKind != JsonValueKind.Object || Text(detail, "@type") is not { } type)
        {
            return;
        }

        switch (type.Substring(type.LastIndexOf('.') + 1))
        {
            case "ErrorInfo":
                Reason ??= Text(detail, "reason");
                break;
            case "RetryInfo":
                RetryDelay ??= ErrorText.Seconds(Text(detail, "retryDelay"));
                break;
            case "RequestInfo":
                RequestId ??= Text(detail, "requestId");
                break;
            case "BadRequest":
                foreach (var violation in Items(detail, "fieldViolations"))
                {
                    fields.Add(new(Text(violation, "field") ?? "", Text(violation, "description") ?? ""));
                }

                break;
            case "QuotaFailure":
                foreach (var violation in Items(detail, "violations"))
                {
                    quotas.Add(
                        new(Text(violation, "quotaMetric"), Text(violation, "quotaId"), Text(violation, "quotaValue"))
                    );
                }

                break;
            case "Help":
                foreach (var link in Items(detail, "links"))
                {
                    if (Text(link, "url") is { } url)
                    {
                        links.Add(url);
                    }
                }

                break;
            default:
                break;
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement detail, string name)
    {
        if (detail.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in list.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.Object)
                {
                    yield return item;
                }
            }
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => KeyShapes.MaskIfAny(JsonText.Of(value)),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
}
