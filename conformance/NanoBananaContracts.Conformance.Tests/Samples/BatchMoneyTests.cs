using System.Net;
using System.Text;
using BatchWorker;
using NanoBananaContracts.Emulator.Pictures;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>What the batch counts as spent of a line that failed, and what that leaves to the next.</summary>
public sealed class BatchMoneyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("batch").FullName;

    private static string Image { get; } =
        $$$"""{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"{{{Convert.ToBase64String(SamplePicture.Png(8, 8, 1))}}}"}}]},"finishReason":"STOP"}]}""";

    private static string Words { get; } =
        """{"candidates":[{"content":{"parts":[{"text":"Which colour?"}]},"finishReason":"STOP"}]}""";

    [Theory]
    [InlineData(400, """{"error":{"code":400,"message":"no","status":"INVALID_ARGUMENT"}}""", false)]
    [InlineData(401, "", false)]
    [InlineData(429, """{"error":{"code":429,"message":"slow","status":"RESOURCE_EXHAUSTED"}}""", false)]
    [InlineData(503, "", false)]
    [InlineData(200, null, true)] // words instead of an image
    [InlineData(200, """{"candidates":[""", true)] // cut
    [InlineData(200, "<html></html>", true)]
    [InlineData(200, """{"promptFeedback":{"blockReason":"SAFETY"}}""", true)] // "never again" says nothing of the bill
    [InlineData(0, "", true)] // gone after it was sent
    public async Task What_may_have_been_billed_is_counted_and_nothing_else(int status, string? body, bool isCounted)
    {
        var (exitCode, lines, sent) = await Run(budget: 1.5m, (status, body ?? Words), (200, Image));

        // One image of 1 USD fits once: the second line has its money only where the first cost none.
        exitCode.ShouldBe(1);
        sent.ShouldBe(isCounted ? 1 : 2);
        lines[^1]
            .ShouldBe(
                isCounted
                    ? "0 made, 1 left out, 1 failed, 1.000 USD spent"
                    : FormattableString.Invariant($"1 made, 0 left out, 1 failed, {Known:0.000} USD spent")
            );
    }

    [Fact]
    public async Task An_image_that_was_paid_for_and_could_not_be_kept_is_counted()
    {
        // A folder stands where the file is to go, put there while the image is made.
        var (_, lines, _) = await Run(
            budget: 1.5m,
            beforeReply: () => Directory.CreateDirectory(Path.Combine(folder, "001-a-fox.png")),
            (200, Image),
            (200, Image)
        );

        lines[0].ShouldStartWith("   1 FileNotWritten: ");
        lines[^1].ShouldBe("0 made, 1 left out, 1 failed, 1.000 USD spent");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static decimal Known =>
        ProviderInfo.WisGate.FindModel(ProviderInfo.WisGate.DefaultModel)!.PricePerImageUsd(ImageSize.Size1K)!.Value;

    private Task<(int ExitCode, string[] Lines, int Sent)> Run(decimal budget, params (int, string)[] replies) =>
        Run(budget, () => { }, replies);

    private async Task<(int ExitCode, string[] Lines, int Sent)> Run(
        decimal budget,
        Action beforeReply,
        params (int, string)[] replies
    )
    {
        using var handler = new Scripted(beforeReply, replies);
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var client = new NanoBananaClient(
            new()
            {
                Provider = ProviderInfo.WisGate,
                ApiKey = "a-key-for-tests",
                MaxAttempts = 1,
            },
            http
        );
        var output = new StringWriter();
        var batch = new BatchWorker.Batch(client, output)
        {
            Folder = folder,
            Budget = budget,
            Price = 1m,
            Parallel = 1,
            Size = ImageSize.Size1K,
        };

        var exitCode = await batch.RunAsync(["A fox", "A hare"], TestContext.Current.CancellationToken);

        return (exitCode, output.ToString().TrimEnd().Split(Environment.NewLine), handler.Sent);
    }

    private sealed class Scripted(Action beforeReply, (int Status, string Body)[] replies) : HttpMessageHandler
    {
        public int Sent { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            beforeReply();
            var (status, body) = replies[Sent++];
            return status == 0
                ? throw new HttpRequestException("The connection is gone.")
                : Task.FromResult(
                    new HttpResponseMessage((HttpStatusCode)status)
                    {
                        Content = new StringContent(body, Encoding.UTF8, "application/json"),
                    }
                );
        }
    }
}
