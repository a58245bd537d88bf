using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts;

/// <summary>Takes the items of a JSON array out of a stream, each as soon as it is complete.</summary>
internal static class JsonArrayStream
{
    private const int ReadLength = 64 * 1024;

    /// <summary>The text of each item. A cut last item is returned as far as it came: its reader reports it.</summary>
    internal static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Stream body,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var scanner = new JsonItemScanner();
        var buffer = new byte[ReadLength];
        using var item = new BodySegments();
        int read;
        while ((read = await body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            for (var at = 0; at < read && !scanner.HasEnded; )
            {
                var consumed = scanner.Read(buffer.AsSpan(at, read - at), out var start);
                if (start >= 0)
                {
                    item.Write(buffer.AsSpan(at + start, consumed - start));
                    if (!scanner.IsInItem)
                    {
                        yield return item.Take();
                    }
                }

                at += consumed;
            }
        }

        if (!scanner.HasEnded)
        {
            // Nothing was complete after the last item: "[" alone, or half an item.
            yield return item.Length > 0 ? item.Take() : "["u8.ToArray();
        }
    }
}
