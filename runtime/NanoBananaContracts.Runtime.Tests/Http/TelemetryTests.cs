using System.Diagnostics;
using NanoBananaContracts.Runtime.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace NanoBananaContracts.Runtime.Tests.Http;

/// <summary>What an application with the OpenTelemetry SDK sees of a call.</summary>
public sealed class TelemetryTests
{
    private const string Model = "gemini-3.1-flash-image-telemetry";

    [Fact]
    public async Task A_call_is_one_client_span_by_the_conventions()
    {
        var spans = new List<Activity>();
        using var tracing = Sdk.CreateTracerProviderBuilder()
            .AddSource(Telemetry.ActivitySourceName)
            .AddProcessor(new SimpleActivityExportProcessor(new Collecting(spans)))
            .Build();
        using var client = Create(new StubHandler(StubHandler.Reply(200, TestClient.ImageReply())));

        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        var span = spans.Single(span => Equals(span.GetTagItem("gen_ai.request.model"), Model));
        span.DisplayName.ShouldBe("generate_content " + Model);
        span.Kind.ShouldBe(ActivityKind.Client);
        span.Status.ShouldBe(ActivityStatusCode.Unset);
        span.GetTagItem("gen_ai.operation.name").ShouldBe("generate_content");
        span.GetTagItem("gen_ai.provider.name").ShouldBe("gcp.gemini");
        span.GetTagItem("gen_ai.output.type").ShouldBe("image");
        span.GetTagItem("gen_ai.response.model").ShouldBe("gemini-3.1-flash-image");
        span.GetTagItem("gen_ai.response.id").ShouldBe("r-1");
        span.GetTagItem("gen_ai.response.finish_reasons").ShouldBe(new[] { "STOP" });
        span.GetTagItem("gen_ai.usage.input_tokens").ShouldBe(7);
        span.GetTagItem("gen_ai.usage.output_tokens").ShouldBe(1200);
        span.GetTagItem("server.address").ShouldBe("generativelanguage.googleapis.com");
        span.GetTagItem("server.port").ShouldBe(443);
        span.GetTagItem("http.response.status_code").ShouldBe(200);
        span.GetTagItem("error.type").ShouldBeNull();
    }

    [Fact]
    public async Task A_failure_is_an_error_with_its_kind()
    {
        var spans = new List<Activity>();
        using var tracing = Sdk.CreateTracerProviderBuilder()
            .AddSource(Telemetry.ActivitySourceName)
            .AddProcessor(new SimpleActivityExportProcessor(new Collecting(spans)))
            .Build();
        using var client = Create(new StubHandler(StubHandler.Reply(404, TestClient.Error(404, "NOT_FOUND", "gone"))));

        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken).FailureOf();

        var span = spans.Single(span => Equals(span.GetTagItem("gen_ai.request.model"), Model));
        span.Status.ShouldBe(ActivityStatusCode.Error);
        span.StatusDescription!.ShouldContain("gone");
        span.GetTagItem("error.type").ShouldBe("ModelNotFound");
        span.GetTagItem("http.response.status_code").ShouldBe(404);
    }

    [Fact]
    public async Task Duration_tokens_and_images_are_measured()
    {
        var exported = new List<Metric>();
        using var reader = new BaseExportingMetricReader(new CollectingMetrics(exported));
        using var metering = Sdk.CreateMeterProviderBuilder().AddMeter(Telemetry.MeterName).AddReader(reader).Build();
        using var client = Create(
            new StubHandler(
                StubHandler.Reply(200, TestClient.ImageReply()),
                StubHandler.Reply(
                    200,
                    """{"candidates":[{"finishReason":"NO_IMAGE"}],"usageMetadata":{"promptTokenCount":5}}"""
                )
            )
        );

        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);
        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken).FailureOf();
        metering.ForceFlush();

        var duration = exported.Single(metric => metric.Name == "gen_ai.client.operation.duration");
        duration.Unit.ShouldBe("s");
        Points(duration).Select(point => point.GetHistogramCount()).Sum().ShouldBe(2);
        Points(duration).Select(point => Tag(point, "error.type")).ShouldBe([null, "NoImage"], ignoreOrder: true);
        var tokens = exported.Single(metric => metric.Name == "gen_ai.client.token.usage");
        tokens.Unit.ShouldBe("{token}");
        Points(tokens)
            .GroupBy(point => Tag(point, "gen_ai.token.type"))
            .ToDictionary(group => group.Key!, group => group.Sum(point => point.GetHistogramSum()))
            .ShouldBe(new Dictionary<string, double> { ["input"] = 12, ["output"] = 1200 }, ignoreOrder: true);
        Points(exported.Single(metric => metric.Name == "nanobanana.client.images")).Single().GetSumLong().ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_words_of_exceptions_that_are_not_ours_are_not_recorded(bool isOfHandler)
    {
        var spans = new List<Activity>();
        using var tracing = Sdk.CreateTracerProviderBuilder()
            .AddSource(Telemetry.ActivitySourceName)
            .AddProcessor(new SimpleActivityExportProcessor(new Collecting(spans)))
            .Build();
        var log = new RecordingLoggerFactory();
        using var client = TestClient.Create(
            new StubHandler(
                isOfHandler
                    ? StubHandler.Fail(() => new InvalidOperationException("somebody's secret"))
                    : StubHandler.Reply(200, TestClient.ImageReply())
            ),
            options => options with { Provider = ProviderInfo.Google, Model = Model, LoggerFactory = log }
        );

        var thrown = await Should.ThrowAsync<Exception>(() =>
            client.SaveImageAsync(
                TestClient.Request,
                new MemoryStream(),
                new Failing(),
                TestContext.Current.CancellationToken
            )
        );

        // Of the caller's own progress nothing is ours.
        var type = isOfHandler ? "ConnectionLost" : "System.InvalidOperationException";
        (thrown is NanoBananaException).ShouldBe(isOfHandler);
        var span = spans.Single(span => Equals(span.GetTagItem("gen_ai.request.model"), Model));
        span.GetTagItem("error.type").ShouldBe(type);
        span.StatusDescription.ShouldNotBeNull().ShouldContain("InvalidOperationException");
        log.Lines.ShouldContain(line => line.StartsWith("Error ") && line.Contains(type));
        log.Lines.ShouldNotContain(line => line.Contains("secret") || line.Contains("cancelled"));
    }

    private static NanoBananaClient Create(StubHandler handler) =>
        TestClient.Create(handler, options => options with { Provider = ProviderInfo.Google, Model = Model });

    private static List<MetricPoint> Points(Metric metric)
    {
        var points = new List<MetricPoint>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (Tag(point, "gen_ai.request.model") == Model)
            {
                points.Add(point);
            }
        }

        return points;
    }

    private static string? Tag(MetricPoint point, string name)
    {
        foreach (var tag in point.Tags)
        {
            if (tag.Key == name)
            {
                return tag.Value as string;
            }
        }

        return null;
    }

    private sealed class Collecting(List<Activity> spans) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            }

            return ExportResult.Success;
        }
    }

    private sealed class CollectingMetrics(List<Metric> metrics) : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
            {
                metrics.Add(metric);
            }

            return ExportResult.Success;
        }
    }

    private sealed class Failing : IProgress<ImageProgress>
    {
        public void Report(ImageProgress value) => throw new InvalidOperationException("somebody's secret");
    }
}
