using System.Diagnostics.CodeAnalysis;

namespace NanoBananaContracts;

/// <summary>The provider that a text names: by its id, by the path of its file, or as the JSON of one.</summary>
internal static class NamedProvider
{
    private const string FileExtension = ".json";

    private static string Names => string.Join(" or ", ProviderInfo.All.Select(known => known.Id));

    internal static ProviderInfo Parse(string text)
    {
        var name = text.Trim();
        if (name.StartsWith("{", StringComparison.Ordinal))
        {
            return Read(System.Text.Encoding.UTF8.GetBytes(name), "provider's JSON");
        }

        return ProviderInfo.Find(name)
            ?? (
                name.EndsWith(FileExtension, StringComparison.OrdinalIgnoreCase)
                    ? FromFile(name)
                    : throw new FormatException(
                        $"There is no {(IsWord(name) ? $"provider '{name}'" : "such provider")}. Use {Names}, "
                            + $"or the path of a provider's file, which ends in {FileExtension}."
                    )
            );
    }

    internal static bool TryParse(
        string text,
        [NotNullWhen(true)] out ProviderInfo? provider,
        [NotNullWhen(false)] out string? problem
    )
    {
        try
        {
            provider = Parse(text);
            problem = null;
            return true;
        }
        catch (Exception exception)
            when (exception
                    is FormatException
                        or IOException
                        or UnauthorizedAccessException
                        or ArgumentException // A path with characters that a path cannot have, on .NET Framework.
                        or NotSupportedException
            )
        {
            provider = null;
            problem = exception.Message;
            return false;
        }
    }

    internal static ProviderInfo FromFile(string path)
    {
        if (Directory.Exists(path)) // To the system it would be a file that may not be read.
        {
            throw new FormatException($"The provider's file {path} cannot be used: it is a folder.");
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"There is no provider's file {path}{(Path.IsPathRooted(path) ? "" : $" in {Directory.GetCurrentDirectory()}")}. Give its path, or name a provider: {Names}.",
                path
            );
        }

        return Read(File.ReadAllBytes(path), $"provider's file {path}");
    }

    private static ProviderInfo Read(byte[] file, string what)
    {
        try
        {
            var provider = ProviderFile.Read(file);
            return OwnerOfVariable(provider) is { } owner
                ? throw new FormatException(
                    $"apiKeyVariable is {owner.ApiKeyVariable}, which holds the key of {owner.Name}, and baseAddress is another host."
                        + " Name a variable of its own."
                )
                : provider;
        }
        catch (Exception exception)
            when (exception is FormatException or InvalidOperationException or System.Text.Json.JsonException)
        {
            throw new FormatException(
                $"The {what} cannot be used: {exception.Message} "
                    + "Write it like schema/providers/google.json, which schema/providers/provider.schema.json describes.",
                exception
            );
        }
    }

    /// <summary>A shipped provider whose key a file would send to a host of its own.</summary>
    private static ProviderInfo? OwnerOfVariable(ProviderInfo provider)
    {
        var owners = ProviderInfo
            .All.Where(known =>
                string.Equals(known.ApiKeyVariable, provider.ApiKeyVariable, StringComparison.OrdinalIgnoreCase)
            )
            .ToArray();
        var template = provider.AddressTemplate;
        return (template is null ? provider.Addresses : provider.Addresses.Prepend(template.Sample)).All(address =>
            owners.Any(known =>
                known.Addresses.Any(one => one.Host == address.Host)
                || known.AddressTemplate?.ValueIn(address) is not null
            )
        )
            ? null
            : owners.FirstOrDefault();
    }

    // What is none may be a key that was put in the wrong place: only a word is repeated.
    private static bool IsWord(string name)
    {
        const int Longest = 20;
        return name.Length <= Longest && name.All(unit => (unit | 0x20) is >= 'a' and <= 'z');
    }
}
