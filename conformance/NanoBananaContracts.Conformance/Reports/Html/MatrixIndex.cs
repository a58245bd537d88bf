using System.Globalization;
using System.Text;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>A client of a matrix: its run, and the file of its page.</summary>
internal sealed record MatrixClient(RecordedRun Run, string FileName);

/// <summary>The page with all clients: how each fares in each group, and the cases on which they differ.</summary>
internal static class MatrixIndex
{
    public static string Render(IReadOnlyList<MatrixClient> clients)
    {
        string[] groups =
        [
            .. clients
                .SelectMany(c => c.Run.Verdicts)
                .Select(ReportText.Group)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        var html = new StringBuilder();
        var title = $"Conformance of {Counting.Of(clients.Count, "client")}";
        string[] revisions = [.. clients.Select(c => c.Run.Started.Revision).Distinct()];
        html.Append(
            CultureInfo.InvariantCulture,
            $"<div class=\"page\">\n<header>\n<h1>{title}</h1>\n<p class=\"meta\">Cases passed of cases asked; what a client cannot do it is not asked. Cases of revision {HtmlText.Of(string.Join(", ", revisions))}. A client and each of its figures leads to its page.</p>\n</header>\n<main>\n"
        );
        AppendGroups(html, clients, groups);
        AppendDifferences(html, clients);
        html.Append("</main>\n</div>\n");
        return PageFrame.Around(title, html.ToString());
    }

    private static void AppendGroups(StringBuilder html, IReadOnlyList<MatrixClient> clients, string[] groups)
    {
        var hasUnscored = clients.Any(c => ScoredCounts.Of(c.Run.Verdicts).UnscoredAsked > 0);
        html.Append(
            "<section>\n<h2 id=\"by-group\">By group</h2>\n<div class=\"scroll\" role=\"region\" aria-labelledby=\"by-group\" tabindex=\"0\">\n<table class=\"figures\">\n<thead><tr><th scope=\"col\">Client</th><th scope=\"col\">all</th>"
        );
        foreach (var group in groups)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{HtmlText.Of(group)}</th>");
        }

        html.Append("<th scope=\"col\">not asked</th>");
        html.Append(hasUnscored ? "<th scope=\"col\">not scored yet</th>" : "").Append("</tr></thead>\n<tbody>\n");
        foreach (var client in clients)
        {
            var identity = client.Run.Started.Subject;
            var all = ScoredCounts.Of(client.Run.Verdicts);
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\"><a href=\"{client.FileName}\">{HtmlText.Of(identity.Name)}</a> <small>{HtmlText.Of(ReportText.Subject(identity with { Name = "" }))}</small></th>"
            );
            AppendShare(html, client.FileName, all, "all");
            foreach (var group in groups)
            {
                var counts = ScoredCounts.Of(client.Run.Verdicts.Where(v => ReportText.Group(v) == group));
                AppendShare(html, client.FileName + HtmlText.Fragment(HtmlReport.GroupId(group)), counts, "");
            }

            html.Append(CultureInfo.InvariantCulture, $"<td>{all.NotAsked}</td>");
            if (hasUnscored)
            {
                html.Append(CultureInfo.InvariantCulture, $"<td>{Share(all.UnscoredPassed, all.UnscoredAsked)}</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n</div>\n</section>\n");
    }

    private static void AppendShare(StringBuilder html, string link, ScoredCounts counts, string look)
    {
        var share =
            counts.Asked == 0 ? "unasked"
            : counts.Passed == counts.Asked ? "full"
            : counts.Passed * 2 >= counts.Asked ? "most"
            : "few";
        html.Append(CultureInfo.InvariantCulture, $"<td class=\"{$"{share} {look}".TrimEnd()}\">");
        if (counts.Asked == 0)
        {
            html.Append("<span aria-hidden=\"true\">-</span><span class=\"unseen\">not asked</span></td>");
            return;
        }

        html.Append(
            CultureInfo.InvariantCulture,
            $"<a href=\"{link}\">{Share(counts.Passed, counts.Asked)}<svg viewBox=\"0 0 {counts.Asked} 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{counts.Passed}\" height=\"1\"/></svg></a></td>"
        );
    }

    private static string Share(int passed, int asked) =>
        asked == 0 ? "-" : FormattableString.Invariant($"{passed}/{asked}");

    private static void AppendDifferences(StringBuilder html, IReadOnlyList<MatrixClient> clients)
    {
        ILookup<string, CaseVerdict>[] verdicts =
        [
            .. clients.Select(c => c.Run.Verdicts.ToLookup(v => v.Id, StringComparer.Ordinal)),
        ];
        (string Id, CaseMark[] Marks)[] rows =
        [
            .. clients
                .SelectMany(c => c.Run.Verdicts)
                .Select(v => v.Id)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(id => (id, (CaseMark[])[.. verdicts.Select(of => CaseMarks.Of(of[id]))]))
                .Where(row => row.Item2.Distinct().Count() > 1),
        ];
        if (rows.Length == 0)
        {
            return;
        }

        html.Append("<section>\n<h2 id=\"by-case\">Where they differ</h2>\n");
        FilterForm.Append(
            html,
            outcomes: [],
            [
                .. rows.GroupBy(row => ReportText.Group(row.Id))
                    .Select(group => (group.Key, group.Count().ToString(CultureInfo.InvariantCulture))),
            ],
            rows.Length.ToString(CultureInfo.InvariantCulture),
            unfolds: false
        );
        FilterForm.AppendShown(html, rows.Length);
        html.Append(
            "<div class=\"scroll\" role=\"region\" aria-labelledby=\"by-case\" tabindex=\"0\" data-rows>\n<table class=\"marks\">\n<thead><tr><th scope=\"col\">Case</th>"
        );
        foreach (var client in clients)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<th scope=\"col\"><span>{HtmlText.Of(client.Run.Started.Subject.Name)}</span></th>"
            );
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach ((var id, var marks) in rows)
        {
            AppendCase(
                html,
                clients,
                id,
                verdicts.Select(of => of[id].FirstOrDefault()).First(v => v is not null)!,
                marks
            );
        }

        html.Append("</tbody>\n</table>\n</div>\n<p id=\"none\" hidden>Nothing fits the search.</p>\n</section>\n");
    }

    private static void AppendCase(
        StringBuilder html,
        IReadOnlyList<MatrixClient> clients,
        string id,
        CaseVerdict verdict,
        CaseMark[] marks
    )
    {
        var searched = $"{id} {verdict.Title} {string.Join(' ', verdict.Tags)}".ToLowerInvariant();
        html.Append(
            CultureInfo.InvariantCulture,
            $"<tr data-group=\"{HtmlText.Of(ReportText.Group(id))}\" data-text=\"{HtmlText.Of(searched)}\"><th scope=\"row\"><code>{HtmlText.Of(id)}</code> <span>{HtmlText.Of(verdict.Title)}</span></th>"
        );
        foreach ((var client, var mark) in clients.Zip(marks))
        {
            html.Append(
                mark switch
                {
                    CaseMark.Passed =>
                        "<td class=\"full\"><span aria-hidden=\"true\">\u2713</span><span class=\"unseen\">passed</span></td>",
                    CaseMark.Broken =>
                        $"<td class=\"few\"><a href=\"{client.FileName}{HtmlText.Fragment(id)}\"><span aria-hidden=\"true\">\u2717</span><span class=\"unseen\">did not pass</span></a></td>",
                    _ =>
                        "<td class=\"unasked\"><span aria-hidden=\"true\">-</span><span class=\"unseen\">not asked</span></td>",
                }
            );
        }

        html.Append("</tr>\n");
    }
}
