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

    /// <summary>How long a client took: what the time stood for, and where it was scaled what it really was.</summary>
    public static string Took(CaseVerdict verdict)
    {
        string stoodFor = (verdict.ElapsedMilliseconds / 1000.0).ToString("0.0", CultureInfo.InvariantCulture);
        string real = (verdict.WallMilliseconds / 1000.0).ToString("0.0", CultureInfo.InvariantCulture);
        return stoodFor == real ? $"{real} s" : $"{stoodFor} s ({Seconds(verdict.WallMilliseconds)} s by the clock)";
    }

    /// <summary>How an exchange ended, in a few words.</summary>
    public static string Ending(WireExchange exchange) =>
        exchange.HungUp == true ? "the client hung up"
        : exchange.Status == 0 ? exchange.Reply?.Fault ?? "broken connection"
        : exchange.Status.ToString(CultureInfo.InvariantCulture);

    public static string Subject(SubjectIdentity subject) =>
        string.Join(' ', (string?[])[subject.Name, subject.Version, subject.Language is { } l ? $"({l})" : null])
            .Trim()
            .Replace("  ", " ", StringComparison.Ordinal);

    /// <summary>A text of somebody else on one line of a terminal.</summary>
    public static string OneLine(string text, int length)
    {
        // Control characters of a client's message must not reach the terminal.
        string line = string.Create(
            text.Length,
            text,
            static (chars, from) =>
            {
                for (int i = 0; i < chars.Length; i++)
                {
                    chars[i] = char.IsControl(from[i]) ? ' ' : from[i];
                }
            }
        );
        return line.Length <= length ? line : $"{line[..length]}...";
    }

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
