using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace NanoBananaContracts.Schema.Tests.Harness;

/// <summary>
/// An assertion for loops of hundreds of thousands: costs nothing while it holds, which an assertion library does not.
/// </summary>
internal readonly struct Promise(int seed)
{
    public void Holds(bool holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        if (!holds)
        {
            throw new XunitException($"Seed {seed}: not so: {what}");
        }
    }
}
