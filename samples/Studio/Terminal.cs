using NanoBananaContracts.Schema;

namespace Studio;

/// <summary>
/// What the Studio says where it was started, a line each. Texts of others are shown there and not obeyed, and begin no line.
/// </summary>
internal static class Terminal
{
    private const int MostOfAPrompt = 60;

    public static void Say(string line) => Console.WriteLine(HiddenCharacters.Escaped(line));

    /// <summary>Something that somebody should look after.</summary>
    public static void Warn(string line) => Console.Error.WriteLine($"studio: {HiddenCharacters.Escaped(line)}");

    /// <summary>A fault of the Studio's own, with where it came from.</summary>
    public static void Warn(Exception accident)
    {
        foreach (var line in accident.ToString().ReplaceLineEndings("\n").Split('\n'))
        {
            Warn(line);
        }
    }

    /// <summary>A turn, as people tell it from others: by the beginning of its prompt.</summary>
    public static string NameOf(Turn turn)
    {
        var prompt = turn.Prompt;
        if (prompt.Length > MostOfAPrompt)
        {
            prompt = prompt[..(MostOfAPrompt - (char.IsHighSurrogate(prompt[MostOfAPrompt - 1]) ? 1 : 0))] + " ...";
        }

        return $"\"{prompt}\"";
    }
}
