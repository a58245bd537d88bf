using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Conformance.Subjects.Exec;

/// <summary>
/// Drains what a client prints, and keeps the beginning and the end: a client may print without end, and what it says
/// last is what explains its end.
/// </summary>
internal sealed class KeptOutput
{
    /// <summary>Characters kept of the beginning, and again of the end.</summary>
    public const int Kept = 64 * 1024;

    private readonly StringBuilder beginning = new();
    private readonly StringBuilder end = new();
    private long leftOut;

    /// <summary>Starts to read.</summary>
    /// <param name="reader">What the client prints; closed by whoever opened it.</param>
    public KeptOutput(TextReader reader) => Reading = ReadAsync(reader);

    /// <summary>Ends when there is no more to read.</summary>
    public Task Reading { get; }

    /// <summary>What was kept so far, with a word about what was not.</summary>
    public string Text
    {
        get
        {
            lock (beginning)
            {
                var cut = Math.Max(0, end.Length - Kept);
                var leftOut = this.leftOut + cut;
                var between =
                    leftOut == 0
                        ? string.Empty
                        : string.Create(CultureInfo.InvariantCulture, $"\n...({leftOut} characters left out)...\n");
                return beginning + between + end.ToString(cut, end.Length - cut);
            }
        }
    }

    /// <summary>Forgets what was read so far.</summary>
    public void Clear()
    {
        lock (beginning)
        {
            beginning.Clear();
            end.Clear();
            leftOut = 0;
        }
    }

    private async Task ReadAsync(TextReader reader)
    {
        var buffer = new char[8192];
        try
        {
            while (await reader.ReadAsync(buffer.AsMemory()).ConfigureAwait(false) is > 0 and int count)
            {
                Keep(buffer.AsSpan(0, count));
            }
        }
        catch (Exception exception)
            when (exception is IOException or InvalidOperationException or ObjectDisposedException)
        {
            // The pipe was closed with the process.
        }
    }

    private void Keep(ReadOnlySpan<char> text)
    {
        lock (beginning)
        {
            var first = Math.Min(text.Length, Kept - beginning.Length);
            beginning.Append(text[..first]);
            end.Append(text[first..]);
            // Not with every piece: to cut the front off moves what stays.
            if (end.Length > 2 * Kept)
            {
                leftOut += end.Length - Kept;
                end.Remove(0, end.Length - Kept);
            }
        }
    }
}
