using System.Globalization;
using System.Text;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>
/// The controls that narrow a page as one types, and how much of it is shown. Hidden until the script has them: a viewer
/// that runs none shows everything and no control that does nothing.
/// </summary>
internal static class FilterForm
{
    /// <summary>Appends the controls.</summary>
    /// <param name="html">The page.</param>
    /// <param name="outcomes">How often each status occurs, in the order shown; empty for no choice of statuses.</param>
    /// <param name="groups">The groups, each with its figure; text.</param>
    /// <param name="all">The figure of all groups together; text.</param>
    /// <param name="unfolds">Whether the page has rows that unfold.</param>
    public static void Append(
        StringBuilder html,
        IReadOnlyList<(VerdictStatus Status, int Count)> outcomes,
        IReadOnlyList<(string Name, string Figure)> groups,
        string all,
        bool unfolds
    )
    {
        html.Append(
            """
            <form id="filter" role="search" aria-label="Narrow the list" autocomplete="off" hidden>
            <label class="words"><span>Search</span><input id="words" type="search" placeholder="Id, words, tag"></label>

            """
        );
        if (outcomes.Count > 0)
        {
            html.Append("<fieldset>\n<legend>Outcome</legend>\n");
            foreach ((var status, var count) in outcomes)
            {
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<label class=\"choice {StatusLook.Class(status)}\"><input type=\"checkbox\" name=\"outcome\" value=\"{StatusLook.Class(status)}\" checked><span>{ReportText.Status(status)}</span><b>{count}</b></label>\n"
                );
            }

            html.Append("</fieldset>\n");
        }

        html.Append("<fieldset>\n<legend>Group</legend>\n");
        AppendGroup(html, "", "all", all, isChosen: true);
        foreach ((var name, var figure) in groups)
        {
            AppendGroup(html, name, name, figure, isChosen: false);
        }

        html.Append("</fieldset>\n<p class=\"buttons\">");
        if (unfolds)
        {
            html.Append("<button type=\"button\" id=\"unfold\">Open all</button>");
        }

        html.Append("<button type=\"reset\">Reset the filter</button></p>\n</form>\n");
    }

    /// <summary>Appends the line that says how much is shown: it is read out as it changes, and it is printed.</summary>
    public static void AppendShown(StringBuilder html, int count) =>
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p id=\"shown\" class=\"meta\" role=\"status\">{Counting.Of(count, "case")}</p>\n"
        );

    private static void AppendGroup(StringBuilder html, string value, string name, string figure, bool isChosen) =>
        html.Append(
            CultureInfo.InvariantCulture,
            $"<label class=\"choice\"><input type=\"radio\" name=\"group\" value=\"{HtmlText.Of(value)}\"{(isChosen ? " checked" : "")}><span>{HtmlText.Of(name)}</span><b>{HtmlText.Of(figure)}</b></label>\n"
        );
}
