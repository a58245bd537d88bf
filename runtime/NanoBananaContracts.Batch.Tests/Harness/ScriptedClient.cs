namespace NanoBananaContracts.Batch.Tests.Harness;

/// <summary>A client that answers as a test says, and sends nothing.</summary>
/// <param name="answer">
/// What comes of a call, by its number from 1: a picture is saved where it returns <see langword="null"/>, else that is thrown.
/// </param>
internal sealed class ScriptedClient(
    Func<int, GenerateContentRequest, CancellationToken, Task<NanoBananaException?>> answer
) : NanoBananaClient
{
    private int calls;

    public ScriptedClient(Func<int, NanoBananaException?> answer)
        : this((call, _, _) => Task.FromResult(answer(call))) { }

    public int Calls => Volatile.Read(ref calls);

    public override async Task<SavedImage> SaveImageAsync(
        GenerateContentRequest request,
        string path,
        CancellationToken cancellationToken = default
    )
    {
        if (await answer(Interlocked.Increment(ref calls), request, cancellationToken) is { } failure)
        {
            throw failure;
        }

        var png = NanoBananaModelFactory.Png();
        await File.WriteAllBytesAsync(path + ".png", png, CancellationToken.None);
        return NanoBananaModelFactory.Saved(
            path + ".png",
            png,
            NanoBananaModelFactory.Reply(images: [png], costUsd: 0.0005m, requestId: "q-7")
        );
    }
}
