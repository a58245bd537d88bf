using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>What <c>serve</c> says while it serves, a line each: where it listens, every request, and in the end the sum.</summary>
/// <param name="output">Where to; requests that end at once are told one after another.</param>
internal abstract class ServedLines(TextWriter output)
{
    /// <summary>Where it listens.</summary>
    public abstract void Listening(EmulatorServer server);

    /// <summary>A request that was answered.</summary>
    public abstract void Answered(EmulatedExchange exchange);

    /// <summary>What it was in all.</summary>
    public abstract void Ended(EmulatorServer server);

    // What a request names is the client's text: a terminal shows it and does not obey it.
    protected void Say(string line)
    {
        lock (output)
        {
            output.WriteLine(ForeignText.Line(line));
            output.Flush();
        }
    }
}

/// <summary>The lines for people.</summary>
internal sealed class ServedText(TextWriter output) : ServedLines(output)
{
    public override void Listening(EmulatorServer server)
    {
        var (options, provider) = (server.Options, server.Options.Provider);
        var keys = options.ApiKey is null ? "any key" : "one key only";
        Say(
            FormattableString.Invariant(
                $"Emulating {provider.Name} on {server.BaseAddress} ({keys}, {options.Latency.TotalSeconds} s a reply). Ctrl+C ends it."
            )
        );
        Say(
            $"POST {server.BaseAddress.AbsoluteUri.TrimEnd('/')}{provider.PathTemplate.Replace("{model}", provider.DefaultModel, StringComparison.Ordinal)}:generateContent"
        );
    }

    public override void Answered(EmulatedExchange exchange) => Say(exchange.ToString());

    public override void Ended(EmulatorServer server) =>
        Say(
            $"Answered {Counting.Of(server.RequestCount, "request")}; {Billed(server.BilledImageCount, server.Options.Provider)}."
        );

    private static string Billed(int count, ProviderInfo provider) =>
        provider.BillsRepliesWithoutImage
            ? $"{Counting.Of(count, "call")} would have been billed, with a picture or without"
            : $"{Counting.Of(count, "picture")} would have been billed";
}

/// <summary>The lines for scripts: an object each, with its <c>type</c>.</summary>
internal sealed class ServedJson(TextWriter output) : ServedLines(output)
{
    public override void Listening(EmulatorServer server) =>
        Say(
            JsonLine.Of(json =>
            {
                json.WriteString("type", "listening");
                json.WriteString("address", server.BaseAddress.AbsoluteUri);
                json.WriteString("provider", server.Options.Provider.Id);
                json.WriteString("model", server.Options.Provider.DefaultModel);
            })
        );

    public override void Answered(EmulatedExchange exchange) =>
        Say(
            JsonLine.Of(json =>
            {
                json.WriteString("type", "request");
                json.WriteString("method", exchange.Method);
                json.WriteString("path", exchange.Path);
                json.WriteString("model", exchange.Model);
                json.WriteNumber("status", exchange.StatusCode);
                json.WriteString("verdict", exchange.Verdict);
                json.WriteNumber("milliseconds", Math.Round(exchange.Elapsed.TotalMilliseconds));
            })
        );

    public override void Ended(EmulatorServer server) =>
        Say(
            JsonLine.Of(json =>
            {
                json.WriteString("type", "end");
                json.WriteNumber("requests", server.RequestCount);
                json.WriteNumber("billed", server.BilledImageCount);
            })
        );
}
