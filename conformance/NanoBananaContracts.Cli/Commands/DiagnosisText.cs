using System.Globalization;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>A diagnosis for people: the failure and its cure first, then what is in the reply.</summary>
internal static class DiagnosisText
{
    private const int ShownUnknown = 20;

    internal static async Task WriteAsync(
        TextWriter output,
        string file,
        ReplyDiagnosis diagnosis,
        string? note,
        bool isStatusKnown
    )
    {
        var outcome = diagnosis.Outcome;
        if (outcome.Failure is { } failure)
        {
            await Line($"{file}: {failure.Kind}").ConfigureAwait(false);
            await Line($"  what     {failure.WhatHappened}").ConfigureAwait(false);
            await Line($"  cure     {failure.Cure}").ConfigureAwait(false);
            await Line($"  retry    {Retry(failure)}").ConfigureAwait(false);
            await Said("status", Status(outcome.StatusCode, isStatusKnown)).ConfigureAwait(false);
            await Said("code", Joined(failure.ProviderCode, failure.ProviderStatus)).ConfigureAwait(false);
            await Said("request", failure.RequestId).ConfigureAwait(false);
            await Said("see", failure.HelpLink).ConfigureAwait(false);
            await Line($"  next     nanobanana explain {failure.Kind}").ConfigureAwait(false);
        }
        else
        {
            await Line($"{file}: success").ConfigureAwait(false);
        }

        await Said("note", note).ConfigureAwait(false);
        await Line($"  form     {Form(outcome.Form)}").ConfigureAwait(false);
        foreach (var picture in diagnosis.Pictures)
        {
            await Line($"  image    {Describe(picture)}").ConfigureAwait(false);
        }

        for (var i = 0; i < Math.Min(diagnosis.Unknown.Count, ShownUnknown); i++)
        {
            await Line($"  unknown  {Unknown(diagnosis.Unknown[i])}").ConfigureAwait(false);
        }

        if (diagnosis.Unknown.Count > ShownUnknown)
        {
            await Line($"  unknown  ... and {diagnosis.Unknown.Count - ShownUnknown} more").ConfigureAwait(false);
        }

        if (diagnosis.RoundTrip is { } survives)
        {
            var names = diagnosis.IsRespelled ? ", snake_case names in camelCase" : "";
            await Line($"  rewrite  read and written: {(survives ? "" : "NOT ")}the same JSON{names}")
                .ConfigureAwait(false);
        }

        // What is told of a reply is the service's text: a terminal shows it and does not obey it.
        Task Line(string text) => output.WriteLineAsync(ForeignText.Line(text));

        Task Said(string name, string? value) =>
            string.IsNullOrEmpty(value) ? Task.CompletedTask : Line($"  {name, -8} {value}");
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
