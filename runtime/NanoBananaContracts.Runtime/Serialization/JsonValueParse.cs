using System.Text.Json;

namespace NanoBananaContracts.Serialization;

/// <summary>Reads a value for System.Text.Json, whose callers expect its exception; it adds the path itself.</summary>
internal static class JsonValueParse
{
    /// <summary>The value.</summary>
    /// <exception cref="JsonException">It cannot be read.</exception>
    public static T Of<T>(ReadOnlyMemory<byte> utf8Json, ContractRead<T> read, JsonSerializerOptions? options)
    {
        try
        {
            var depth = Math.Max(options?.MaxDepth ?? 0, ContractReader.DefaultMaxDepth);
            return ContractReader.Parse(utf8Json, read, depth);
        }
        catch (ContractFormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }
}
