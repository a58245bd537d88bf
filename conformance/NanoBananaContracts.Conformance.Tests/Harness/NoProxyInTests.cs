using System.Net;
using System.Runtime.CompilerServices;

namespace NanoBananaContracts.Conformance.Tests.Harness;

/// <summary>
/// These tests call servers on this machine; a proxy that the machine is set to has no part in them. What the tool does
/// with one is tested in a process of its own.
/// </summary>
internal static class NoProxyInTests
{
#pragma warning disable CA2255 // It has to be set before the first HttpClient of the process is made.
    [ModuleInitializer]
    internal static void Set() => HttpClient.DefaultProxy = new WebProxy();
#pragma warning restore CA2255
}
