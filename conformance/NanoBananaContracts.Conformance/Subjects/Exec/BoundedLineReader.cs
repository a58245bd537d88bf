using System.Text;

namespace NanoBananaContracts.Conformance.Subjects.Exec;

/// <summary>Reads the lines of a client, none of which takes more memory than a line of the protocol may.</summary>
/// <param name="reader">Where the lines come from; closed with this reader.</param>
/// <param name="longest">Characters a line may have.</param>
internal sealed class BoundedLineReader(TextReader reader, int longest = BoundedLineReader.LongestLine) : IDisposable
{
    /// <summary>
    /// Characters a line of the protocol may have: room for two 4K pictures as PNG in Base64, the largest a model makes,
    /// about 25 million characters each.
    /// </summary>
    public const int LongestLine = 64 << 20;

    private readonly char[] buffer = new char[8192];
    private int next;
    private int end;

    /// <summary>The next line without its end, LF or CRLF; null behind the last one.</summary>
    /// <exception cref="InvalidDataException">The line is too long. What follows of it has not been read.</exception>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (next == end)
            {
                next = 0;
                end = await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (end == 0)
                {
                    return line.Length > 0 ? line.ToString() : null;
                }
            }

            var length = buffer.AsSpan(next..end).IndexOf('\n');
            var isWhole = length >= 0;
            length = isWhole ? length : end - next;
            if (line.Length + length > longest)
            {
                throw new InvalidDataException(
                    $"The line is too long: more than {longest} characters without an end. A result gives a picture by its hash; 'base64' is for a thumbnail."
                );
            }

            line.Append(buffer, next, length);
            next += isWhole ? length + 1 : length;
            if (isWhole)
            {
                var end = line.Length > 0 && line[^1] == '\r' ? line.Length - 1 : line.Length;
                return line.ToString(0, end);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
