using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>
/// A picture file that is always new: where its name is taken, a number is put behind it, for what stands there may have
/// been paid for. The picture comes whole into a folder of its own beside its place, which is gone in the end.
/// </summary>
internal sealed class NewPictureFile : IDisposable
{
    private const int LongestName = 40;
    private const string NoName = "picture";

    private static readonly string[] ReservedByWindows = ["con", "prn", "aux", "nul"];

    private readonly string wish;
    private readonly string target;
    private readonly string own;
    private bool isKept;

    private NewPictureFile(string wish, string target, string own, string name) =>
        (this.wish, this.target, this.own, Arriving) = (wish, target, own, Path.Combine(own, name));

    /// <summary>Where the picture is written first.</summary>
    public string Arriving { get; }

    /// <summary>Prepares the place, so that what cannot be written is known before it is paid for.</summary>
    /// <param name="host">Where relative paths start.</param>
    /// <param name="wish">A name, with or without an extension, or a folder; <see langword="null"/> for one of the prompt.</param>
    /// <param name="prompt">What the picture is called after where it has no name.</param>
    /// <exception cref="CommandException">There is no such folder, or it cannot be written to.</exception>
    public static NewPictureFile Prepare(CommandHost host, string? wish, string prompt)
    {
        if (wish is not null && string.IsNullOrWhiteSpace(wish))
        {
            throw CommandException.Usage("The name of the picture is empty. Give one, or leave it out.");
        }

        var named =
            wish is null ? NameOf(prompt)
            : Path.EndsInDirectorySeparator(wish) || Directory.Exists(host.FullPath(wish))
                ? Path.Combine(wish, NameOf(prompt))
            : wish;
        var full = host.FullPath(named);
        var folder = Path.GetDirectoryName(full);
        var name = Path.GetFileName(full);
        if (folder is null || !Directory.Exists(folder))
        {
            throw CommandException.Usage(
                $"There is no folder {Path.GetDirectoryName(named)} for the picture. Make it first, or choose another."
            );
        }

        var own = Path.Combine(folder, ".nanobanana-" + Guid.NewGuid().ToString("n")[..12]);
        try
        {
            Directory.CreateDirectory(own);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"No picture can be written to {folder}: {exception.Message} Choose another folder.",
                exception
            );
        }

        return new(named, folder, own, name);
    }

    /// <summary>Gives a picture that has come its name.</summary>
    /// <param name="arrived">Its path: <see cref="Arriving"/> with the extension of its bytes.</param>
    /// <returns>The path as the user would write it, and in full.</returns>
    /// <exception cref="CommandException">It has no name yet; where it is stands in the message.</exception>
    public (string Shown, string Full) Keep(string arrived)
    {
        var extension = Path.GetExtension(arrived);
        var stem = Path.GetFileNameWithoutExtension(arrived);
        for (var number = 1; ; number++)
        {
            var name = stem + (number == 1 ? "" : "-" + number.ToString(CultureInfo.InvariantCulture)) + extension;
            var full = Path.Combine(target, name);
            try
            {
                if (!IsTaken(full))
                {
                    File.Move(arrived, full, overwrite: true);
                    return (Path.Combine(Path.GetDirectoryName(wish) ?? "", name), full);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                isKept = true;
                throw new CommandException(
                    ExitCodes.HarnessTrouble,
                    $"The picture could not be moved to {full} ({exception.Message}) It is here: {arrived}",
                    exception
                );
            }
        }
    }

    /// <summary>Removes what did not become a picture.</summary>
    public void Dispose()
    {
        if (!isKept && Directory.Exists(own))
        {
            Directory.Delete(own, recursive: true);
        }
    }

    /// <summary>
    /// Whether a name is somebody's; if not, an empty file takes it. A move that looks first and renames then writes over what
    /// another command puts there between the two: of those that make a file, one alone succeeds.
    /// </summary>
    private static bool IsTaken(string full)
    {
        try
        {
            using var taken = new FileStream(full, FileMode.CreateNew, FileAccess.Write);
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && Path.Exists(full))
        {
            return true;
        }
    }

    /// <summary>The first words of a prompt as a file name: letters and digits of any script, and hyphens.</summary>
    internal static string NameOf(string prompt)
    {
        var name = new StringBuilder();
        foreach (var rune in prompt.EnumerateRunes())
        {
            var isWord = Rune.IsLetterOrDigit(rune);
            if (name.Length + rune.Utf16SequenceLength > LongestName)
            {
                // A word that is cut reads as another one.
                if (isWord && name.ToString().LastIndexOf('-') is > 0 and var blank)
                {
                    name.Length = blank;
                }

                break;
            }

            if (isWord)
            {
                name.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        var result = name.ToString().Trim('-');
        return result.Length == 0 ? NoName
            : ReservedByWindows.Contains(result) ? $"{NoName}-{result}"
            : result;
    }
}
