using System.Text;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>The reports that are made from a recorded run, by the word that asks for them.</summary>
public static class ReportFormats
{
    private static readonly SortedDictionary<string, Func<RecordedRun, string>> Renderers = new(StringComparer.Ordinal)
    {
        ["badge"] = BadgeReport.Render,
        ["html"] = HtmlReport.Render,
        ["junit"] = JUnitReport.Render,
        ["markdown"] = MarkdownReport.Render,
    };

    /// <summary>The words: <c>badge</c> (SVG), <c>html</c>, <c>junit</c>, <c>markdown</c>.</summary>
    public static IReadOnlyCollection<string> Names => Renderers.Keys;

    /// <summary>Renders a report.</summary>
    /// <param name="format">One of <see cref="Names"/>.</param>
    /// <param name="run">A complete run.</param>
    /// <returns>The text of the report; every format is text, in UTF-8 without a byte order mark.</returns>
    /// <exception cref="ArgumentException">There is no such format.</exception>
    public static string Render(string format, RecordedRun run) =>
        Renderers.TryGetValue(format, out var render)
            ? render(run)
            : throw new ArgumentException(
                $"There is no report '{format}'. There are: {string.Join(", ", Names)}.",
                nameof(format)
            );

    /// <summary>Renders a report into a file.</summary>
    /// <param name="format">One of <see cref="Names"/>.</param>
    /// <param name="run">A complete run.</param>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task WriteAsync(
        string format,
        RecordedRun run,
        string path,
        CancellationToken cancellationToken = default
    )
    {
        var text = Render(format, run);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await File.WriteAllTextAsync(path, text, new UTF8Encoding(false), cancellationToken).ConfigureAwait(false);
    }
}
