using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Players.Matching;
using NanoBananaContracts.Conformance.Players.Reading;

namespace NanoBananaContracts.Conformance.Players.InProcess.Admin;

/// <summary><c>/__admin/requests</c> and <c>/__admin/near-misses</c>.</summary>
internal sealed class RequestsAdmin(StubRepository stubs, RequestJournal journal, Func<Uri> server, TimeProvider clock)
{
    private const int MostNearMisses = 3;

    public IEnumerable<AdminRoute> Routes =>
        [
            new("GET", "requests", List),
            new(
                "DELETE",
                "requests",
                _ =>
                {
                    journal.Clear();
                    return AdminReply.Empty;
                }
            ),
            new(
                "POST",
                "requests/count",
                call => Matching(call, entries => new JsonObject { ["count"] = entries.Count })
            ),
            new(
                "POST",
                "requests/find",
                call => Matching(call, entries => new JsonObject { ["requests"] = Requests(entries) })
            ),
            new("POST", "requests/remove", Remove),
            new(
                "GET",
                "requests/unmatched",
                _ => new AdminReply(200, Journaled(new JsonObject { ["requests"] = Requests(Unmatched) }))
            ),
            new("GET", "requests/unmatched/near-misses", _ => new AdminReply(200, UnmatchedNearMisses())),
            new("GET", "requests/{id}", Find),
            new("DELETE", "requests/{id}", RemoveOne),
            new("POST", "near-misses/request", NearRequest),
            new("POST", "near-misses/request-pattern", NearPattern),
        ];

    private IReadOnlyList<JournalEntry> Unmatched => journal.Entries.Where(entry => !entry.WasMatched).ToArray();

    private AdminJson Json => new(server());

    private static JsonObject Journaled(JsonObject reply)
    {
        reply["requestJournalDisabled"] = false;
        return reply;
    }

    private JsonArray Requests(IEnumerable<JournalEntry> entries) =>
        new(entries.Select(entry => (JsonNode)Json.Request(entry.Request, entry.ReceivedAt)).ToArray());

    private JsonObject Entry(JournalEntry entry) => Json.Entry(entry, entry.StubId is { } id ? stubs.Find(id) : null);

    private AdminReply List(AdminCall call)
    {
        // Newest first, as in the original.
        var entries = journal.Entries.Reverse();
        if (call.Query["unmatched"] == "true")
            entries = entries.Where(entry => !entry.WasMatched);
        if (Guid.TryParse(call.Query["matchingStub"], out var stub))
            entries = entries.Where(entry => entry.StubId == stub);
        if (call.Query["since"].ToString() is { Length: > 0 } since)
        {
            if (
                !DateTimeOffset.TryParse(
                    since,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var after
                )
            )
                return AdminReply.Error(400, 10, $"{since} is not a valid ISO8601 date");
            entries = entries.Where(entry => entry.ReceivedAt > after);
        }

        var all = entries.ToArray();
        var shown = int.TryParse(call.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? all.Take(limit)
            : all;
        return new AdminReply(
            200,
            new JsonObject
            {
                ["requests"] = new JsonArray(shown.Select(entry => (JsonNode)Entry(entry)).ToArray()),
                ["meta"] = new JsonObject { ["total"] = all.Length },
                ["requestJournalDisabled"] = false,
            }
        );
    }

    private AdminReply Find(AdminCall call) =>
        Guid.TryParse(call.Variables["id"], out var id)
        && journal.Entries.FirstOrDefault(entry => entry.Id == id) is { } found
            ? new AdminReply(200, Entry(found))
            : AdminReply.NotFound;

    private AdminReply RemoveOne(AdminCall call)
    {
        if (Guid.TryParse(call.Variables["id"], out var id))
            journal.RemoveWhere(entry => entry.Id == id);
        return AdminReply.Empty;
    }

    private AdminReply Remove(AdminCall call) =>
        ReadPattern(
            call,
            pattern =>
            {
                var removed = journal.RemoveWhere(entry => pattern.Match(entry.Request).IsMatch);
                return new AdminReply(
                    200,
                    new JsonObject
                    {
                        ["serveEvents"] = new JsonArray(removed.Select(entry => (JsonNode)Entry(entry)).ToArray()),
                    }
                );
            }
        );

    private AdminReply Matching(AdminCall call, Func<IReadOnlyList<JournalEntry>, JsonObject> reply) =>
        ReadPattern(
            call,
            pattern => new AdminReply(
                200,
                Journaled(reply(journal.Entries.Where(entry => pattern.Match(entry.Request).IsMatch).ToArray()))
            )
        );

    private JsonObject UnmatchedNearMisses() =>
        Json.NearMisses(
            from entry in Unmatched
            from miss in stubs.NearestTo(new RequestSubject(entry.Request))
            select (entry.Request, entry.ReceivedAt, miss)
        );

    /// <summary>The stubs nearest to a request that is described rather than sent.</summary>
    private AdminReply NearRequest(AdminCall call)
    {
        var problems = new List<JsonProblem>();
        if (StrictJson.Parse(call.Body, problems) is not { } root || root.AsObject() is not { } reader)
            return AdminReply.Unreadable(problems);
        var headers = reader.Optional("headers")?.AsObject();
        var body = reader.OptionalText("body");
        var request = new RecordedRequest
        {
            Method = reader.OptionalText("method") ?? "GET",
            Url = reader.OptionalText("url") ?? "/",
            Headers =
                headers
                    ?.RawProperties()
                    .SelectMany(header =>
                        header.Value.ValueKind == System.Text.Json.JsonValueKind.Array
                            ? header
                                .Value.EnumerateArray()
                                .Select(value => KeyValuePair.Create(header.Name, value.ToString()))
                            : [KeyValuePair.Create(header.Name, header.Value.ToString())]
                    )
                    .ToArray()
                ?? [],
            Body = Encoding.UTF8.GetBytes(body ?? ""),
        };
        // A journalled request may be sent back as it was read; its further keys say nothing new.
        if (problems.Count > 0)
            return AdminReply.Unreadable(problems);
        var now = clock.GetUtcNow();
        return new AdminReply(
            200,
            Json.NearMisses(stubs.NearestTo(new RequestSubject(request)).Select(miss => (request, now, miss)))
        );
    }

    /// <summary>The journalled requests nearest to a pattern.</summary>
    private AdminReply NearPattern(AdminCall call) =>
        ReadPattern(
            call,
            pattern => new AdminReply(
                200,
                Json.NearMisses(
                    pattern,
                    journal
                        .Entries.Select(entry => (entry, pattern.Match(entry.Request)))
                        .OrderBy(miss => miss.Item2.Distance)
                        .Take(MostNearMisses)
                )
            )
        );

    private static AdminReply ReadPattern(AdminCall call, Func<RequestPattern, AdminReply> handle)
    {
        var problems = new List<JsonProblem>();
        var pattern = StrictJson.Parse(call.Body, problems) is { } root ? RequestPatternReader.Read(root) : null;
        return pattern is null || problems.Any(problem => !Cases.LintRules.Traps.Contains(problem.Rule))
            ? AdminReply.Unreadable(problems)
            : handle(pattern);
    }
}
