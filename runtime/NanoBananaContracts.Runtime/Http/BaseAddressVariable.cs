namespace NanoBananaContracts.Http;

/// <summary>
/// The variable that sends every client without an address of its own elsewhere: to the emulator, or to another
/// address of the same provider. A variable is easily forgotten, or set by somebody else; so it can send the key to this
/// machine and to the provider, and to nobody else.
/// </summary>
internal static class BaseAddressVariable
{
    internal const string Name = "NANOBANANA_BASE_ADDRESS";

    /// <summary>The address that <paramref name="text"/>, its value, names for a provider; <see langword="null"/> where it is not set.</summary>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.InvalidRequest"/>: it is no address; <see cref="FailureKind.InsecureEndpoint"/>: the key of
    /// <paramref name="provider"/> is not for that host.
    /// </exception>
    internal static Uri? For(ProviderInfo provider, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        const string HttpsOnly =
            "Use https: a variable cannot allow plain http. An address in NanoBananaOptions.BaseAddress can have it allowed.";
        var trimmed = text!.Trim();
        if (
            !Uri.TryCreate(trimmed, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        )
        {
            // Its value is not repeated: it may hold a password.
            throw new NanoBananaException(
                FailureKind.InvalidRequest,
                $"The environment variable {Name} is not an absolute http or https address.",
                $"Write it as {ServiceAddress.WithScheme(trimmed) ?? "http://127.0.0.1:8787"}, or unset it."
            );
        }

        if (
            (
                ContractEndpoint.Problem(address, allowInsecureHttp: false, HttpsOnly)
                ?? ServiceAddress.Problem(ServiceAddress.WithoutOperation(address, provider))
            ) is
            { } problem
        )
        {
            throw new NanoBananaException(
                problem.Kind,
                $"The environment variable {Name} cannot be used. {problem.WhatHappened}",
                problem.Cure
            );
        }

        return
            ThisMachine.Is(address)
            || provider.Addresses.Any(known => Redirects.SameOrigin(known, address))
            || (
                address.Scheme == Uri.UriSchemeHttps
                && address.IsDefaultPort
                && provider.AddressTemplate?.ValueIn(address) is not null
            )
            ? address
            : throw new NanoBananaException(
                FailureKind.InsecureEndpoint,
                $"The environment variable {Name} names {address.Scheme}://{address.Authority}, which is neither this "
                    + $"machine nor an address of {provider.Name}; its key was not sent there.",
                "Unset the variable; if you trust the host, name it in NanoBananaOptions.BaseAddress."
            );
    }
}
