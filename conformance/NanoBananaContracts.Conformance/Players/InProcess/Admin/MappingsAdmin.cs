using System;
using System.Collections.Generic;
using System.Linq;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Players.Matching;
using NanoBananaContracts.Conformance.Players.Reading;

namespace NanoBananaContracts.Conformance.Players.InProcess.Admin;

/// <summary><c>/__admin/mappings</c>.</summary>
internal sealed class MappingsAdmin(StubRepository stubs)
{
    public IEnumerable<AdminRoute> Routes =>
        [
            new("GET", "mappings", _ => List()),
            new("POST", "mappings", Create),
            new("DELETE", "mappings", _ => Clear(AdminReply.Empty)),
            new("POST", "mappings/reset", _ => Reset()),
            new(
                "POST",
                "mappings/save",
                _ => AdminReply.Error(422, 10, "Stubs are kept in files of their own; nothing is saved from here.")
            ),
            new("POST", "mappings/import", Import),
            new("GET", "mappings/unmatched", _ => new AdminReply(200, AdminJson.Mappings(stubs.Unused))),
            new("POST", "mappings/find-by-metadata", call => ByMetadata(call, remove: false)),
            new("POST", "mappings/remove-by-metadata", call => ByMetadata(call, remove: true)),
            new("GET", "mappings/{id}", call => WithId(call, stub => new AdminReply(200, AdminJson.Mapping(stub)))),
            new("PUT", "mappings/{id}", Update),
            new(
                "DELETE",
                "mappings/{id}",
                call =>
                    WithId(
                        call,
                        stub =>
                        {
                            stubs.RemoveWhere(other => other.Id == stub.Id);
                            return AdminReply.Empty;
                        }
                    )
            ),
        ];

    public AdminReply List() => new(200, AdminJson.Mappings(stubs.All));

    /// <summary>Back to what was loaded from files.</summary>
    public AdminReply Reset()
    {
        stubs.ResetToLoaded();
        return AdminReply.Ok;
    }

    private AdminReply Clear(AdminReply reply)
    {
        stubs.RemoveWhere(_ => true);
        return reply;
    }

    private AdminReply Create(AdminCall call)
    {
        var problems = new List<JsonProblem>();
        var stub = StrictJson.Parse(call.Body, problems) is { } root
            ? StubReader.ReadMapping(root, null, Guid.NewGuid())
            : null;
        if (stub is null || IsBroken(problems))
            return AdminReply.Unreadable(problems);
        if (stubs.Find(stub.Id) is not null)
            return AdminReply.Error(422, 109, $"There is a stub with the id {stub.Id} already.");
        stubs.Add(stub);
        return new AdminReply(201, AdminJson.Mapping(stub));
    }

    private AdminReply Update(AdminCall call)
    {
        return WithId(
            call,
            old =>
            {
                var problems = new List<JsonProblem>();
                var stub = StrictJson.Parse(call.Body, problems) is { } root
                    ? StubReader.ReadMapping(root, old.Id, old.Id)
                    : null;
                if (stub is null || IsBroken(problems))
                    return AdminReply.Unreadable(problems);
                stubs.Update(stub);
                return new AdminReply(200, AdminJson.Mapping(stub));
            }
        );
    }

    private AdminReply Import(AdminCall call)
    {
        var problems = new List<JsonProblem>();
        if (StrictJson.Parse(call.Body, problems) is not { } root || root.AsObject() is not { } reader)
            return AdminReply.Unreadable(problems);
        var imported =
            reader
                .Required("mappings")
                ?.AsArray()
                .Select(item => StubReader.ReadMapping(item, null, Guid.NewGuid()))
                .OfType<StubMapping>()
                .ToArray()
            ?? [];
        var options = reader.Optional("importOptions")?.AsObject();
        var ignoresKnown = options?.OptionalText("duplicatePolicy") == "IGNORE";
        var deletesOthers = options?.Optional("deleteAllNotInImport")?.AsBoolean() ?? false;
        options?.Finish();
        reader.Allow("meta");
        reader.Finish();
        if (IsBroken(problems))
            return AdminReply.Unreadable(problems);
        // The original adds the last one first, so that of two equals the first in the list wins.
        foreach (var stub in imported.Reverse())
        {
            if (!ignoresKnown || stubs.Find(stub.Id) is null)
                stubs.Add(stub);
        }

        if (deletesOthers)
            stubs.RemoveWhere(stub => imported.All(kept => kept.Id != stub.Id));
        return AdminReply.Ok;
    }

    private AdminReply ByMetadata(AdminCall call, bool remove)
    {
        var problems = new List<JsonProblem>();
        var matcher = StrictJson.Parse(call.Body, problems) is { } root
            ? MatcherReader.Read(root, MatcherPlace.Body)
            : null;
        if (matcher is null || IsBroken(problems))
            return AdminReply.Unreadable(problems);
        bool Matches(StubMapping stub) =>
            stub.Source.TryGetProperty("metadata", out var metadata)
            && matcher.Matches(MatchSubject.FromText(metadata.GetRawText()));
        if (!remove)
            return new AdminReply(200, AdminJson.Mappings(stubs.All.Where(Matches).ToArray()));
        stubs.RemoveWhere(Matches);
        return AdminReply.Empty;
    }

    private AdminReply WithId(AdminCall call, Func<StubMapping, AdminReply> handle)
    {
        if (!Guid.TryParse(call.Variables["id"], out var id))
            return AdminReply.Error(400, 10, $"{call.Variables["id"]} is not a valid UUID");
        return stubs.Find(id) is { } stub ? handle(stub) : AdminReply.NotFound;
    }

    /// <summary>What WireMock accepts without a word is accepted here too, and played as it plays it.</summary>
    private static bool IsBroken(IEnumerable<JsonProblem> problems) =>
        problems.Any(problem => !LintRules.Traps.Contains(problem.Rule));
}
