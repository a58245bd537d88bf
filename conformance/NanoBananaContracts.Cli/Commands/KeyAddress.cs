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
}
