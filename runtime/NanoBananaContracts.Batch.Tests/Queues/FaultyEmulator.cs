using System.Globalization;
using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Batch.Tests.Queues;

/// <summary>An emulator with a bad network before it: random delays, refusals for the rate, and overload. Those bill nothing.</summary>
internal static class FaultyEmulator
{
    public const string Key = "test-key-0123456789";

    /// <summary>Starts one.</summary>
    /// <param name="seed">What the faults follow.</param>
    /// <param name="longest">The longest delay of a call.</param>
    public static Task<EmulatorServer> StartAsync(int seed, TimeSpan longest)
    {
        var chance = new Random(seed);
        return EmulatorServer.StartAsync(
            new EmulatorOptions
            {
                Provider = ProviderInfo.WisGate,
                ApiKey = Key,
                ThoughtSignatureBytes = 64,
            },
            answer =>
                async context =>
                {
                    double fault;
                    TimeSpan delay;
                    lock (chance)
                    {
                        (fault, delay) = (chance.NextDouble(), longest * chance.NextDouble());
                    }

                    await Task.Delay(delay, context.RequestAborted);
                    if (fault < 0.02)
                    {
                        context.Response.Headers.RetryAfter = "1";
                        await RefuseAsync(context, 429, "RESOURCE_EXHAUSTED");
                    }
                    else if (fault < 0.05)
                    {
                        await RefuseAsync(context, 503, "UNAVAILABLE");
                    }
                    else
                    {
                        await answer(context);
                    }
                },
            TestContext.Current.CancellationToken
        );
    }

    private static Task RefuseAsync(HttpContext context, int status, string name)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=UTF-8";
        return context.Response.WriteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"error":{"code":{{{status}}},"message":"Not now.","status":"{{{name}}}"}}"""
            ),
            context.RequestAborted
        );
    }
}
