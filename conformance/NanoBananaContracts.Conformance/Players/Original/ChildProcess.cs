using System.ComponentModel;
using System.Diagnostics;

namespace NanoBananaContracts.Conformance.Players.Original;

/// <summary>Starts other people's programs.</summary>
internal static class ChildProcess
{
    /// <summary>Starts a program.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="missing">What to say when there is no such program.</param>
    /// <exception cref="WireMockException">There is no such program.</exception>
    public static Process Start(ProcessStartInfo start, string missing)
    {
        start.UseShellExecute = false;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new WireMockException(missing, e);
        }
    }
}
