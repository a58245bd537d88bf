using System;
using System.Collections.Generic;
using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>Takes the objects out of a JSON array that is in memory: a streamed reply without <c>alt=sse</c>.</summary>
internal static class JsonArrayItems
{
    /// <summary>The text of each item, in place.</summary>
    /// <exception cref="JsonException">The array is no JSON, or is cut. The items before that are in <paramref name="items"/>.</exception>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.ResponseTooLarge"/>: there are more than the budget has.</exception>
    internal static void Read(ReadOnlyMemory<byte> array, List<ReadOnlyMemory<byte>> items, ReadBudget budget)
    {
        var reader = new Utf8JsonReader(array.Span, new JsonReaderOptions { MaxDepth = 64 });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            budget.TakeValue();
            items.Add(array.Slice(start, (int)reader.BytesConsumed - start));
        }

        reader.Read(); // Nothing may follow.
    }
}
