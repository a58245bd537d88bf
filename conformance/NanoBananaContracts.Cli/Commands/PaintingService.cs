using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>What paints: the service that the command line or the environment names, or an emulator in this process.</summary>
internal sealed class PaintingService : IAsyncDisposable
{
    // Any word is one to the emulator, and nobody else is given it.
    private const string EmulatedKey = "key-of-the-emulator";
    private const string EmulatedPlace = "emulated";

    // Stands where a key would, in a client that sends nothing.
    private const string NoKey = "key-that-is-never-sent";

    // Only says that nothing of an address in the environment counts: the emulator takes a free port.
    private static readonly Uri ThisMachine = new("http://127.0.0.1/");

    private readonly EmulatorServer? emulator;
    private readonly SecretScrubber scrubber;

    private PaintingService(LiveTarget target, string key, NanoBananaClient client, EmulatorServer? emulator)
    {
        Target = target;
        Client = client;
        this.emulator = emulator;
        scrubber = new SecretScrubber(key);
    }

    /// <summary>Whose dialect, and where it is.</summary>
    public LiveTarget Target { get; }

    /// <summary>Calls it.</summary>
    public NanoBananaClient Client { get; }

    /// <summary>Whether nothing leaves this process, and nothing is billed.</summary>
    public bool IsEmulated => emulator is not null;

    /// <summary>The service's name, and its address where that is not its own.</summary>
    public string Where =>
        IsEmulated ? $"an emulator of {Target.Provider.Name}"
        : Target.Endpoint == Target.Provider.BaseAddress ? Target.Provider.Name
        : $"{Target.Provider.Name} ({Target.Endpoint.GetLeftPart(UriPartial.Authority)})";

    /// <summary>Finds the key and makes the client; starts the emulator where one was asked for.</summary>
    /// <exception cref="CommandException">There is no key, or what was said cannot be called.</exception>
    public static async Task<PaintingService> StartAsync(
        CommandHost host,
        PaintingOrder order,
        CancellationToken cancellationToken
    )
    {
        if (!order.IsEmulated)
        {
            var called = new LiveTarget(host, order.Provider, order.Endpoint);
            var key = order.IsDry ? NoKey : KeyOf(called);
            return new(called, key, Connect(host, called.Provider, called.Endpoint, key, order), null);
        }

        var target = new LiveTarget(host, order.Provider, ThisMachine, StandIn);
        var emulator = await EmulatorServer
            .StartAsync(new() { Provider = target.Provider, Time = host.Time }, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            var client = Connect(host, target.Provider, emulator.BaseAddress, EmulatedKey, order);
            return new(target, EmulatedKey, client, emulator);
        }
        catch
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        // What stands in the provider's own address, a project for one, is nobody's here.
        string? StandIn(string variable) =>
            order.Provider?.Placeholders.FirstOrDefault(place => place.Variable == variable) is { } place
                ? place.Default ?? EmulatedPlace
                : host.Variable(variable);
    }

    /// <summary>How long the service usually takes; the emulator takes none of it, so that nothing is known there.</summary>
    public TimeSpan? UsualTime(GenerateContentRequest request) =>
        IsEmulated ? null : Client.Provider.FindModel(request.Model ?? Client.Model)?.NominalTime;

    /// <summary>A text of the model's or the service's without the key.</summary>
    public string Scrub(string text) => scrubber.Scrub(text);

    /// <summary>A text of the model's as lines of a terminal, set in, without the key.</summary>
    public IEnumerable<string> Lines(string text) => TerminalText.Lines(ForeignText.Lines(Scrub(text)), "  ");

    /// <summary>Which model where, what is asked of it and what that costs: said before anything is sent.</summary>
    public string Plan(int calls, GenerateContentRequest request, PicturePrice price, Budget budget)
    {
        var config = request.GenerationConfig?.ImageConfig;
        var asked = string.Concat(
            new[] { config?.AspectRatio?.Value, config?.ImageSize?.Value }
                .OfType<string>()
                .Select(value => ", " + value)
        );
        var sum =
            calls > 1 && price.MostUsd is { } most ? $"; all {calls} at most {PicturePrice.Dollars(calls * most)}" : "";
        var limit = price.Usd is null ? "" : $", limit {PicturePrice.Dollars(budget.LimitUsd)}";
        var model = request.Model ?? Client.Model;
        return ForeignText.Line(
            $"{Counting.Of(calls, "picture")} of {model} at {Where}{asked}: {price.ToText()}{sum}{limit}.{(IsEmulated ? " Nothing is billed here." : "")} {ModelQuestion.Of(Target.Provider, model)}".TrimEnd()
        );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (emulator is not null)
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static string KeyOf(LiveTarget target)
    {
        try
        {
            return target.Key();
        }
        catch (CommandException exception)
        {
            throw new CommandException(
                exception.ExitCode,
                $"{exception.Message} Or try it without a key, for nothing: --emulator.",
                exception
            );
        }
    }

    private static NanoBananaClient Connect(
        CommandHost host,
        ProviderInfo provider,
        Uri address,
        string key,
        PaintingOrder order
    )
    {
        try
        {
            var options = new NanoBananaOptions
            {
                Provider = provider,
                BaseAddress = address,
                ApiKey = new ApiKey(key),
                Model = order.Model,
                TimeProvider = host.Time,
            };
            return new NanoBananaClient(order.IsSentOnce ? options with { MaxAttempts = 1 } : options);
        }
        catch (Exception exception) when (exception is NanoBananaException or ArgumentException)
        {
            throw new CommandException(ExitCodes.Usage, exception.Message, exception);
        }
    }
}
