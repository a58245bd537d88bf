using NanoBananaContracts.Batch;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>
/// Pictures that were made and paid for, and that somebody has taken away or changed since. They are not made again by
/// themselves, so whoever thinks that all are there is told.
/// </summary>
internal sealed class MissingPictures
{
    private const int MostNamed = 5;

    private readonly List<string> names = [];

    /// <summary>How many.</summary>
    public long Count { get; private set; }

    /// <summary>Looks for every picture that is done; its length is compared, not its content.</summary>
    /// <param name="journal">What is done.</param>
    /// <param name="folder">Where the pictures lie.</param>
    public static async Task<MissingPictures> FindAsync(IBatchJournal journal, string folder)
    {
        var missing = new MissingPictures();
        await foreach (var entry in journal.ReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (entry is { State: ItemState.Done, Picture: { } picture } && !IsThere(picture, folder))
            {
                missing.Add(picture.File);
            }
        }

        return missing;
    }

    /// <summary>What is missing, and what to do; <see langword="null"/> where nothing is.</summary>
    public string? ToLine() =>
        Count == 0
            ? null
            : $"{BatchText.Count(Count, "picture")} that {(Count == 1 ? "was" : "were")} made {(Count == 1 ? "is" : "are")} not in the folder as {(Count == 1 ? "it was" : "they were")}: {string.Join(", ", names)}{(Count > names.Count ? ", ..." : "")}. What is done is not paid for again: put {(Count == 1 ? "it" : "them")} back, or ask for the same at the end of the list.";

    private static bool IsThere(PictureEntry picture, string folder)
    {
        var file = new FileInfo(Path.Combine(folder, picture.File));
        return file.Exists && file.Length == picture.Bytes;
    }

    private void Add(string name)
    {
        Count++;
        if (names.Count < MostNamed)
        {
            names.Add(name);
        }
    }
}
