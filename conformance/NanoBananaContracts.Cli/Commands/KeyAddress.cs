using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>An address that keys may be sent to: https, or plain http on this machine.</summary>
internal static class KeyAddress
{
    /// <summary>The address that <paramref name="text"/> is; <see langword="null"/> if it is none to send a key to.</summary>
    public static Uri? Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            return null;
        }

        try
        {
            return new ContractEndpoint(address).BaseAddress;
        }
        catch (NanoBananaException)
        {
            return null; // The option says what it wants instead.
        }
    }

    /// <summary>
    /// An address that was refused, for a message: without what may be a password in front of its host, and without its
    /// query and fragment, in which keys stand too. It need not be an address at all.
    /// </summary>
    public static string Shown(string text)
    {
        // Up to the last @: a password that was not escaped may hold one, and whatever else ends a name or begins a query.
        var end = Math.Max(Behind("@"), Behind("%40"));
        var host = text[end..];
        var rest = host.AsSpan().IndexOfAny('?', '#');
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        return string.Concat(
            end == 0 ? "" : (scheme > 0 && scheme < end ? text[..(scheme + 3)] : "") + SecretText.Mask + "@",
            rest < 0 ? host : host[..(rest + 1)] + SecretText.Mask
        );

        int Behind(string mark) =>
            text.LastIndexOf(mark, StringComparison.Ordinal) is var at && at < 0 ? 0 : at + mark.Length;
    }
}
