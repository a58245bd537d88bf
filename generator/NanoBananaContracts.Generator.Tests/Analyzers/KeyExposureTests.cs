namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0015")]
public sealed class KeyExposureTests
{
    private const string Key = """var key = Environment.GetEnvironmentVariable("GEMINI_API_KEY");""";

    private static string Method(string body) =>
        ConsumerCode.Method(
            "ILogger logger, HttpRequestMessage call, NanoBananaOptions options, IConfiguration configuration, string url, string apiKey",
            body
        );

    [Theory]
    [InlineData(Key + """ var address = $"{url}/models?key={[|key|]}";""")]
    [InlineData(Key + """ var address = url + "?key=" + [|key|];""")]
    [InlineData(Key + """ var address = url + "?alt=sse&key=" + [|key|] + "&x=1";""")]
    [InlineData("""options.ApiKey = apiKey; var address = $"{url}?key={[|apiKey|]}";""")]
    [InlineData("""var address = $"{url}?key={[|configuration["NanoBanana:ApiKey"]|]}";""")]
    [InlineData("""var key = new ApiKey(apiKey); var address = new Uri($"{url}?key={[|apiKey|]}");""")]
    public Task A_key_in_a_url_is_reported(string body) => AnalyzerRun.Expect("NBC0015", Method(body));

    [Theory]
    [InlineData(Key + """ logger.LogInformation("Key {Key}", [|key|]);""")]
    [InlineData(Key + """ logger.LogDebug($"Key {[|key|]}");""")]
    [InlineData(Key + """ Console.WriteLine([|key|]);""")]
    [InlineData(Key + """ Console.Error.WriteLine("The key is " + [|key|]);""")]
    [InlineData(Key + """ throw new InvalidOperationException($"{[|key|]} was refused");""")]
    [InlineData("""Console.WriteLine([|Environment.GetEnvironmentVariable("WISDOM_GATE_KEY")|]);""")]
    [InlineData("""options.ApiKey = apiKey; System.Diagnostics.Debug.WriteLine([|apiKey|]);""")]
    public Task A_key_in_a_log_or_an_error_is_reported(string body) => AnalyzerRun.Expect("NBC0015", Method(body));

    [Theory]
    [InlineData("""call.Headers.Add("x-goog-api-key", [|options.ApiKey!.ToString()|]);""")]
    [InlineData("""call.Headers.Add("x-goog-api-key", $"{[|options.ApiKey|]}");""")]
    [InlineData("""var address = url + "?key=" + [|options.ApiKey|];""")]
    [InlineData("""var text = options.ApiKey?[|.ToString()|];""")]
    public Task The_text_of_a_key_that_has_none_is_reported(string body) => AnalyzerRun.Expect("NBC0015", Method(body));

    [Theory]
    [InlineData(Key + """ options.ApiKey = key; call.Headers.Add("x-goog-api-key", key);""")]
    [InlineData(Key + """ Console.WriteLine(key is null ? "no key" : "a key");""")]
    [InlineData(Key + """ Console.WriteLine($"{key?.Length} characters");""")]
    [InlineData(Key + """ var header = $"Bearer {key}";""")]
    [InlineData("""var key = Environment.GetEnvironmentVariable("MAPS_KEY"); var address = $"{url}?key={key}";""")]
    [InlineData("""var address = $"{url}?key={apiKey}";""")]
    [InlineData("""foreach (var key in new[] { "a" }) { Console.WriteLine(key); }""")]
    [InlineData("""logger.LogInformation("Key {Key}", options.ApiKey);""")]
    [InlineData("""logger.LogInformation($"Key {options.ApiKey}");""")]
    [InlineData("""var text = options.ToString();""")]
    public Task A_key_that_stays_unread_is_not_reported(string body) => AnalyzerRun.Silent(Method(body));

    [Fact]
    public Task What_a_method_of_the_logger_generator_is_given_is_reported() =>
        AnalyzerRun.Expect(
            "NBC0015",
            ConsumerCode.Members(
                """
                public static void Run(NanoBananaOptions options, string apiKey, ILogger logger)
                    {
                        options.ApiKey = apiKey;
                        Log.Started(logger, [|apiKey|]);
                    }
                """
            )
                + """
                internal static partial class Log
                {
                    [LoggerMessage(1, LogLevel.Information, "Started with {ApiKey}")]
                    public static partial void Started(ILogger logger, string apiKey);

                    public static partial void Started(ILogger logger, string apiKey) { }
                }
                """
        );
}
