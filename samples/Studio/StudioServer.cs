using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NanoBananaContracts;

namespace Studio;

/// <summary>The page, what it asks for, and the pictures it shows; on this machine alone.</summary>
public sealed class StudioServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly Atelier atelier;

    private StudioServer(WebApplication application, Atelier atelier)
    {
        (this.application, this.atelier) = (application, atelier);
        Address = new Uri(application.Urls.Single());
    }

    public Uri Address { get; }

    public static async Task<StudioServer> StartAsync(
        bool live,
        int port,
        CancellationToken cancellationToken = default
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var application = builder.Build();
        var atelier = new Atelier(live);
        application.Use(RefuseStrangers);
        application.MapGet("/", () => Results.Text(Page(), "text/html; charset=utf-8"));
        application.MapGet("/choices", () => Results.Json(Choices.All(live)));
        application.MapPost(
            "/pictures",
            (PictureOrder order, CancellationToken token) => PaintAsync(atelier, order, token)
        );
        application.MapGet(
            "/pictures/{id:int}",
            (int id) =>
                atelier.Find(id) is { } picture ? Results.Bytes(picture.Bytes, picture.MediaType) : Results.NotFound()
        );
        await application.StartAsync(cancellationToken);
        return new StudioServer(application, atelier);
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await atelier.DisposeAsync();
    }

    /// <summary>
    /// Another site's page can send requests here, too, and with --live they cost money: the name in the address bar must
    /// be this machine's, and a request that paints must be JSON, which no foreign page may send unasked.
    /// </summary>
    private static Task RefuseStrangers(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host.Host;
        if (host is not ("127.0.0.1" or "localhost"))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; img-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
            // A page that frames this one could have its visitor click where it costs money.
            + "frame-ancestors 'none'; form-action 'none'; base-uri 'none'";
        context.Response.Headers.XFrameOptions = "DENY";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return next(context);
    }

    private static async Task<IResult> PaintAsync(
        Atelier atelier,
        PictureOrder order,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return Results.Json(await atelier.PaintAsync(order, cancellationToken));
        }
        catch (NanoBananaException exception)
        {
            return Refusal(exception.Kind, exception.Message, exception.HelpLink);
        }
        catch (ArgumentException exception)
        {
            // A field that is missing or empty.
            return Refusal(FailureKind.InvalidRequest, exception.Message, null);
        }
    }

    private static IResult Refusal(FailureKind kind, string message, string? help) =>
        Results.Json(
            new
            {
                kind = kind.ToString(),
                message,
                help,
            },
            statusCode: StatusCodes.Status422UnprocessableEntity
        );

    private static string Page()
    {
        using var stream = typeof(StudioServer).Assembly.GetManifestResourceStream("Studio.page.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
