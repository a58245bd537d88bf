using System.Text.Json;

namespace NanoBananaContracts.Emulator;

/// <summary>A field that the provider's file says it does not take.</summary>
internal static class RefusedField
{
    /// <summary>The 400 of the first of them that a body has; <see langword="null"/> where it has none.</summary>
    /// <param name="body">JSON that keeps the contract.</param>
    /// <param name="provider">Whose file it is.</param>
    public static EmulatedError? Find(ReadOnlyMemory<byte> body, ProviderInfo provider)
    {
        if (provider.RefusedFields.Count == 0)
        {
            return null;
        }

        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = int.MaxValue });
        return provider.RefusedFields.FirstOrDefault(path => Has(document.RootElement, path.Split('.'))) is { } refused
            ? EmulatedError.InvalidField(refused, $"{refused} is not supported by {provider.Name}.")
            : null;
    }

    private static bool Has(JsonElement value, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            return true;
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                if (Has(item, path))
                {
                    return true;
                }
            }

            return false;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        foreach (var member in value.EnumerateObject())
        {
            // The contract is read in both spellings.
            if (
                (member.NameEquals(path[0]) || member.NameEquals(WireNames.ToSnakeCase(path[0])))
                && Has(member.Value, path[1..])
            )
            {
                return true;
            }
        }

        return false;
    }
}
