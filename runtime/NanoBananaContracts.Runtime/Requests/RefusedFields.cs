using System.Text.Json;

namespace NanoBananaContracts;

/// <summary>
/// Looks through a request, as it is to be sent, for fields that the provider is known not to take: only where its file names
/// any.
/// </summary>
internal static class RefusedFields
{
    /// <summary>The failure of the first of them that is there; <see langword="null"/> where none is.</summary>
    internal static NanoBananaException? Problem(ReadOnlySpan<byte> json, ProviderInfo provider) =>
        provider.RefusedFields.Count > 0 && First(json, provider.RefusedFields) is { } path
            ? new(
                FailureKind.InvalidRequest,
                $"{path} is set, which {provider.Name} does not take.",
                $"Leave {path} out, or call a provider that takes it."
            )
            : null;

    private static string? First(ReadOnlySpan<byte> json, IReadOnlyList<string> refused)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        // The names above a value, lists left out: what a file says holds for each item.
        var names = new List<(int Depth, string Name)>();
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            while (names.Count > 0 && names[names.Count - 1].Depth >= reader.CurrentDepth)
            {
                names.RemoveAt(names.Count - 1);
            }

            names.Add((reader.CurrentDepth, reader.GetString()!));
            var path = string.Join(".", names.Select(one => one.Name));
            foreach (var one in refused)
            {
                if (one == path)
                {
                    return path;
                }
            }
        }

        return null;
    }
}
