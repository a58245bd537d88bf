using NanoBananaContracts;
using OwnSchema.Easel;

namespace OwnSchema;

/// <summary>
/// A schema of one's own (<c>easel.schema.json</c>), compiled into this project's namespace and called through the same
/// runtime as the default contract: one value in C#, a wire spelling for each provider.
/// </summary>
internal static class Program
{
    private static async Task<int> Main()
    {
        await using var studio = await Studio.StartAsync();
        var request = new PaintRequest
        {
            Subject = "A red fox in snow",
            Canvas = Canvas.Large,
            Palette = ["#b7410e", "#fffafa"],
        };

        foreach (var dialect in new[] { "north", "south" })
        {
            using var client = new ContractClient(new ContractEndpoint(studio.Address) { Dialect = dialect });
            var reply = await client.SendAsync(
                Easel.ContractOperations.Paint,
                request,
                Easel.ContractOperations.PaintPath(studio: dialect)
            );
            Console.WriteLine($"{dialect} was sent    {studio.Received[^1]}");
            Console.WriteLine(
                $"{dialect} answered    canvas {reply.Canvas} is {reply.Canvas!.Value.Kind}, {reply.Painting!.Value.DecodedLength} bytes, dry in {reply.DryingTime}"
            );
        }

        return await RefuseAsync(studio, request with { Palette = ["red"] });
    }

    /// <summary>What breaks the contract never leaves the house.</summary>
    private static async Task<int> RefuseAsync(Studio studio, PaintRequest request)
    {
        using var client = new ContractClient(new ContractEndpoint(studio.Address));
        var sent = studio.Received.Count;
        try
        {
            await client.SendAsync(
                Easel.ContractOperations.Paint,
                request,
                Easel.ContractOperations.PaintPath(studio: "north")
            );
        }
        catch (NanoBananaException exception) when (exception.Kind == FailureKind.InvalidRequest)
        {
            Console.WriteLine($"not sent          {exception.Message}");
            return studio.Received.Count == sent ? 0 : 1;
        }

        return 1;
    }
}
