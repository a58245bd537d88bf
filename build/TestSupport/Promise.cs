using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace NanoBananaContracts.TestSupport;

/// <summary>
/// An assertion for loops of hundreds of thousands: costs nothing while it holds, which an assertion library does not.
/// </summary>
internal readonly struct Promise
{
    public void Holds(bool holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        if (!holds)
        {
            throw new XunitException($"Not so: {what}");
        }
    }
}
