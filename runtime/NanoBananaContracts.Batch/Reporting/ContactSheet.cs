using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Batch;

/// <summary>
/// The pictures of a batch as pages to look through, from a disk or any web server: what was asked for under each, and what gave
/// none in its place. The pages need nothing but the pictures beside them; their own policy lets nothing else in.
/// </summary>
public static class ContactSheet
{
    /// <summary>The name of the first page in a batch's folder; the next is <c>contact-sheet-2.html</c>.</summary>
    public const string FileName = "contact-sheet.html";

    /// <summary>The most pictures a page has: more than one looks through, and no more than a browser lays out at once.</summary>
    public const int MostOnAPage = 500;

    /// <summary>Writes the pages, in memory that does not grow with the batch. Each is replaced whole or stays as it was.</summary>
    /// <param name="journal">What is there.</param>
    /// <param name="folder">Where the pictures lie and the pages go.</param>
    /// <param name="title">What the batch is called.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>How many pages there are; at least one.</returns>
    /// <exception cref="IOException">A page cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A page may not be written.</exception>
    public static async Task<int> WriteAsync(
        IBatchJournal journal,
        string folder,
        string title,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(journal);
        var summary = await journal.SummaryAsync(cancellationToken).ConfigureAwait(false);
        var number = 1;
        var shown = new List<JournalEntry>(MostOnAPage);
        await foreach (var entry in journal.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (entry.State is not (ItemState.Done or ItemState.Failed))
            {
                continue;
            }

            if (shown.Count == MostOnAPage)
            {
                await WritePageAsync(isLast: false).ConfigureAwait(false);
                number++;
                shown.Clear();
            }

            shown.Add(entry);
        }

        await WritePageAsync(isLast: true).ConfigureAwait(false);
        DeleteBehind(folder, number);
        return number;

        Task WritePageAsync(bool isLast)
        {
            var page = new ContactSheetPage(title, summary, number, isLast).Render(shown);
            return WholeFile.WriteAsync(
                Path.Combine(folder, NameOf(number)),
                file => file.WriteAsync(Encoding.UTF8.GetBytes(page), cancellationToken).AsTask()
            );
        }
    }

    /// <summary>The file of a page.</summary>
    /// <param name="number">From 1.</param>
    internal static string NameOf(int number) =>
        number == 1 ? FileName : string.Create(CultureInfo.InvariantCulture, $"contact-sheet-{number}.html");

    /// <summary>What failed and waits again is on no page: there may have been more of them.</summary>
    private static void DeleteBehind(string folder, int last)
    {
        for (var number = last + 1; File.Exists(Path.Combine(folder, NameOf(number))); number++)
        {
            File.Delete(Path.Combine(folder, NameOf(number)));
        }
    }
}
