using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NanoBananaContracts.Conformance.Players.InProcess;
using NanoBananaContracts.Conformance.Players.InProcess.Admin;
using NanoBananaContracts.Conformance.Players.Matching;
using NanoBananaContracts.Emulator.Hosting;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>
/// Plays WireMock 3 stubs in this process, on Kestrel, on a loopback port of its own. Differential tests hold it to
/// the original server.
/// </summary>
public sealed class InProcessPlayer : IStubPlayer
{
    /// <summary>How long the journal waits for answers under way, in real time: the system tells of a hang-up at once.</summary>
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(1);

    private readonly StubRepository _stubs = new();
    private readonly RequestJournal _journal = new();
    private readonly InProcessPlayerOptions _options;
    private readonly StubResponder _responder;
    private readonly AdminApi? _admin;
    private readonly TimeProvider _clock;
    private LoopbackServer _server = null!;

    private InProcessPlayer(InProcessPlayerOptions options)
    {
        _options = options;
        _clock = options.TimeProvider;
        _responder = new StubResponder(_clock, options.TimeScale, options.Random);
        _admin = options.AdminApi ? new AdminApi(_stubs, _journal, () => BaseAddress, _clock) : null;
    }

    /// <inheritdoc/>
    public string Name => "kestrel";

    /// <inheritdoc/>
    public Uri BaseAddress => _server.Address;

    /// <inheritdoc/>
    public double TimeScale => _options.TimeScale;

    /// <summary>Starts a player without stubs.</summary>
    /// <param name="options">How to play; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<InProcessPlayer> StartAsync(
        InProcessPlayerOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var player = new InProcessPlayer(options ?? new InProcessPlayerOptions());
        player._server = await LoopbackServer
            .StartAsync(player._options.Port, player.HandleAsync, cancellationToken)
            .ConfigureAwait(false);
        return player;
    }

    /// <inheritdoc/>
    public Task LoadAsync(StubSet stubs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stubs);
        _stubs.Replace(stubs);
        _journal.Clear();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A client that has hung up is noticed a moment later than it is gone: answers under way get that moment, so that the
    /// journal says how they ended.
    /// </remarks>
    public async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _journal.WhenSettled().WaitAsync(LongestGoodbye, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The client still listens: its entry says that the answer is under way.
        }

        return _journal.Entries;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (_admin is not null && context.Request.Path.StartsWithSegments(AdminApi.Prefix, StringComparison.Ordinal))
        {
            await _admin.HandleAsync(context).ConfigureAwait(false);
            return;
        }

        var request = await ReadRequestAsync(context).ConfigureAwait(false);
        var subject = new RequestSubject(request);
        var stub = _stubs.Serve(subject);
        var entry = new JournalEntry
        {
            Id = Guid.NewGuid(),
            Request = request,
            StubId = stub?.Id,
            StubName = stub?.Name,
            Status =
                stub is null ? StatusCodes.Status404NotFound
                : stub.Response.Fault is null ? stub.Response.Status
                : 0,
            ReceivedAt = _clock.GetUtcNow(),
            NearMisses = stub is null ? _stubs.NearestTo(subject) : [],
        };
        _journal.Add(entry);

        var hungUp = false;
        try
        {
            if (stub is null)
                await SendUnmatchedAsync(context, subject.Hidden.Request.Url, entry).ConfigureAwait(false);
            else
                await SendAsync(context, stub).ConfigureAwait(false);
        }
        catch (Exception e) when (IsHangUp(e, context))
        {
            hungUp = true;
        }
        finally
        {
            _journal.Complete(entry.Id, _clock.GetUtcNow(), hungUp);
        }
    }

    private Task SendAsync(HttpContext context, StubMapping stub)
    {
        var body = stub.Response.Body;
        if (stub.Response.BodyFileName is { } name)
        {
            if (_stubs.FindFile(name) is not { } file)
                return SendTextAsync(
                    context,
                    StatusCodes.Status500InternalServerError,
                    $"There is no body file {name}."
                );
            body = file;
        }

        return _responder.SendAsync(context, stub, body);
    }

    private static bool IsHangUp(Exception e, HttpContext context) =>
        e is SocketException or IOException or ObjectDisposedException
        || (e is OperationCanceledException && context.RequestAborted.IsCancellationRequested);

    private static Task SendUnmatchedAsync(HttpContext context, string url, JournalEntry entry)
    {
        var report = new StringBuilder("Request was not matched: ")
            .Append(entry.Request.Method)
            .Append(' ')
            .Append(url)
            .Append('\n');
        foreach (var miss in entry.NearMisses)
        {
            report.Append("\nNear: ").Append(miss.Stub.Name ?? miss.Stub.Id.ToString()).Append('\n');
            foreach (var difference in miss.Differences)
                report.Append("  ").Append(difference).Append('\n');
        }

        if (entry.NearMisses.Count == 0)
            report.Append("\nThere are no stubs.\n");
        return SendTextAsync(context, StatusCodes.Status404NotFound, report.ToString());
    }

    private static Task SendTextAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain;charset=UTF-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static async Task<RecordedRequest> ReadRequestAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        return new RecordedRequest
        {
            Method = context.Request.Method,
            Url = OriginForm(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget),
            Headers = context
                .Request.Headers.SelectMany(header =>
                    header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? ""))
                )
                .ToArray(),
            Body = body.ToArray(),
        };
    }

    /// <summary>Path and query of a target that a client of a proxy writes with scheme and host.</summary>
    private static string OriginForm(string target)
    {
        // An empty query is no query.
        target = target.EndsWith('?') ? target[..^1] : target;
        if (target.StartsWith('/') || !Uri.TryCreate(target, UriKind.Absolute, out var absolute))
            return target;
        return absolute.PathAndQuery;
    }
}
