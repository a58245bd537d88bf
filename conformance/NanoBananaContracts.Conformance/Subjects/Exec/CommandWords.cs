using System.Text;

namespace NanoBananaContracts.Conformance.Subjects.Exec;

/// <summary>Splits a command line into words as a shell does: blanks separate, quotes keep together, nothing is expanded.</summary>
public static class CommandWords
{
    /// <summary>Splits a command line.</summary>
    /// <param name="command">The command with its arguments.</param>
    /// <returns>At least one word.</returns>
    /// <exception cref="FormatException">The command is empty, or a quotation mark is not closed.</exception>
    public static IReadOnlyList<string> Split(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var words = new List<string>();
        var word = new StringBuilder();
        var open = false;
        var quote = '\0';
        foreach (var c in command)
        {
            if (quote != '\0')
            {
                if (c == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(c);
                }
            }
            else if (c is '"' or '\'')
            {
                quote = c;
                open = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                End();
            }
            else
            {
                word.Append(c);
                open = true;
            }
        }

        if (quote != '\0')
        {
            throw new FormatException($"The quotation mark {quote} in the command is not closed: {command}");
        }

        End();
        return words.Count > 0 ? words : throw new FormatException("The command is empty.");

        void End()
        {
            if (open)
            {
                words.Add(word.ToString());
                word.Clear();
                open = false;
            }
        }
    }
}
