using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>TRX, as Visual Studio and Azure Pipelines read it. Ids are made from the case ids, so that runs compare.</summary>
public static class TrxReport
{
    private static readonly XNamespace Ns = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    private const string UnitTestType = "13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b";
    private const string ListId = "8c84fa94-04c1-424b-9868-57a2d4851a1d";

    /// <summary>Renders the report.</summary>
    /// <param name="run">A complete run.</param>
    public static string Render(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        DateTimeOffset start = run.Started.StartedAt;
        DateTimeOffset end = start.AddMilliseconds(run.Finished.WallMilliseconds);
        int executed = run.Verdicts.Count(v => Outcome(v.Status) != "NotExecuted");
        var root = new XElement(
            Ns + "TestRun",
            new XAttribute("id", IdOf($"run {start:O}")),
            new XAttribute("name", $"nanobanana conformance: {ReportText.Subject(run.Started.Subject)}"),
            new XElement(
                Ns + "Times",
                new XAttribute("creation", Time(start)),
                new XAttribute("queuing", Time(start)),
                new XAttribute("start", Time(start)),
                new XAttribute("finish", Time(end))
            ),
            new XElement(Ns + "Results", run.Verdicts.Select(v => Result(v, start))),
            new XElement(Ns + "TestDefinitions", run.Verdicts.Select(Definition)),
            new XElement(
                Ns + "TestEntries",
                run.Verdicts.Select(v => new XElement(
                    Ns + "TestEntry",
                    new XAttribute("testId", TestId(v)),
                    new XAttribute("executionId", ExecutionId(v)),
                    new XAttribute("testListId", ListId)
                ))
            ),
            new XElement(
                Ns + "TestLists",
                new XElement(Ns + "TestList", new XAttribute("name", "Conformance"), new XAttribute("id", ListId))
            ),
            new XElement(
                Ns + "ResultSummary",
                new XAttribute("outcome", run.Finished.ExitCode == 0 ? "Completed" : "Failed"),
                new XElement(
                    Ns + "Counters",
                    new XAttribute("total", run.Verdicts.Count),
                    new XAttribute("executed", executed),
                    new XAttribute("passed", run.Verdicts.Count(v => Outcome(v.Status) == "Passed")),
                    new XAttribute("failed", run.Verdicts.Count(v => Outcome(v.Status) == "Failed")),
                    new XAttribute("notExecuted", run.Verdicts.Count - executed)
                ),
                new XElement(
                    Ns + "Output",
                    new XElement(
                        Ns + "StdOut",
                        ReportText.ForXml(
                            string.Join('\n', run.Notices.Select(n => n.Message).Append(run.Finished.Counts.ToString()))
                        )
                    )
                )
            )
        );
        return JUnitReport.Write(root);
    }

    private static XElement Result(CaseVerdict verdict, DateTimeOffset start)
    {
        var output = new XElement(Ns + "Output");
        if (verdict.Status != VerdictStatus.Passed || verdict.TrafficOnly || verdict.Warnings.Count > 0)
        {
            string detail = ReportText.ForXml(VerdictDetail.Render(verdict));
            if (Outcome(verdict.Status) == "Failed")
            {
                output.Add(
                    new XElement(
                        Ns + "ErrorInfo",
                        new XElement(Ns + "Message", ReportText.ForXml(verdict.Reason ?? string.Empty)),
                        new XElement(Ns + "StackTrace", detail)
                    )
                );
            }
            else
            {
                output.Add(
                    new XElement(
                        Ns + "StdOut",
                        $"{ReportText.Status(verdict.Status)}: {ReportText.ForXml(verdict.Excuse ?? verdict.Reason ?? string.Empty)}\n{detail}"
                    )
                );
            }
        }

        return new XElement(
            Ns + "UnitTestResult",
            new XAttribute("executionId", ExecutionId(verdict)),
            new XAttribute("testId", TestId(verdict)),
            new XAttribute("testName", ReportText.ForXml($"{ReportText.Name(verdict)}: {verdict.Title}")),
            new XAttribute("computerName", "localhost"),
            new XAttribute(
                "duration",
                TimeSpan.FromMilliseconds(verdict.WallMilliseconds).ToString("c", CultureInfo.InvariantCulture)
            ),
            new XAttribute("startTime", Time(start)),
            new XAttribute("endTime", Time(start)),
            new XAttribute("testType", UnitTestType),
            new XAttribute("outcome", Outcome(verdict.Status)),
            new XAttribute("testListId", ListId),
            output.HasElements ? output : null
        );
    }

    private static XElement Definition(CaseVerdict verdict) =>
        new(
            Ns + "UnitTest",
            new XAttribute("name", ReportText.ForXml($"{ReportText.Name(verdict)}: {verdict.Title}")),
            new XAttribute("storage", "nanobanana"),
            new XAttribute("id", TestId(verdict)),
            new XElement(Ns + "Execution", new XAttribute("id", ExecutionId(verdict))),
            new XElement(
                Ns + "TestMethod",
                new XAttribute("codeBase", "nanobanana"),
                new XAttribute("className", verdict.Id.Split('/')[0]),
                new XAttribute("name", ReportText.Name(verdict))
            )
        );

    private static string Outcome(VerdictStatus status) =>
        status switch
        {
            VerdictStatus.Passed => "Passed",
            VerdictStatus.Failed or VerdictStatus.HarnessTrouble => "Failed",
            VerdictStatus.Warned => "Warning",
            _ => "NotExecuted",
        };

    private static string TestId(CaseVerdict verdict) => IdOf($"test {verdict.Id} {verdict.Repetition}");

    private static string ExecutionId(CaseVerdict verdict) => IdOf($"execution {verdict.Id} {verdict.Repetition}");

    private static string IdOf(string name) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();

    private static string Time(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);
}
