using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>Everything that a failure and an error of a provider say, as text.</summary>
internal static class FailureRendering
{
    /// <summary>One line for each thing that is said; nothing for what is not.</summary>
    public static string Of(ReplyOutcome outcome)
    {
        var text = new StringBuilder();
        Line(text, "form", outcome.Form.ToString());
        Line(text, "documents", outcome.Documents.Count.ToString(CultureInfo.InvariantCulture));
        if (outcome.Failure is not { } failure)
        {
            return text.Append("success\n").ToString();
        }

        Line(text, "kind", failure.Kind.ToString());
        Line(text, "what", failure.WhatHappened);
        Line(text, "cure", failure.Cure);
        Line(text, "status", failure.StatusCode?.ToString(CultureInfo.InvariantCulture));
        Line(text, "retry", failure.RetryAdvice.ToString());
        Line(text, "retry after", failure.RetryAfter?.ToString("c", CultureInfo.InvariantCulture));
        Line(text, "request id", failure.RequestId);
        Line(text, "provider code", failure.ProviderCode);
        Line(text, "provider status", failure.ProviderStatus);
        Line(text, "provider message", failure.ProviderMessage);
        Line(text, "response", failure.Response is null ? null : "kept");
        return text.Append(failure.Error is { } error ? Of(error) : "").ToString();
    }

    /// <summary>One line for each thing that is said; nothing for what is not.</summary>
    public static string Of(ProviderError error)
    {
        var text = new StringBuilder();
        Line(text, "code", error.Code?.ToString(CultureInfo.InvariantCulture));
        Line(text, "code text", error.CodeText);
        Line(text, "error status", error.Status);
        Line(text, "type", error.Type);
        Line(text, "reason", error.Reason);
        Line(text, "message", error.Message);
        Line(text, "id", error.RequestId);
        Line(text, "delay", error.RetryDelay?.ToString("c", CultureInfo.InvariantCulture));
        Lines(text, "field", error.FieldViolations.Select(field => field.ToString()));
        Lines(text, "quota", error.QuotaViolations.Select(quota => quota.ToString()));
        Lines(text, "link", error.HelpLinks);
        return text.ToString();
    }

    private static void Lines(StringBuilder text, string name, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Line(text, name, value);
        }
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(name).Append(": ").Append(value.Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        }
    }
}
