namespace BatchWorker;

/// <summary>What others wrote, as a terminal may be given it.</summary>
public static class PlainText
{
    public static string Of(string text) =>
        string.Create(
            text.Length,
            text,
            (plain, source) =>
            {
                for (var at = 0; at < source.Length; at++)
                {
                    plain[at] = char.IsControl(source[at]) ? ' ' : source[at];
                }
            }
        );
}
