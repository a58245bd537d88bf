namespace NanoBananaContracts.Batch.Tests.Harness;

/// <summary>Lines as a list gives them.</summary>
internal static class TestLines
{
    public static QueuedLine Line(int number, long most = 1000, int count = 1, string prompt = "A red fox") =>
        new(new BatchLine(number, prompt) { Count = count }, most);

    public static async IAsyncEnumerable<QueuedLine> Of(params QueuedLine[] lines)
    {
        await Task.CompletedTask;
        foreach (var line in lines)
        {
            yield return line;
        }
    }

    public static PictureEntry Picture(BatchClaim claim, long cost) =>
        new()
        {
            File = PictureNames.StemOf(claim.Line, claim.Item.Picture) + ".png",
            Sha256 = new string('a', 64),
            Bytes = 7,
            Width = 3,
            Height = 2,
            MediaType = "image/png",
            CostMicroUsd = cost,
            PromptTokens = 5,
            OutputTokens = 1290,
            RequestId = "q-1",
            Elapsed = TimeSpan.FromSeconds(3),
        };

    public static FailureEntry Failure(string message = "No.") =>
        new(FailureKind.PromptBlocked, message) { StatusCode = 200, RequestId = "q-2" };
}
