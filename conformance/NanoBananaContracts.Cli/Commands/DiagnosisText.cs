using System.Globalization;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>A diagnosis for people: the failure and its cure first, then what is in the reply.</summary>
internal static class DiagnosisText
{
    private const int ShownUnknown = 20;
    private const int NameWidth = 9;

    /// <summary>The page of one reply.</summary>
    internal static string Of(string file, ReplyDiagnosis diagnosis, string? note, bool isStatusKnown)
    {
        var outcome = diagnosis.Outcome;
        var sheet = new TerminalSheet(NameWidth);
        if (outcome.Failure is { } failure)
        {
            Named("what", failure.WhatHappened);
            Named("cure", failure.Cure);
            Named("retry", Retry(failure));
            Named("status", Status(outcome.StatusCode, isStatusKnown));
            Named("code", Joined(failure.ProviderCode, failure.ProviderStatus));
            Copied("request", failure.RequestId);
            Copied("see", failure.HelpLink);
            Copied("next", $"nanobanana explain {failure.Kind}");
        }

        Named("note", note);
        Named("form", Form(outcome.Form));
        foreach (var picture in diagnosis.Pictures)
        {
            Named("image", Describe(picture));
        }

        foreach (var unknown in diagnosis.Unknown.Take(ShownUnknown))
        {
            Named("unknown", Unknown(unknown));
        }

        if (diagnosis.Unknown.Count > ShownUnknown)
        {
            Named("unknown", $"... and {diagnosis.Unknown.Count - ShownUnknown} more");
        }

        if (diagnosis.RoundTrip is { } survives)
        {
            var names = diagnosis.IsRespelled ? ", snake_case names in camelCase" : "";
            Named("rewrite", $"read and written: {(survives ? "" : "NOT ")}the same JSON{names}");
        }

        var title = ForeignText.Line($"{file}: {outcome.Failure?.Kind.ToString() ?? "success"}");
        return $"{title}\n{sheet}";

        // What is told of a reply is the service's text: a terminal shows it and does not obey it.
        void Named(string name, string? value) => sheet.Named(name, value is null ? null : ForeignText.Line(value));

        void Copied(string name, string? value) => sheet.Copied(name, value is null ? null : ForeignText.Line(value));
    }

    private static string Status(int status, bool isKnown) =>
        status.ToString(CultureInfo.InvariantCulture)
        + (isKnown || status != 200 ? "" : ", assumed; --status says which it was");

    /// <summary>The rules speak to who writes a request; here a reply is read.</summary>
    private static string Unknown(ContractViolation unknown) =>
        unknown.Rule switch
        {
            ViolationRule.UnknownField => $"{unknown.Path}: a field the contract does not have; it is kept",
            ViolationRule.UndocumentedValue =>
                $"{unknown.Path}: {unknown.Value}, a value the contract does not list; it is kept",
            _ => unknown.ToString(),
        };

    private static string Retry(NanoBananaException failure) =>
        failure.RetryAdvice switch
        {
            RetryAdvice.Safe when failure.RetryAfter is { } wait => FormattableString.Invariant(
                $"yes, after {wait.TotalSeconds:0.###} s; nothing was generated"
            ),
            RetryAdvice.Safe => "yes; nothing was generated",
            RetryAdvice.MayBillTwice => "yes, but this attempt may have been billed",
            _ => "no; the same request fails the same way",
        };

    private static string Form(ReplyForm form) =>
        form switch
        {
            ReplyForm.Json => "JSON",
            ReplyForm.EventStream => "event stream",
            ReplyForm.JsonArray => "JSON array",
            _ => "none of the contract's",
        };

    private static string Describe(DiagnosedPicture picture)
    {
        var found = picture.Inspection;
        var pixels = found.Width > 0 ? FormattableString.Invariant($" {found.Width} x {found.Height}") : "";
        var declared =
            picture.DeclaredMediaType is { } type && type != found.Format.MediaType() ? $", declared as {type}" : "";
        return FormattableString.Invariant($"{found.Format}{pixels}, {found.Length} bytes, ")
            + (found.IsWhole ? "whole" : $"NOT whole: {found.Detail}")
            + (picture.IsDraft ? ", draft" : "")
            + (picture.IsFinal ? ", the result" : "")
            + declared;
    }

    private static string Joined(string? left, string? right) =>
        string.IsNullOrEmpty(left) ? right ?? ""
        : string.IsNullOrEmpty(right) ? left
        : left + " " + right;
}
