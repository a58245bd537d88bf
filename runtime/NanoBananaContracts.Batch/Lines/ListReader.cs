namespace NanoBananaContracts.Batch;

/// <summary>One line of a list as it came.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Utf8">Its bytes without the line end; valid until the next line is asked for.</param>
/// <param name="IsTooLong">Whether it is longer than any line may be; then it has no bytes.</param>
internal readonly record struct ListBytes(int Number, ReadOnlyMemory<byte> Utf8, bool IsTooLong);

/// <summary>Takes a list apart into lines, in memory that does not grow with it.</summary>
internal static class ListReader
{
    /// <summary>The longest line in bytes: a prompt is no book, and a file without line ends is no list.</summary>
    public const int LongestLine = 1024 * 1024;

    private const int FirstLength = 64 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The lines that are not blank.</summary>
    public static async IAsyncEnumerable<ListBytes> ReadAsync(
        Stream list,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var buffer = new byte[FirstLength];
        var (start, end, number) = (0, 0, 1);
        var isSkipping = false;
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                if (!isSkipping && Of(number, buffer, start, length) is { } line)
                {
                    yield return line;
                }

                (start, number, isSkipping) = (start + length + 1, number + 1, false);
                continue;
            }

            if (end - start > LongestLine || isSkipping)
            {
                if (!isSkipping)
                {
                    yield return new(number, default, IsTooLong: true);
                }

                (start, end, isSkipping) = (0, 0, true);
            }

            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = await list.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            end += read;
        }

        if (!isSkipping && Of(number, buffer, start, end - start) is { } last)
        {
            yield return last;
        }
    }

    private static ListBytes? Of(int number, byte[] buffer, int start, int length)
    {
        if (number == 1 && buffer.AsSpan(start, length).StartsWith(ByteOrderMark))
        {
            (start, length) = (start + ByteOrderMark.Length, length - ByteOrderMark.Length);
        }

        return buffer.AsSpan(start, length).IndexOfAnyExcept(" \t\r"u8) < 0 ? null
            : length > LongestLine ? new(number, default, IsTooLong: true)
            : new(number, buffer.AsMemory(start, length), IsTooLong: false);
    }
}
