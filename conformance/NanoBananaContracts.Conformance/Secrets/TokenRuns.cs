namespace NanoBananaContracts.Conformance.Secrets;

/// <summary>The runs of letters, digits, <c>-</c> and <c>_</c> in a text, each read once however often it is asked about.</summary>
internal sealed class TokenRuns(string text)
{
    // The last runs asked about, the newest first. A web token asks about three, and the next one in it about the same.
    private readonly (int Start, int End)[] known = new (int, int)[4];

    /// <summary>How many characters were read so far.</summary>
    public long Read { get; private set; }

    /// <summary>Where the run ends that this character is in; the place itself where it is in none.</summary>
    public int EndAt(int at)
    {
        foreach (var (start, end) in known)
        {
            if (at >= start && at < end)
            {
                return end;
            }
        }

        var next = at;
        while (next < text.Length && (char.IsAsciiLetterOrDigit(text[next]) || text[next] is '-' or '_'))
        {
            next++;
        }

        Read += next - at + 1;
        known.AsSpan(0, known.Length - 1).CopyTo(known.AsSpan(1));
        known[0] = (at, next);
        return next;
    }

    /// <summary>Whether a dot stands there.</summary>
    public bool IsDotAt(int at) => at < text.Length && text[at] == '.';

    /// <summary>Where lines of Base64 end that begin here, their line ends escaped or not.</summary>
    public int EndOfBase64Lines(int at)
    {
        var next = at;
        while (
            next < text.Length
            && (
                char.IsAsciiLetterOrDigit(text[next])
                || char.IsWhiteSpace(text[next])
                || text[next] is '+' or '/' or '=' or '\\'
            )
        )
        {
            next++;
        }

        Read += next - at + 1;
        return next;
    }
}
