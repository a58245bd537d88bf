using System;
using System.Globalization;
using System.Text;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>Words and numbers that all reports write alike.</summary>
internal static class ReportText
{
    public static string Status(VerdictStatus status) =>
        status switch
        {
            VerdictStatus.Passed => "passed",
            VerdictStatus.Failed => "failed",
            VerdictStatus.Warned => "warned",
            VerdictStatus.Skipped => "skipped",
            VerdictStatus.KnownFailing => "known failing",
            VerdictStatus.NotScored => "not scored",
            _ => "harness trouble",
        };

    public static string Seconds(long milliseconds) =>
        (milliseconds / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);

    public static string Name(CaseVerdict verdict) =>
        verdict.Repetition == 1
            ? verdict.Id
            : string.Create(CultureInfo.InvariantCulture, $"{verdict.Id} #{verdict.Repetition}");

    public static string ReplayCommand(CaseVerdict verdict) => $"nanobanana conformance replay {verdict.Id}";

    public static string Subject(SubjectIdentity subject) =>
        string.Join(' ', (string?[])[subject.Name, subject.Version, subject.Language is { } l ? $"({l})" : null])
            .Trim()
            .Replace("  ", " ", StringComparison.Ordinal);

    /// <summary>Takes out what XML 1.0 cannot hold in any form.</summary>
    public static string ForXml(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else
            {
                clean.Append(
                    c is '\t' or '\n' or '\r' || (c >= ' ' && !char.IsSurrogate(c) && c < '\uFFFE') ? c : '\uFFFD'
                );
            }
        }

        return clean.ToString();
    }
}
