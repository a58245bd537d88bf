using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NanoBananaContracts.Serialization;
using OwnSchema.Easel;

namespace OwnSchema;

/// <summary>A stand-in for the invented service, on a free loopback port; it reads requests by the same contract.</summary>
internal sealed class Studio : IAsyncDisposable
{
    // The smallest PNG there is: one pixel.
    private const string Painting =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    private readonly WebApplication application;

    private Studio(WebApplication application) => this.application = application;

    /// <summary>Where it listens.</summary>
    public Uri Address =>
        new(
            application
                .Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.First()
        );

    /// <summary>Bodies as they came over the wire, the latest last.</summary>
    public List<string> Received { get; } = [];

    /// <summary>Starts one.</summary>
    public static async Task<Studio> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var studio = new Studio(application);
        application.MapPost("/v1/studios/{studio}/canvases:paint", studio.PaintAsync);
        await application.StartAsync();
        return studio;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task PaintAsync(HttpContext context, string studio, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        var request = Easel.ContractOperations.Paint.ParseRequest(body.ToArray());
        Received.Add(request.ToJson());
        var violations = ContractValidator.Validate(request, ContractDirection.Request);
        if (violations.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(violations[0].ToString(), cancellationToken);
            return;
        }

        var reply = new PaintReply
        {
            Painting = Base64Data.FromBase64(Painting),
            Canvas = request.Canvas ?? Canvas.Small,
            DryingTime = TimeSpan.FromHours(36.5),
        };
        context.Response.ContentType = "application/json";
        await context.Response.BodyWriter.WriteAsync(reply.ToUtf8Json(studio), cancellationToken);
    }
}
