using System.Buffers;
using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Batch;

/// <summary>The names of picture files, which are the same in every run: never a path, and safe on every system.</summary>
public static class PictureNames
{
    private const int LongestName = 100;
    private const int LongestSlug = 40;
    private const int NumberLength = 5;

    private static readonly SearchValues<char> Safe = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
    );

    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(at => new[] { $"COM{at}", $"LPT{at}" })],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The name of a picture without its extension, which follows its bytes.</summary>
    /// <param name="line">The line.</param>
    /// <param name="picture">Which of its pictures, from 1.</param>
    /// <returns><c>00007-a-red-fox</c>, or the line's own name; with <c>-2</c> behind it where there are several.</returns>
    public static string StemOf(BatchLine line, int picture)
    {
        ArgumentNullException.ThrowIfNull(line);
        var name = line.Name ?? Numbered(line);
        return line.Count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{picture}");
    }

    /// <summary>What is wrong with a line's own name, as the end of a sentence with its cure; <see langword="null"/> if nothing.</summary>
    internal static string? Problem(string name) =>
        name.Length > LongestName ? $"is longer than {LongestName} characters. Take a shorter one."
        : name.AsSpan().IndexOfAnyExcept(Safe) >= 0
            ? "cannot be that of a file everywhere. Take letters from A to Z, digits, '.', '_' and '-'."
        : name[0] is '.' or '-' || name[^1] == '.'
            ? "begins or ends as no file's should. Let it begin with a letter or a digit, and not end with a '.'."
        : ImageFileFormats.FromFileExtension(Path.GetExtension(name)) != ImageFileFormat.Unknown
            ? "has an extension, which follows the picture's bytes. Leave it out."
        : Devices.Contains(name.Split('.')[0]) ? "is that of a device on Windows. Take another one."
        : IsNumbered(name)
            ? $"begins as the names do that are given to lines without one. Take one that does not begin with {NumberLength} digits."
        : null;

    private static string Numbered(BatchLine line)
    {
        var slug = Slug(line.Prompt);
        var number = line.Number.ToString("D" + NumberLength, CultureInfo.InvariantCulture);
        return slug.Length == 0 ? number : $"{number}-{slug}";
    }

    private static bool IsNumbered(string name)
    {
        var digits = name.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return (digits < 0 ? name.Length : digits) >= NumberLength;
    }

    /// <summary>The first words of a prompt; empty where they are in another script.</summary>
    private static string Slug(string prompt)
    {
        var slug = new StringBuilder(LongestSlug);
        foreach (var c in prompt)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }

            if (slug.Length == LongestSlug)
            {
                break;
            }
        }

        return slug.ToString().Trim('-');
    }
}
