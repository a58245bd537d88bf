using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>
/// JUnit XML, as CI servers read it: a suite a family, a test case a verdict. What makes the run red is a failure;
/// trouble of the harness is an error; what was excused or not scored is a skipped test that says why.
/// </summary>
public static class JUnitReport
{
    /// <summary>Renders the report.</summary>
    /// <param name="run">A complete run.</param>
    public static string Render(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var counts = run.Finished.Counts;
        var root = new XElement(
            "testsuites",
            new XAttribute("name", "nanobanana conformance"),
            new XAttribute("tests", run.Verdicts.Count),
            new XAttribute("failures", counts.Failed),
            new XAttribute("errors", counts.HarnessTrouble),
            new XAttribute("time", ReportText.Seconds(run.Finished.WallMilliseconds)),
            run.Verdicts.GroupBy(ReportText.Group).Select(g => Suite(g.Key, g.ToArray(), run)),
            run.Notices.Count == 0 ? null : Notices(run)
        );
        return Write(root);
    }

    private static string Write(XElement root)
    {
        // Here and nowhere else, so that no value can be forgotten.
        foreach (var element in root.DescendantsAndSelf())
        {
            foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
            {
                attribute.Value = ForeignText.Line(attribute.Value);
            }
        }

        foreach (var words in root.DescendantNodes().OfType<XText>())
        {
            words.Value = ForeignText.Lines(words.Value);
        }

        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (
            var writer = XmlWriter.Create(
                text,
                new XmlWriterSettings
                {
                    Indent = true,
                    OmitXmlDeclaration = true,
                    NewLineChars = "\n",
                    NewLineHandling = NewLineHandling.None,
                }
            )
        )
        {
            root.Save(writer);
        }

        return text.Append('\n').ToString();
    }

    private static XElement Suite(string family, CaseVerdict[] verdicts, RecordedRun run) =>
        new(
            "testsuite",
            new XAttribute("name", family),
            new XAttribute("tests", verdicts.Length),
            new XAttribute("time", ReportText.Seconds(verdicts.Sum(v => v.WallMilliseconds))),
            new XAttribute("failures", verdicts.Count(v => v.Status == VerdictStatus.Failed)),
            new XAttribute("errors", verdicts.Count(v => v.Status == VerdictStatus.HarnessTrouble)),
            new XAttribute(
                "skipped",
                verdicts.Count(v =>
                    v.Status is VerdictStatus.Skipped or VerdictStatus.KnownFailing or VerdictStatus.NotScored
                )
            ),
            new XAttribute(
                "timestamp",
                run.Started.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)
            ),
            new XElement(
                "properties",
                Property("subject", ReportText.Subject(run.Started.Subject)),
                Property("player", run.Started.Player),
                Property("revision", run.Started.Revision)
            ),
            verdicts.Select(TestCase)
        );

    private static XElement TestCase(CaseVerdict verdict)
    {
        var testCase = new XElement(
            "testcase",
            new XAttribute("classname", verdict.Id.Replace('/', '.')),
            new XAttribute("name", $"{ReportText.Name(verdict)}: {verdict.Title}"),
            new XAttribute("time", ReportText.Seconds(verdict.WallMilliseconds))
        );
        var reason = verdict.Reason ?? string.Empty;
        switch (verdict.Status)
        {
            case VerdictStatus.Failed:
                testCase.Add(
                    new XElement(
                        "failure",
                        new XAttribute("message", reason),
                        new XAttribute("type", FirstBroken(verdict)),
                        Detail(verdict)
                    )
                );
                break;
            case VerdictStatus.HarnessTrouble:
                testCase.Add(
                    new XElement(
                        "error",
                        new XAttribute("message", reason),
                        new XAttribute("type", "harness"),
                        Detail(verdict)
                    )
                );
                break;
            case VerdictStatus.Skipped or VerdictStatus.KnownFailing or VerdictStatus.NotScored:
                var why = verdict.Excuse is { } excuse ? $"known failing ({excuse}): {reason}" : reason;
                testCase.Add(
                    new XElement("skipped", new XAttribute("message", $"{ReportText.Status(verdict.Status)}: {why}"))
                );
                break;
            case VerdictStatus.Warned:
                testCase.Add(new XElement("system-out", $"warned (SHOULD): {Detail(verdict)}"));
                break;
            case VerdictStatus.Passed when verdict.TrafficOnly || verdict.Warnings.Count > 0:
                testCase.Add(new XElement("system-out", Detail(verdict)));
                break;
        }

        return testCase;
    }

    private static XElement Notices(RecordedRun run) =>
        new(
            "testsuite",
            new XAttribute("name", "run"),
            new XAttribute("tests", run.Notices.Count),
            run.Notices.Select(
                (n, i) =>
                    new XElement(
                        "testcase",
                        new XAttribute("classname", "run"),
                        new XAttribute("name", $"notice {i + 1}"),
                        n.Severity == NoticeSeverity.Error
                            ? new XElement("failure", new XAttribute("message", n.Message))
                            : new XElement("system-out", n.Message)
                    )
            )
        );

    private static string FirstBroken(CaseVerdict verdict) =>
        verdict.Checks.FirstOrDefault(c => !c.Holds)?.Name ?? "outcome";

    private static string Detail(CaseVerdict verdict) => VerdictDetail.Render(verdict);

    private static XElement Property(string name, string value) =>
        new("property", new XAttribute("name", name), new XAttribute("value", value));
}
