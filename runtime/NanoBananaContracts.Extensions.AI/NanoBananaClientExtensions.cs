using Microsoft.Extensions.AI;

namespace NanoBananaContracts.Extensions.AI;

/// <summary>From the client to Microsoft.Extensions.AI.</summary>
public static class NanoBananaClientExtensions
{
    /// <summary>An image generator over this client.</summary>
    /// <param name="client">The client; it stays yours to dispose.</param>
    public static IImageGenerator AsIImageGenerator(this NanoBananaClient client) =>
        new NanoBananaImageGenerator(client);
}
