using System.Net;

namespace NanoBananaContracts.Http;

/// <summary>Whether an address is this machine: the one place that decides it, for plain http and for proxies.</summary>
internal static class ThisMachine
{
    /// <summary>True for 127.0.0.0/8, <c>[::1]</c> and <c>localhost</c>.</summary>
    internal static bool Is(Uri address) =>
        address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
            // Uri.IsLoopback also takes [::127.0.0.1], which is routed like any other address.
            ? IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip)
            : address.IsLoopback;
}
