using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>
/// Everything a failing call produces is searched for the key: exceptions, logs, spans, measurements, and whatever
/// prints, dumps or serializes options and clients.
/// </summary>
public sealed class SecretTests
{
    private const string Key = TestClient.Key;

    public static TheoryData<string> Trouble => [.. Troubles.Keys];

    private static readonly Dictionary<string, StubHandler> Troubles = new()
    {
        ["success"] = new(StubHandler.Reply(200, TestClient.ImageReply())),
        ["401 that quotes the key"] = new(
            StubHandler.Reply(401, TestClient.Error(401, "UNAUTHENTICATED", "Bad key " + Key))
        ),
        ["401 in words that quotes the key"] = new(StubHandler.Reply(401, "no such key: " + Key, "text/plain")),
        ["400 with a violation that quotes the key"] = new(
            StubHandler.Reply(
                400,
                TestClient.Error(
                    400,
                    "INVALID_ARGUMENT",
                    "Bad.",
                    $$"""[{"@type":"google.rpc.BadRequest","fieldViolations":[{"field":"{{Key}}","description":"{{Key}}"}]}]"""
                )
            )
        ),
        ["200 with an error that quotes the key"] = new(StubHandler.Reply(200, TestClient.Error(401, "X", Key))),
        ["page that quotes the key"] = new(StubHandler.Reply(200, $"<html><title>{Key}</title></html>", "text/html")),
        ["words that quote the key"] = new(StubHandler.Reply(200, "key " + Key, "text/plain")),
        ["request id that is the key"] = new(
            StubHandler.Reply(500, "{}", change: message => message.Headers.Add("x-request-id", Key))
        ),
        ["redirect"] = new(
            StubHandler.Reply(307, "", change: message => message.Headers.Location = new Uri("https://evil.example/"))
        ),
        ["redirect that quotes the key"] = new(
            StubHandler.Reply(307, "", change: message => message.Headers.Location = new Uri($"https://{Key}.example/"))
        ),
        ["connection"] = new(StubHandler.Fail(() => new HttpRequestException("refused", new IOException("reset")))),
        ["refusal"] = new(StubHandler.Reply(200, """{"promptFeedback":{"blockReason":"SAFETY"}}""")),
        ["text that quotes the key"] = new(
            StubHandler.Reply(
                200,
                $$$"""{"candidates":[{"content":{"parts":[{"text":"{{{Key}}}"}]},"finishReason":"STOP"}]}"""
            )
        ),
        ["reply that names the key everywhere"] = new(
            StubHandler.Reply(200, Echo(TestClient.ImageReply().Replace("r-1", Key, StringComparison.Ordinal)))
        ),
        ["reply that names the key in Base64"] = new(
            StubHandler.Reply(200, Echo(TestClient.ImageReply(), Convert.ToBase64String(Encoding.UTF8.GetBytes(Key))))
        ),
        ["refusal that names the key everywhere"] = new(
            StubHandler.Reply(
                200,
                $$"""{"promptFeedback":{"blockReason":"{{Key}}"},"modelVersion":"{{Key}}","responseId":"{{Key}}"}"""
            )
        ),
        ["reason that is the key"] = new(
            StubHandler.Reply(200, $$"""{"candidates":[{"finishReason":"{{Key}}","finishMessage":"{{Key}}"}]}""")
        ),
        ["encoding that is the key"] = new(
            StubHandler.Reply(200, "{}", change: message => message.Content!.Headers.ContentEncoding.Add(Key))
        ),
        // The excerpts of a body, a title, a text, and a message end in the middle of it.
        ["page cut in the key"] = new(StubHandler.Reply(502, Filled(185) + Key + Filled(500), "text/plain")),
        ["words cut in the key"] = new(StubHandler.Reply(200, Filled(185) + Key + Filled(500), "text/plain")),
        ["words read as far as the key"] = new(StubHandler.Reply(200, Keys(4096) + Key, "text/plain")),
        ["text cut in the key"] = new(
            StubHandler.Reply(
                200,
                $$$"""{"candidates":[{"content":{"parts":[{"text":"{{{Filled(285) + Key + Filled(500)}}}"}]},"finishReason":"STOP"}]}"""
            )
        ),
        ["message cut in the key"] = new(
            StubHandler.Reply(400, TestClient.Error(400, "INVALID_ARGUMENT", Filled(1985) + Key + Filled(500)))
        ),
        ["message with the key in hexadecimal"] = new(
            StubHandler.Reply(
                400,
                TestClient.Error(400, "INVALID_ARGUMENT", Convert.ToHexString(Encoding.UTF8.GetBytes(Key)))
            )
        ),
        ["message with the key escaped"] = new(
            StubHandler.Reply(
                400,
                TestClient.Error(400, "X", string.Concat(Key.Select(unit => $"%{(int)unit:x2}"))).ToString()
            )
        ),
        ["request id in a sentence that the key ends"] = new(
            StubHandler.Reply(400, TestClient.Error(400, "X", "No. (request id: " + Key + ".)"))
        ),
    };

