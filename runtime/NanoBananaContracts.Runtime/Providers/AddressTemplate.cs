namespace NanoBananaContracts;

/// <summary>A base address with one placeholder in the first label of its host: <c>https://{region}-aiplatform.googleapis.com</c>.</summary>
/// <param name="place">The placeholder.</param>
/// <param name="before">What stands before it in the host.</param>
/// <param name="after">What stands behind it: the rest of the label, and the domain, which is the file's alone.</param>
internal sealed class AddressTemplate(AddressPlaceholder place, string before, string after)
{
    internal AddressPlaceholder Place => place;

    /// <summary>An address that it makes of a value, to be held to what is known of another provider.</summary>
    internal Uri Sample => Made("a");

    /// <summary>The address of a value.</summary>
    internal Uri At(string value)
    {
        foreach (var own in place.BaseAddresses)
        {
            if (own.Key == value)
            {
                return own.Value;
            }
        }

        return Made(value);
    }

    /// <summary>The value in an address that this makes; <see langword="null"/> for any other.</summary>
    internal string? ValueIn(Uri address)
    {
        var host = address.IdnHost.TrimEnd('.');
        foreach (var own in place.BaseAddresses)
        {
            if (string.Equals(own.Value.IdnHost, host, StringComparison.OrdinalIgnoreCase))
            {
                return own.Key;
            }
        }

        var length = host.Length - before.Length - after.Length;
        return
            length > 0
            && host.StartsWith(before, StringComparison.OrdinalIgnoreCase)
            && host.EndsWith(after, StringComparison.OrdinalIgnoreCase)
            && host.IndexOf('.') > before.Length + length - 1
            ? host.Substring(before.Length, length).ToLowerInvariant()
            : null;
    }

    private Uri Made(string value) => new($"https://{before}{value}{after}");
}
