using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Batch.Tests.Provider;

/// <summary>The client of the provider's own batch mode, against the emulator that plays it.</summary>
public sealed class ProviderBatchesTests : IAsyncDisposable
{
    private const string Key = "AIzaSyBatchBatchBatchBatchBatchBatch000";

    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);
    private readonly string folder = Directory.CreateTempSubdirectory("nb-batches-").FullName;
    private EmulatorServer? server;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_batch_by_file_is_uploaded_polled_and_its_results_found_by_key_at_half_the_price()
    {
        using var client = await ClientAsync(TimeSpan.FromMinutes(10));
        var batches = new ProviderBatches(client);
        var requests = new Dictionary<string, GenerateContentRequest>
        {
            ["1/1"] = Picture("A red fox"),
            ["2/1"] = Picture("A blue owl"),
            ["3/1"] = Picture("A bear [finish: IMAGE_SAFETY]"),
        };
        var list = Path.Combine(folder, "requests.jsonl");
        await using (var file = File.Create(list))
        {
            foreach (var (key, request) in requests)
            {
                await file.WriteAsync(batches.Line(key, request), Cancelled);
            }
        }

        var uploaded = await batches.UploadAsync(list, "animals", Cancelled);
        uploaded.ShouldStartWith("files/");
        var batch = await batches.CreateAsync("animals", uploaded, cancellationToken: Cancelled);
        batch.DisplayName.ShouldBe("animals");
        batch.RequestCount.ShouldBe(3);
        batch.IsOver.ShouldBeFalse();

        time.Advance(TimeSpan.FromMinutes(1));
        (await batches.GetAsync(batch.Name, Cancelled)).State.ShouldBe(ProviderBatchState.Running);
        server!.BilledImageCount.ShouldBe(0);

        time.Advance(TimeSpan.FromMinutes(9));
        var done = await batches.GetAsync(batch.Name, Cancelled);
        done.State.ShouldBe(ProviderBatchState.Succeeded);
        done.IsOver.ShouldBeTrue();
        server.BilledImageCount.ShouldBe(2);
        server.BatchedImageCount.ShouldBe(2);

        var results = Path.Combine(folder, "results.jsonl");
        await batches.DownloadResultsAsync(done, results, Cancelled);
        var read = new List<ProviderBatchResult>();
        await foreach (
            var result in batches.ReadResultsAsync(
                results,
                request: requests.GetValueOrDefault,
                cancellationToken: Cancelled
            )
        )
        {
            read.Add(result);
        }

        read.Select(result => result.Key).ShouldBe(requests.Keys);
        read[2].Failure.ShouldNotBeNull().Kind.ShouldBe(FailureKind.ImageRefused);
        var reply = read[0].Reply.ShouldNotBeNull();
        reply.FinalImage.Width.ShouldBeGreaterThan(0);
        reply.PriceUsd.ShouldBe(0.0336m / 2);
        var call = client.GenerateContentAsync(requests["1/1"], Cancelled);
        while (!call.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(10));
            await Task.WhenAny(call, Task.Delay(TimeSpan.FromMilliseconds(5), Cancelled));
        }

        var whole = await call;
        reply.CostUsd.ShouldBe(whole.CostUsd / 2);
    }

    [Fact]
    public async Task An_inline_batch_gives_its_results_by_key_and_an_error_is_the_failure_it_is()
    {
        using var client = await ClientAsync(TimeSpan.Zero, allowUndocumented: true);
        var batches = new ProviderBatches(client);
        var wrong = GenerateContentRequest.ForImage("A cat", AspectRatio.Undocumented("7:3"));

        var created = await batches.CreateInlineAsync(
            "inline",
            [new("good", Picture("A dog")), new("bad", wrong)],
            cancellationToken: Cancelled
        );
        var batch = await batches.GetAsync(created.Name, Cancelled);
        batch.HasResults.ShouldBeTrue();
        batch.FailedCount.ShouldBe(1);
        var path = Path.Combine(folder, "results.jsonl");
        await batches.DownloadResultsAsync(batch, path, Cancelled);
        var results = new Dictionary<string, ProviderBatchResult>();
        await foreach (var result in batches.ReadResultsAsync(path, cancellationToken: Cancelled))
        {
            results[result.Key.ShouldNotBeNull()] = result;
        }

        results["good"].Reply.ShouldNotBeNull().HasImage.ShouldBeTrue();
        var failure = results["bad"].Failure.ShouldNotBeNull();
        failure.StatusCode.ShouldBe(400);
        failure.Message.ShouldContain("7:3");
        server!.BilledImageCount.ShouldBe(1);
    }

    [Fact]
    public async Task Batches_are_listed_cancelled_and_deleted()
    {
        using var client = await ClientAsync(TimeSpan.FromHours(1));
        var batches = new ProviderBatches(client);
        var first = await batches.CreateInlineAsync("first", [new("a", Picture("A"))], cancellationToken: Cancelled);
        var second = await batches.CreateInlineAsync("second", [new("b", Picture("B"))], cancellationToken: Cancelled);

        (await NamesAsync(batches)).ShouldBe(["second", "first"]);
        await batches.CancelAsync(first.Name, Cancelled);
        var cancelled = await batches.GetAsync(first.Name, Cancelled);
        cancelled.State.ShouldBe(ProviderBatchState.Cancelled);
        cancelled.IsOver.ShouldBeTrue();
        cancelled.Failure.ShouldNotBeNull().Kind.ShouldBe(FailureKind.Cancelled);
        await batches.DeleteAsync(second.Name, Cancelled);
        (await NamesAsync(batches)).ShouldBe(["first"]);
        var gone = await Should.ThrowAsync<NanoBananaException>(() => batches.GetAsync(second.Name, Cancelled));
        gone.StatusCode.ShouldBe(404);
        server!.BilledImageCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_request_is_checked_before_it_becomes_a_line()
    {
        using var client = await ClientAsync(TimeSpan.Zero);
        var batches = new ProviderBatches(client);

        Should
            .Throw<NanoBananaException>(() =>
                batches.Line("a", GenerateContentRequest.ForImage("A", imageSize: ImageSize.Undocumented("9K")))
            )
            .Kind.ShouldBe(FailureKind.InvalidImageSize);
        Encoding.UTF8.GetString(batches.Line("7/1", Picture("A")).Span).ShouldEndWith("}}\n");
        server!.RequestCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("batches/../models/x")]
    [InlineData("batches/a?key=b")]
    [InlineData("files/a")]
    [InlineData("batches/")]
    [InlineData("batches/..")]
    public async Task A_name_that_is_none_is_never_part_of_an_address(string name)
    {
        using var client = await ClientAsync(TimeSpan.Zero);
        var batches = new ProviderBatches(client);

        var failure = await Should.ThrowAsync<NanoBananaException>(() => batches.GetAsync(name, Cancelled));

        failure.Kind.ShouldBe(FailureKind.InvalidRequest);
        server!.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task An_upload_that_breaks_goes_on_where_the_service_has_come_to()
    {
        using var handler = new UploadHandler(
            "https://generativelanguage.googleapis.com/upload/v1beta/files?upload_id=1"
        );
        using var http = new HttpClient(handler);
        using var client = new NanoBananaClient(Options(null), http);
        var list = Path.Combine(folder, "list.jsonl");
        await File.WriteAllTextAsync(list, "0123456789", Cancelled);

        var file = await new ProviderBatches(client).UploadAsync(list, "list", Cancelled);

        file.ShouldBe("files/abc");
        handler.Sent.ShouldBe(["start ", "upload, finalize 0123456789", "query ", "upload, finalize 456789"]);
        handler.Keys.ShouldAllBe(key => key == Key);
    }

    [Fact]
    public async Task An_upload_never_takes_the_key_to_another_origin()
    {
        using var handler = new UploadHandler("https://elsewhere.example/upload");
        using var http = new HttpClient(handler);
        using var client = new NanoBananaClient(Options(null), http);
        var list = Path.Combine(folder, "list.jsonl");
        await File.WriteAllTextAsync(list, "0123456789", Cancelled);

        var failure = await Should.ThrowAsync<NanoBananaException>(() =>
            new ProviderBatches(client).UploadAsync(list, "list", Cancelled)
        );

        failure.Kind.ShouldBe(FailureKind.RedirectRefused);
        handler.Sent.ShouldBe(["start "]);
    }

    [Fact]
    public void A_provider_without_a_batch_mode_is_told_so()
    {
        using var client = new NanoBananaClient(
            new NanoBananaOptions
            {
                Provider = ProviderInfo.WisGate,
                ApiKey = new ApiKey("sk-wisgate-0000000000000000"),
            }
        );

        Should.Throw<NotSupportedException>(() => new ProviderBatches(client)).Message.ShouldContain("google");
    }

    private static GenerateContentRequest Picture(string prompt) => GenerateContentRequest.ForImage(prompt);

    private static NanoBananaOptions Options(Uri? address) =>
        new()
        {
            Provider = ProviderInfo.Google,
            ApiKey = new ApiKey(Key),
            BaseAddress = address ?? ProviderInfo.Google.BaseAddress,
            MaxAttempts = 1,
        };

    private async Task<NanoBananaClient> ClientAsync(TimeSpan latency, bool allowUndocumented = false)
    {
        server = await EmulatorServer.StartAsync(
            new EmulatorOptions
            {
                Provider = ProviderInfo.Google,
                ApiKey = Key,
                Latency = latency,
                Time = time,
                ThoughtSignatureBytes = 100,
            },
            Cancelled
        );
        return new NanoBananaClient(Options(server.BaseAddress) with { AllowUndocumentedValues = allowUndocumented });
    }

    private static async Task<string?[]> NamesAsync(ProviderBatches batches)
    {
        var names = new List<string?>();
        await foreach (var batch in batches.ListAsync(Cancelled))
        {
            names.Add(batch.DisplayName);
        }

        return [.. names];
    }

    /// <summary>Takes four bytes of the first upload, and then breaks.</summary>
    private sealed class UploadHandler(string address) : HttpMessageHandler
    {
        public List<string> Sent { get; } = [];

        public List<string?> Keys { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var command = request.Headers.GetValues("X-Goog-Upload-Command").Single();
            Keys.Add(request.Headers.GetValues("x-goog-api-key").Single());
            var isUpload = command.StartsWith("upload", StringComparison.Ordinal);
            Sent.Add(command + " " + (isUpload ? await request.Content!.ReadAsStringAsync(cancellationToken) : ""));
            if (isUpload && Sent.Count == 2)
            {
                throw new HttpRequestException("broken", new IOException("broken"));
            }

            var reply = new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(isUpload ? """{"file":{"name":"files/abc"}}""" : "{}"),
            };
            reply.Headers.Add("X-Goog-Upload-URL", address);
            reply.Headers.Add("X-Goog-Upload-Size-Received", "4");
            return reply;
        }
    }
}
