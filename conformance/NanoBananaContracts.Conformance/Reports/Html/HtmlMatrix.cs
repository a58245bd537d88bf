using System.Globalization;
using System.Text;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>
/// Several runs side by side, as a folder of pages that needs nothing else: a table of clients by group, the cases on which
/// they differ, and a page a client (<see cref="HtmlReport"/>). It works from a disk as from a server.
/// </summary>
public static class HtmlMatrix
{
    /// <summary>Name of the page to open.</summary>
    public const string IndexName = "index.html";

    /// <summary>Renders the pages.</summary>
    /// <param name="runs">Complete runs, one a client, in the order of the rows.</param>
    /// <returns>The pages, <see cref="IndexName"/> first. They link to one another, and belong in one folder.</returns>
    /// <exception cref="ArgumentException">There is no run.</exception>
    public static IReadOnlyList<HtmlPage> Render(IReadOnlyList<RecordedRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0)
        {
            throw new ArgumentException("A matrix needs at least one run.", nameof(runs));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        MatrixClient[] clients = [.. runs.Select(run => new MatrixClient(run, FileName(run, names)))];
        return
        [
            new HtmlPage(IndexName, MatrixIndex.Render(clients)),
            .. clients.Select(client => new HtmlPage(client.FileName, HtmlReport.Render(client.Run, IndexName))),
        ];
    }

    // A client says its own name, and a name of a file is no place for what others say: letters and digits are kept, and the
    // word before them keeps the names of devices and of the index away.
    private static string FileName(RecordedRun run, HashSet<string> taken)
    {
        var words = new StringBuilder("client");
        var isBetween = true;
        foreach (var c in run.Started.Subject.Name.Take(60))
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                isBetween = true;
                continue;
            }

            words.Append(isBetween ? "-" : "").Append(char.ToLowerInvariant(c));
            isBetween = false;
        }

        var name = $"{words}.html";
        for (var number = 2; !taken.Add(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{words}-{number}.html");
        }

        return name;
    }
}

/// <summary>A page of several.</summary>
/// <param name="FileName">Its name in the folder: small letters, digits, hyphens and <c>.html</c>.</param>
/// <param name="Text">The page, to be written as UTF-8.</param>
public sealed record HtmlPage(string FileName, string Text);
