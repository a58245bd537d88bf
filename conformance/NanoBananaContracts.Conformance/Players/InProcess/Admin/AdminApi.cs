using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Players.InProcess.Admin;

/// <summary>
/// The part of WireMock's admin API that client libraries use, under <c>/__admin</c>. Recording is left out on
/// purpose: WireMock's writes keys to disk.
/// </summary>
internal sealed class AdminApi
{
    public const string Prefix = "/__admin";

    private readonly IReadOnlyList<AdminRoute> _routes;

    public AdminApi(StubRepository stubs, RequestJournal journal, Func<Uri> server, TimeProvider clock)
    {
        var mappings = new MappingsAdmin(stubs);
        var requests = new RequestsAdmin(stubs, journal, server, clock);
        var scenarios = new ScenariosAdmin(stubs);
        _routes =
        [
            .. mappings.Routes,
            .. requests.Routes,
            .. scenarios.Routes,
            new AdminRoute("GET", "", _ => mappings.List()),
            new AdminRoute(
                "POST",
                "reset",
                _ =>
                {
                    mappings.Reset();
                    journal.Clear();
                    stubs.ResetScenarios();
                    return AdminReply.Ok;
                }
            ),
            new AdminRoute(
                "GET",
                "settings",
                _ => new AdminReply(
                    200,
                    new JsonObject { ["settings"] = new JsonObject { ["proxyPassThrough"] = false } }
                )
            ),
            new AdminRoute("POST", "settings", ChangeSettings),
            new AdminRoute("PUT", "settings", ChangeSettings),
            new AdminRoute(
                "GET",
                "health",
                _ => new AdminReply(
                    200,
                    new JsonObject { ["status"] = "healthy", ["version"] = WireMock.WireMockJar.Version }
                )
            ),
            new AdminRoute(
                "GET",
                "version",
                _ => new AdminReply(200, new JsonObject { ["version"] = WireMock.WireMockJar.Version })
            ),
            new AdminRoute(
                "GET",
                "recordings/status",
                _ => new AdminReply(200, new JsonObject { ["status"] = "NeverStarted" })
            ),
            new AdminRoute(
                "POST",
                "recordings/{action}",
                _ =>
                    AdminReply.Error(
                        422,
                        10,
                        "Recording is not played: it would write keys to disk. Use \"nanobanana record\"."
                    )
            ),
        ];
    }

    /// <summary>Answers a request under <see cref="Prefix"/>.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value![Prefix.Length..].Trim('/');
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        var reply = Answer(new AdminCall(context.Request.Method, path, context.Request.Query, body.ToArray()));
        context.Response.StatusCode = reply.Status;
        if (reply.Body is null)
            return;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(reply.Body.ToJsonString(), context.RequestAborted).ConfigureAwait(false);
    }

    private AdminReply Answer(AdminCall call)
    {
        foreach (var route in _routes)
        {
            if (route.TryMatch(call) is { } matched)
                return route.Handle(matched);
        }

        return AdminReply.NotFound;
    }

    private static AdminReply ChangeSettings(AdminCall call)
    {
        var problems = new List<JsonProblem>();
        if (StrictJson.Parse(call.Body, problems) is { } root && root.AsObject() is { } reader)
        {
            foreach (var name in new[] { "fixedDelay", "delayDistribution" })
            {
                if (reader.Optional(name) is { Kind: not System.Text.Json.JsonValueKind.Null })
                    reader.Refuse(name, "Delays for all stubs at once are not played; give them to the stubs.");
            }

            reader.Allow("extended");
            reader.Allow("proxyPassThrough");
            reader.Finish();
        }

        return problems.Count == 0 ? AdminReply.Ok : AdminReply.Unreadable(problems);
    }
}