    private static string Filled(int length) => string.Concat(Enumerable.Repeat("no. ", length)).Substring(0, length);

    private static string Keys(int length) =>
        string.Concat(Enumerable.Repeat(Key, length)).Substring(0, length - 20) + Filled(3);

    private static string Echo(string reply, string name = Key) =>
        reply
            .Replace("gemini-3.1-flash-image", name, StringComparison.Ordinal)
            .Replace("\"STOP\"", $"\"{name}\"", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Trouble))]
    public async Task Nothing_a_call_produces_has_the_key(string trouble)
    {
        var everything = new StringBuilder();
        var log = new RecordingLoggerFactory();
        using var spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
                Write(
                    everything,
                    $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} "
                        + string.Join(' ', span.GetTagItem("gen_ai.response.finish_reasons") as string[] ?? [])
                ),
        };
        ActivitySource.AddActivityListener(spans);
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument),
        };
        meters.SetMeasurementEventCallback<double>(
            (_, _, tags, _) => Write(everything, string.Join(' ', tags.ToArray()))
        );
        meters.SetMeasurementEventCallback<int>((_, _, tags, _) => Write(everything, string.Join(' ', tags.ToArray())));
        meters.SetMeasurementEventCallback<long>(
            (_, _, tags, _) => Write(everything, string.Join(' ', tags.ToArray()))
        );
        meters.Start();
        var options = new NanoBananaOptions
        {
            ApiKey = Key,
            LoggerFactory = log,
            MaxAttempts = 1,
        };
        using var client = new NanoBananaClient(options, new HttpClient(Troubles[trouble]));

        foreach (var call in Calls(client, text => Write(everything, text)))
        {
            try
            {
                await call();
            }
            catch (NanoBananaException failure)
            {
                Write(everything, Describe(failure));
            }
        }

        Write(everything, client.ToString());
        Write(everything, string.Join('\n', log.Lines));
        log.Lines.ShouldNotBeEmpty();
        Snapshot(everything).ShouldNotContain(Key);
        // Nor half of it, nor another form of it.
        for (var at = 0; at + 12 <= Key.Length; at++)
        {
            var part = Key.Substring(at, 12);
            Snapshot(everything).ShouldNotContain(part);
            Snapshot(everything).ShouldNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes(part)));
        }

        Snapshot(everything).ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)));
        Snapshot(everything).ShouldNotContain("%41%49", Case.Insensitive);
        Troubles[trouble].Sent.ShouldAllBe(sent => sent.Headers["x-goog-api-key"] == Key);
    }

    [Fact]
    public void Options_and_keys_cannot_be_printed_dumped_or_serialized()
    {
        var options = new NanoBananaOptions { ApiKey = Key };
        using var client = new NanoBananaClient(options, new HttpClient(new StubHandler(StubHandler.Hang)));
        var endpoint = new ContractEndpoint(new Uri("https://host")) { ApiKey = Key };

        var printed = new StringBuilder();
        foreach (var value in new object[] { options, options.ApiKey!, client, endpoint })
        {
            printed.AppendLine(value.ToString());
            printed.AppendLine(
                JsonSerializer.Serialize(
                    value is NanoBananaClient ? client.ToString()
                    : value is NanoBananaOptions ? new { options.ApiKey }
                    : value
                )
            );
            printed.AppendLine(value.GetType().GetCustomAttribute<DebuggerDisplayAttribute>()?.Value);
            foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                printed.AppendLine(property.GetValue(value)?.ToString());
            }
        }

        printed.ToString().ShouldNotContain(Key);
        printed.ToString().ShouldContain("[API key]");
    }

    [Theory]
    [InlineData("abc\r\nX-Evil: 1")]
    [InlineData("a b")]
    [InlineData("schlüssel")]
    [InlineData("a\0b")]
    public void A_key_that_could_be_more_than_a_key_is_refused_without_being_shown(string key)
    {
        var failure = Should.Throw<NanoBananaException>(() => new ApiKey(key));

        failure.Kind.ShouldBe(FailureKind.MissingApiKey);
        failure.Message.ShouldNotContain(key);
        failure.Message.ShouldNotContain("Evil");
    }

    [Fact]
    public async Task The_line_break_of_a_key_file_is_taken_off()
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = new NanoBananaClient(
            new NanoBananaOptions { ApiKey = "  " + Key + "\r\n" },
            new HttpClient(handler)
        );

        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        handler.Sent[0].Headers["x-goog-api-key"].ShouldBe(Key);
    }

    [Fact]
    public async Task Base64_of_a_reply_is_not_logged()
    {
        var log = new RecordingLoggerFactory();
        var handler = new StubHandler(
            StubHandler.Reply(
                200,
                $$$"""{"candidates":[{"content":{"parts":[{"text":"data:{{{new string('Q', 600)}}}"}]},"finishReason":"STOP"}]}"""
            ),
            StubHandler.Reply(400, TestClient.Error(400, "INVALID_ARGUMENT", "bad bytes " + new string('Q', 600)))
        );
        using var client = TestClient.Create(handler, options => options with { LoggerFactory = log, MaxAttempts = 1 });
        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken).FailureOf();
        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken).FailureOf();

        string.Join('\n', log.Lines).ShouldNotContain("QQQQ");
    }

    private static IEnumerable<Func<Task>> Calls(NanoBananaClient client, Action<string> write)
    {
        yield return async () =>
        {
            var reply = await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);
            write($"{reply} {reply.RequestId}");
        };
        yield return async () =>
        {
            await foreach (
                var _ in client.StreamGenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            ) { }
        };
        yield return () =>
            client.SaveImageAsync(
                TestClient.Request,
                new MemoryStream(),
                cancellationToken: TestContext.Current.CancellationToken
            );
    }

    /// <summary>Everything an exception says about itself. The reply is the caller's own business.</summary>
    private static string Describe(NanoBananaException failure) =>
        string.Join(
            '\n',
            failure.ToString(),
            failure.WhatHappened,
            failure.Cure,
            failure.HelpLink,
            failure.ProviderCode,
            failure.ProviderStatus,
            failure.ProviderMessage,
            failure.RequestId,
            failure.Error?.Message,
            failure.Error?.RequestId,
            string.Join(' ', failure.Error?.FieldViolations ?? []),
            string.Join(' ', failure.Error?.HelpLinks ?? [])
        );

    private static void Write(StringBuilder to, string text)
    {
        lock (to)
        {
            to.AppendLine(text);
        }
    }

    private static string Snapshot(StringBuilder from)
    {
        lock (from)
        {
            return from.ToString();
        }
    }
}
