using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using NanoBananaContracts;

namespace Studio;

/// <summary>The page, what it asks for, and the pictures it shows; on this machine alone.</summary>
public sealed class StudioServer : IAsyncDisposable
{
    private readonly StudioOptions options;
    private readonly WebApplication application;
    private readonly Services services;
    private readonly Gallery gallery;
    private readonly InputPictures inputs = new();
    private readonly Money money;
    private readonly Orders orders;
    private readonly Jobs jobs;
    private readonly Events events = new();
    private Task<StudioEnd>? ending;

    private StudioServer(StudioOptions options, WebApplication application)
    {
        (this.options, this.application) = (options, application);
        gallery = new Gallery(options);
        services = new Services(options);
        money = new Money(options.CapUsd);
        orders = new Orders(gallery, inputs, services);
        jobs = new Jobs(options, new Painter(options, services, gallery), gallery, money);
        gallery.Changed += (turn, id) => events.Tell(turn is null ? "gone" : "turn", turn ?? (object)new { id });
        money.Changed += state => events.Tell("money", state);
        jobs.Changed += job => events.Tell("job", job);
    }

    public Uri Address => new(application.Urls.Single());

    /// <summary>Where pictures and turns are kept.</summary>
    public string DataFolder => gallery.Folder;

    /// <exception cref="IOException">The port is taken, or the folder for the pictures.</exception>
    public static async Task<StudioServer> StartAsync(
        StudioOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var studio = new StudioServer(options, builder.Build());
        try
        {
            studio.Map();
            await studio.application.StartAsync(cancellationToken);
            return studio;
        }
        catch
        {
            await studio.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it: what is being made is given up, and what the disk did not take is tried a last time.</summary>
    /// <returns>What is to be said of that.</returns>
    public Task<StudioEnd> EndAsync() => ending ??= EndOnceAsync();

    public async ValueTask DisposeAsync() => await EndAsync();

    private static IResult Refusal(ShownFailure failure) =>
        Results.Json(failure, statusCode: StatusCodes.Status422UnprocessableEntity);

    private async Task<StudioEnd> EndOnceAsync()
    {
        events.End();
        var givenUp = await jobs.EndAsync();
        await application.DisposeAsync();
        await services.DisposeAsync();
        var lost = await gallery.WriteAgainAsync();
        var pictures = gallery.Turns.Count(turn => turn.NotOnDisk is null && turn.Pictures.Count > 0);
        gallery.Dispose();
        events.Dispose();
        return new StudioEnd(gallery.Folder, pictures, lost, givenUp, options.Live);
    }

    private void Map()
    {
        application.Use(Guards.HandleAsync);
        application.MapGet("/", () => Assets.Find("index.html"));
        application.MapGet("/{name}", (string name) => Assets.Find(name));
        application.MapGet("/api/choices", () => Results.Json(Choices.All(options, services)));
        application.MapGet("/api/faults", () => Results.Json(Faults.All));
        application.MapGet(
            "/api/events",
            (CancellationToken gone) => TypedResults.ServerSentEvents(events.ListenAsync(State, gone))
        );
        application.MapGet("/api/turns/{id}/order", OrderOfAsync);
        application.MapGet("/api/turns/{id}/{file}", PictureOf);
        application.MapDelete("/api/turns/{id}", RemoveAsync);
        application.MapPost(
            "/api/unwritten",
            async () => Results.Json(new { left = (await gallery.WriteAgainAsync()).Count })
        );
        application.MapPost("/api/inputs", AddInputAsync);
        application.MapGet("/api/inputs/{id}", InputOf);
        application.MapPost("/api/jobs", OrderAsync);
        application.MapDelete(
            "/api/jobs/{id}",
            (string id) => jobs.Cancel(id) ? Results.NoContent() : Results.NotFound()
        );
        application.MapGet("/api/jobs/{id}/reply", ReplyOf);
        application.MapPost("/api/snippets", SnippetsAsync);
        application.MapPut("/api/cap", (CapOrder cap) => SetCap(cap.Usd));
    }

    private object State() =>
        new
        {
            instance = events.Instance,
            money = money.State,
            jobs = jobs.All,
            turns = gallery.Turns,
        };

    private IResult SetCap(decimal? usd)
    {
        if (usd is < 0)
        {
            return Refusal(new ShownFailure("InvalidRequest", "A cap is not below nothing.", "Write it like 2.50."));
        }

        money.SetCap(usd);
        return Results.NoContent();
    }

    private IResult PictureOf(HttpContext context, string id, string file)
    {
        if (gallery.OpenPicture(id, file) is not { } found)
        {
            return Results.NotFound();
        }

        // It never changes, and its name belongs to it alone.
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Stream(found.Bytes, found.MediaType);
    }

    private async Task<IResult> RemoveAsync(string id)
    {
        try
        {
            return await gallery.RemoveAsync(id) ? Results.NoContent() : Results.NotFound();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refusal(
                new ShownFailure(
                    "NotDeleted",
                    $"It could not be deleted: {exception.Message}",
                    $"See to {gallery.Folder}, then delete it again."
                )
            );
        }
    }

    /// <summary>The bytes of a failing reply. They are a file, which a browser shows to nobody as a page.</summary>
    private IResult ReplyOf(string id) =>
        jobs.FindReply(id) is { } kept
            ? Results.File(kept.Bytes, "application/octet-stream", kept.IsText ? "reply.txt" : "reply.bin")
            : Results.NotFound();

    /// <summary>What led to a turn, to be asked for again: its pictures are handed in again.</summary>
    private async Task<IResult> OrderOfAsync(string id, CancellationToken cancellationToken)
    {
        if (gallery.Find(id) is not { } turn)
        {
            return Results.NotFound();
        }

        var handedIn = new List<string>();
        foreach (var input in turn.Inputs)
        {
            handedIn.Add(inputs.Add(await gallery.ReadAsync(turn, input.File, cancellationToken)).Id);
        }

        return Results.Json(
            new PictureOrder
            {
                Provider = turn.Provider,
                Model = turn.Model,
                Prompt = turn.Prompt,
                AspectRatio = turn.AspectRatio,
                ImageSize = turn.ImageSize,
                Parent = turn.Parent,
                Inputs = handedIn,
                Drafts = turn.Drafts,
            }
        );
    }

    private IResult InputOf(HttpContext context, string id)
    {
        if (inputs.Find(id) is not { } found)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Bytes(found.Bytes, found.Facts.MediaType);
    }

    private async Task<IResult> AddInputAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.ContentType != "application/octet-stream")
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        // Somewhat more is read, so that whoever sends it hears why it is refused; beyond that the server hangs up.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = 2 * InputPictures.MostBytes;
        }

        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, cancellationToken);
        if (bytes.Length > InputPictures.MostBytes)
        {
            return Refusal(
                new ShownFailure(
                    nameof(FailureKind.RequestTooLarge),
                    $"The picture is larger than {InputPictures.MostBytes / 1_000_000} MB.",
                    "Make it smaller; nothing of it is needed beyond the pixels of a 4K picture."
                )
            );
        }

        try
        {
            var picture = inputs.Add(bytes.ToArray());
            return Results.Json(new { id = picture.Id, picture.Facts });
        }
        catch (NanoBananaException exception)
        {
            return Refusal(Failures.Of(exception, ProviderInfo.WisGate));
        }
    }

    private async Task<IResult> OrderAsync(PictureOrder order, CancellationToken cancellationToken)
    {
        try
        {
            var job = string.IsNullOrEmpty(order.Fault)
                ? jobs.Start(await orders.ReadAsync(order, cancellationToken))
                : jobs.StartFault(order.Fault);
            return Results.Json(job, statusCode: StatusCodes.Status202Accepted);
        }
        catch (RefusedOrderException refused)
        {
            return Refusal(Failures.Of(refused));
        }
        catch (NanoBananaException exception)
        {
            return Refusal(Failures.Of(exception, ProviderInfo.WisGate));
        }
    }

    private async Task<IResult> SnippetsAsync(PictureOrder order, CancellationToken cancellationToken)
    {
        try
        {
            return Results.Json(Snippets.Of(await orders.ReadAsync(order, cancellationToken)));
        }
        catch (RefusedOrderException refused)
        {
            return Refusal(Failures.Of(refused));
        }
        catch (NanoBananaException exception)
        {
            return Refusal(Failures.Of(exception, ProviderInfo.WisGate));
        }
    }

    /// <summary>What may be spent; null for no limit.</summary>
    private sealed record CapOrder(decimal? Usd);
}
